import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from '../../../src/cli/arguments';
import { connectMetrics } from '../../../src/cli/aws/metrics';
import { connect } from '../../../src/cli/aws/stack';
import { lintCommand } from '../../../src/cli/commands/lint';
import { rehearseCommand } from '../../../src/cli/commands/rehearse';
import type { Rehearsal } from '../../../src/rehearse/rehearse';

/** The SDK as it is, against a server of this machine that answers as CloudFormation and CloudWatch do. */
const STACK_ID = 'arn:aws:cloudformation:eu-north-1:210987654321:stack/shop/0';
const TEMPLATE = `Transform: SafeDeploy
Parameters: { Minutes: { Type: Number } }
Resources:
  Checkout:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Type: { Canary: { Percent: 10, Minutes: !Ref Minutes } } } }
    Properties: { Code: { ZipFile: x }, Handler: i.h, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/r' }
`;
const NOW = new Date('2026-03-15T12:00:30Z');
const MINUTE = 60_000;

/** 20 requests in each minute, and 400 between nine and ten in the morning; one of a hundred fails. */
const calls = (time: Date) => (time.getUTCHours() === 9 ? 400 : 20);

interface Asked {
  readonly action: string;
  readonly input: {
    readonly NextToken?: string;
    readonly StartTime?: number;
    readonly EndTime?: number;
    readonly MetricDataQueries?: { Id: string; MetricStat: { Metric: { Dimensions: object[] } } }[];
  };
}
let server: Server;
let asked: Asked[] = [];
let refuse = '';
const kept = { ...process.env };

const XML: Readonly<Record<string, (page: string | null) => string>> = {
  DescribeStacks: () => `<Stacks><member><StackName>shop</StackName><StackId>${STACK_ID}</StackId><StackStatus>CREATE_COMPLETE</StackStatus>
    <CreationTime>2026-01-01T00:00:00Z</CreationTime><Parameters><member><ParameterKey>Minutes</ParameterKey><ParameterValue>20</ParameterValue></member></Parameters></member></Stacks>`,
  GetTemplate: () => '<TemplateBody>{"Resources": {}}</TemplateBody>',
  ListStackResources: (page) => {
    const resource = (id: string, name: string, type: string) =>
      `<member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>${name}</PhysicalResourceId><ResourceType>${type}</ResourceType>
        <ResourceStatus>CREATE_COMPLETE</ResourceStatus><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member>`;
    if (!page)
      return `<StackResourceSummaries>${resource('Topic', 'topic', 'AWS::SNS::Topic')}</StackResourceSummaries><NextToken>2</NextToken>`;
    return `<StackResourceSummaries>${resource('Checkout', 'shop-Checkout-1X', 'AWS::Lambda::Function')}</StackResourceSummaries>`;
  },
};

/** As GetMetricData does: pages, and nothing for minutes without a value. */
function metricData({ NextToken, StartTime = 0, EndTime = 0 }: Asked['input']) {
  if (NextToken)
    return {
      MetricDataResults: [
        { Id: 'mean', Timestamps: [StartTime], Values: [80] },
        { Id: 'p99', Timestamps: [StartTime], Values: [640] },
      ],
    };
  const times: number[] = [];
  for (let time = StartTime; time < EndTime; time += 60) times.push(time);
  const values = times.map((time) => calls(new Date(time * 1_000)));
  return {
    NextToken: 'more',
    MetricDataResults: [
      { Id: 'calls', Timestamps: times, Values: values },
      { Id: 'failed', Timestamps: times, Values: values.map((value) => value / 100) },
    ],
  };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const target = String(request.headers['x-amz-target'] ?? '');
      if (target) {
        const action = target.split('.')[1] ?? '';
        const input = JSON.parse(body);
        asked.push({ action, input });
        const fails = refuse === action;
        const answer = fails ? { __type: 'AccessDeniedException', message: 'You may not.' } : metricData(input);
        return response.writeHead(fails ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
      }
      const query = new URLSearchParams(body);
      const action = query.get('Action') ?? '';
      asked.push({ action, input: {} });
      const result = `<${action}Result>${XML[action]?.(query.get('NextToken'))}</${action}Result>`;
      return response.writeHead(200, { 'content-type': 'text/xml' }).end(`<${action}Response>${result}</${action}Response>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'for-this-test',
    AWS_SECRET_ACCESS_KEY: 'for-this-test',
  });
});

beforeEach(() => {
  asked = [];
  refuse = '';
});

afterAll(async () => {
  process.env = kept;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const world = { connect, connectMetrics, now: () => NOW, screen: () => ({ colours: false, columns: 80 }) };

async function run(command: ReturnType<typeof rehearseCommand>, args: readonly string[], template = TEMPLATE) {
  const printed = { stdout: '', stderr: '' };
  const io = {
    stdin: (async function* () {
      yield Buffer.from(template);
    })(),
    stdout: (text: string) => {
      printed.stdout += text;
    },
    stderr: (text: string) => {
      printed.stderr += text;
    },
    colours: false,
    columns: 80,
  };
  const code = await command.run(parse(command, ['-', '--stack', 'shop', ...args]), io);
  return { code, ...printed };
}

async function rehearsed(args: readonly string[], template = TEMPLATE): Promise<Rehearsal> {
  const { stdout } = await run(rehearseCommand(world), ['--json', '--runs', '500', '--fault', '25%', ...args], template);
  return JSON.parse(stdout).rehearsals[0];
}

test('the traffic, errors and durations of the last 14 days at this hour; parameters as the stack has them', async () => {
  const { load, type } = await rehearsed([]);
  expect(load).toEqual({ callsPerMinute: expect.closeTo(20, 6), errors: expect.closeTo(0.01, 6), milliseconds: 80 });
  expect(type).toBe('Canary10Percent20Minutes');
});

test('or at another', async () => {
  const { load } = await rehearsed(['--at', '9:25']);
  expect(load.callsPerMinute).toBeGreaterThan(200);
  expect((await rehearsed(['--at', '21:00'])).load.callsPerMinute).toBeCloseTo(20, 6);
});

test('what is asked: the function by its name, minute by minute, until a few minutes ago', async () => {
  await rehearsed([]);
  expect(asked.map(({ action }) => action)).toEqual([
    'DescribeStacks',
    'GetTemplate',
    'ListStackResources',
    'ListStackResources',
    'GetMetricData',
    'GetMetricData',
  ]);
  const [{ input }] = asked.filter(({ action }) => action === 'GetMetricData') as [Asked];
  const end = Math.floor(NOW.getTime() / MINUTE) * 60 - 180;
  expect(input).toMatchObject({ StartTime: end - 14 * 86_400, EndTime: end });
  const queries = (input.MetricDataQueries ?? []).map(({ Id, MetricStat }) => [Id, MetricStat]);
  const of = (MetricName: string, Stat: string, Period: number) => {
    const Metric = { Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: 'shop-Checkout-1X' }] };
    return { Metric, Period, Stat };
  };
  expect(queries).toEqual([
    ['calls', of('Invocations', 'Sum', 60)],
    ['failed', of('Errors', 'Sum', 60)],
    ['mean', of('Duration', 'Average', 86_400)],
    ['p99', of('Duration', 'p99', 86_400)],
  ]);
});

test('what the command line says counts more', async () => {
  const { load } = await rehearsed(['--traffic', 'Checkout=5/min', '--duration', '10ms', '--parameter', 'Minutes=7']);
  expect(load).toEqual({ callsPerMinute: 5, errors: 0, milliseconds: 10 });
  expect(asked.filter(({ action }) => action === 'GetMetricData')).toEqual([]);
  expect((await rehearsed(['--errors', '4%'])).load).toMatchObject({
    callsPerMinute: expect.closeTo(20, 6),
    errors: expect.closeTo(0.04, 6),
  });
});

test('a function that the stack does not have yet needs its traffic', async () => {
  const template = TEMPLATE.replace('Checkout:', 'Search:');
  await expect(rehearsed([], template)).rejects.toThrow('The traffic of Search is not known: add --traffic Search=30/min, for example.');
  expect((await rehearsed(['--traffic', 'Search=30/min'], template)).load.callsPerMinute).toBe(30);
});

test('what AWS refuses', async () => {
  refuse = 'GetMetricData';
  await expect(rehearsed([])).rejects.toThrow(
    'The metrics of the stack cannot be read: You may not (AccessDeniedException). Check --region, --profile, and that you may call cloudwatch:GetMetricData.',
  );
});

describe('lint --stack', () => {
  test('judges the alarms by that traffic', async () => {
    const { code, stdout } = await run(lintCommand(world), ['--parameter', 'Minutes=5', '--at', '9:25']);
    expect(code).toBe(0);
    expect(stdout).toContain('SD3007');
    expect(stdout).toContain('is stopped in');
  });
});

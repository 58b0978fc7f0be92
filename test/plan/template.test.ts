import { parseYaml } from '../../src/cli/read/read';
import { plan, run } from './support/plan';
import { marked, using } from './support/templates';

const URL = '  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: NONE}}\n';

describe('what is replaced', () => {
  test('a URL loses its address', async () => {
    const { replaced } = await plan(using(marked('{FunctionUrl: Alias}'), URL));
    expect(replaced).toEqual([
      {
        resource: 'Url',
        type: 'AWS::Lambda::Url',
        harmless: false,
        cost: 'its address changes permanently, and the old one stops responding',
      },
    ]);
  });

  test('not a URL that stays', async () => {
    expect((await plan(using(marked('{FunctionUrl: Latest}'), URL))).replaced).toEqual([]);
  });

  test('a subscription and its permission, without side effects', async () => {
    const topic = `  Topic: {Type: AWS::SNS::Topic}
  Subscription: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic, Protocol: lambda, Endpoint: !GetAtt F.Arn}}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: sns.amazonaws.com, SourceArn: !Ref Topic}
`;
    const { replaced } = await plan(using(marked(), topic));
    expect(replaced.map(({ resource, harmless }) => [resource, harmless])).toEqual([
      ['Subscription', true],
      ['Permission', true],
    ]);
  });

  test('not a caller that CloudFormation changes in place', async () => {
    const rule = '  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt F.Arn}]}}\n';
    expect((await plan(using(marked(), rule))).replaced).toEqual([]);
  });

  test('what AWS may or may not replace is told with what to watch', async () => {
    const service = `  Service:
    Type: AWS::RefactorSpaces::Service
    Properties: {LambdaEndpoint: {Arn: !GetAtt F.Arn}}
`;
    const { replaced } = await plan(using(marked('{Move: [Service]}'), service));
    expect(replaced).toEqual([expect.objectContaining({ resource: 'Service', harmless: false })]);
  });
});

test('the deployment of an API is renewed', async () => {
  const api = `  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      Integration: {Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations'}
  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
`;
  const made = await plan(using(marked(), api));
  expect(made.renewals).toEqual([{ from: 'Deployment', to: expect.stringMatching(/^Deployment.{10}$/), parts: ['Method'] }]);
  expect(made.generated.map(({ id }) => id)).not.toContain(made.renewals[0]?.to);
});

describe('what is generated', () => {
  test('belongs to its function or to all', async () => {
    const { generated } = await plan(using(marked('{Type: Canary5Percent7Minutes, Alarms: []}', '', 'Safe')));
    expect(generated.map(({ id, function: owner }) => [id?.replace(/Version.{10}$/, 'Version'), owner])).toEqual([
      ['SafeVersion', 'Safe'],
      ['SafeAliaslive', 'Safe'],
      ['SafeDeploymentGroup', 'Safe'],
      ['SafeDeployCanary5Percent7Minutes', null],
      ['SafeDeployApplication', null],
      ['SafeDeployServiceRole', null],
    ]);
  });

  test('a permission beside another belongs to the function that it is for', async () => {
    const permission = `  Let:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: events.amazonaws.com}
`;
    const { generated } = await plan(using(marked('{Type: None}'), permission));
    expect(generated.at(-1)).toEqual({ id: 'LetAliaslive', type: 'AWS::Lambda::Permission', function: 'F' });
  });
});

test('sizes before and after, with their limits', async () => {
  const template = using(marked('{Type: None}'));
  const { code, stdout } = await run(template, ['--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).template).toEqual({
    processed: false,
    resources: { before: 1, after: 3, most: 500 },
    bytes: {
      file: template.length,
      before: JSON.stringify(parseYaml(template)).length,
      after: expect.any(Number),
      mostInline: 51_200,
      most: 1_000_000,
    },
  });
});

test('a template without a marked function', async () => {
  const made = await plan(using('  T: {Type: AWS::SNS::Topic}\n'));
  expect(made).toMatchObject({ functions: [], replaced: [], renewals: [], generated: [] });
  expect(made.template.resources).toMatchObject({ before: 1, after: 1 });
});

test('functions that a nested transform marks are planned too', async () => {
  const nested = 'Resources:\n  Fn::Transform: {Name: SafeDeploy, Parameters: {Functions: All}}\n';
  const made = await plan(nested + marked().replace(/ {4}Metadata.*\n/, ''));
  expect(made.functions.map(({ id }) => id)).toEqual(['F']);
});

describe('a template with errors', () => {
  const broken = using(marked('{Typ: None}'));

  test.each([[[]], [['--json']], [['--markdown']], [['--verbose']]])('%j prints them, and nothing else', async (args) => {
    const { code, stdout, stderr } = await run(broken, args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('<stdin>:5:29  error SD2101');
  });

  test.each([
    ['a: [', 'SD1103'],
    ['[]', 'SD1207'],
    ['', 'SD1105'],
    ['Resources: {T: {Type: AWS::SNS::Topic}}', 'SD1201'],
  ])('%j', async (template, error) => {
    const { code, stdout, stderr } = await run(template);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(error);
  });
});

describe('what Functions: All leaves out is listed, with the reason', () => {
  const all = (hooks = ''): string => `Metadata: {SafeDeploy: {Functions: All, Alarms: []${hooks}}}\n`;
  const plain = (id: string) => marked('{}', '', id).replace(/ {4}Metadata.*\n/, '');
  const leftOut = async (resources: string[], hooks?: string) => (await plan(all(hooks) + using(plain('F'), ...resources))).leftOut;

  test('a hook, and who else refers to it', async () => {
    const rule = '  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt H.Arn}]}}\n';
    const allow = '  Allow: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref H, Principal: events.amazonaws.com}}\n';
    const hooks = ', Hooks: {PreTraffic: !Ref H}';
    expect(await leftOut([plain('H'), allow], hooks)).toEqual([{ id: 'H', because: 'it is a hook' }]);
    const because = 'it is a hook, but Rule also refers to it: mark it explicitly to release it';
    expect(await leftOut([plain('H'), allow, rule], hooks)).toEqual([{ id: 'H', because }]);
    expect(await leftOut([plain('H'), allow, rule])).toEqual([]);
  });

  test('a function for Lambda@Edge, one that serves custom resources, one that is released by hand', async () => {
    const made = await leftOut([
      plain('E'),
      '  V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref E}}\n',
      '  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {DefaultCacheBehavior: {LambdaFunctionAssociations: [{LambdaFunctionARN: !Ref V}]}}}}\n',
      plain('C'),
      '  Custom: {Type: Custom::Thing, Properties: {ServiceToken: !GetAtt C.Arn}}\n',
      plain('R'),
      '  W: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref R}}\n',
    ]);
    expect(made).toEqual([
      { id: 'C', because: 'it only serves custom resources' },
      { id: 'E', because: 'Lambda@Edge accepts only versions, not aliases' },
      { id: 'R', because: 'W already releases it' },
    ]);
  });

  test('in words, for the terminal and for Markdown', async () => {
    const template = all(', Hooks: {PreTraffic: !Ref H}') + using(plain('F'), plain('H'));
    expect((await run(template)).stdout).toContain('  not marked  Functions: All skips H: it is a hook\n');
    expect((await run(template, ['--markdown'])).stdout).toContain('- Functions: All skips H: it is a hook\n');
  });
});

import { lint } from '../../src/cli/commands/lint';
import { Terminal } from './support/cli';
import { functionOf } from './support/subject';

const terminal = new Terminal(lint);
afterAll(terminal.remove);

const template = (...functions: string[]) => `Transform: SafeDeploy\nResources:\n${functions.join('')}`;

async function found(text: string, ...flags: string[]): Promise<string[]> {
  const { stdout, stderr } = await terminal.run([terminal.file('template.yaml', text)], [...flags, '--format', 'json']);
  if (stdout === '') throw new Error(stderr);
  const findings = JSON.parse(stdout) as { code: string; line: number; message: string; remedy: string }[];
  return findings.map(({ code, message, remedy }) => `${code} ${message} ${remedy}`);
}

test('nothing is rehearsed where nobody says how much traffic there is', async () => {
  expect(await found(template(functionOf('Checkout')))).toEqual([]);
});

test.each<[mark: string, flags: string[]]>([
  ['{}', ['--traffic', '60/min']],
  ['{ Alarms: [{ ErrorRate: {} }] }', ['--traffic', '1000/min', '--errors', '1%']],
  ['{ Type: None }', ['--traffic', '10/day']],
])('%s with %j is right', async (mark, flags) => {
  expect(await found(template(functionOf('Checkout', mark)), ...flags)).toEqual([]);
});

test('SD3006: alarms that come too late for this traffic', async () => {
  expect(await found(template(functionOf('Checkout', '{ Alarms: [{ ErrorRate: {} }] }')), '--traffic', '60/min')).toEqual([
    'SD3006 With 60 requests per minute, a version of Checkout that fails one request in four is stopped in only 5.8 % of rehearsals. Use Alarms: [{ Errors: {} }].',
  ]);
});

test('SD3006 where no alarm helps', async () => {
  const [finding] = await found(template(functionOf('Checkout')), '--traffic', '3/day');
  expect(finding).toMatch(
    /^SD3006 With 3 requests per day, .* Use Hooks: \{ PreTraffic: \{ Checks: \[…\] \} \}, because no alarm tells a bad version from a good one with this traffic\.$/,
  );
});

test('SD3007: alarms that stop good releases', async () => {
  expect(await found(template(functionOf('Checkout')), '--traffic', '10000/min', '--errors', '0.1%')).toEqual([
    'SD3007 With 10,000 requests per minute of which 0.1 % fail, a good version of Checkout is stopped in 100 % of rehearsals, mostly by CheckoutAliasErrorsAlarm. Use Alarms: [{ ErrorRate: {} }].',
  ]);
});

test('a shift without alarms is told once, by the rule that needs no traffic', async () => {
  const codes = (await found(template(functionOf('Checkout', '{ Alarms: [] }')), '--traffic', '60/min')).map((line) => line.slice(0, 6));
  expect(codes).toEqual(['SD3101']);
});

test('each function has its own traffic, and one without any is not judged', async () => {
  const two = template(functionOf('Checkout'), functionOf('Search'));
  const lines = await found(two, '--traffic', 'Search=10000/min', '--errors', '0.1%');
  expect(lines.map((line) => /version of (\w+)/.exec(line)?.[1])).toEqual(['Search']);
});

test('it may be ignored, with a reason', async () => {
  const mark = '{ Alias: live, Ignore: [{ Code: SD3007, Reason: this function fails on purpose }] }';
  expect(await found(template(functionOf('Checkout', mark)), '--traffic', '10000/min', '--errors', '0.1%')).toEqual([]);
});

test('of several templates a function may be in any', async () => {
  const files = ['Checkout', 'Search'].map((id) => terminal.file(`${id}.yaml`, template(functionOf(id))));
  const { code, stderr } = await terminal.run(files, ['--traffic', 'Search=60/min', '--traffic', 'Checkout=60/min']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await terminal.run(files, ['--traffic', 'Chekout=60/min'])).toMatchObject({
    code: 2,
    stderr: '--traffic: the template has no marked function Chekout. Did you mean Checkout?',
  });
});

test('what --traffic takes', async () => {
  expect(
    await terminal.run([terminal.file('template.yaml', template(functionOf('F')))], ['--traffic', 'x', '--errors', 'y']),
  ).toMatchObject({
    code: 2,
    stderr:
      '--traffic must be a number of requests per unit of time, such as 30/min, 5/s, 400/h or 1000/day.\n--errors must be a percentage, such as 0.1% or 5%.',
  });
});

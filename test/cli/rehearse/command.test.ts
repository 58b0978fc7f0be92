import { readFileSync } from 'node:fs';
import type { Rehearsal } from '../../../src/rehearse/rehearse';
import { Cli } from '../support/cli';
import { printed } from './support/rehearse';

const cli = new Cli();
afterAll(cli.remove);

const functionOf = (id: string, mark: string) => `  ${id}:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: ${mark} }
    Properties: { Code: { ZipFile: x }, Handler: i.h, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/r' }
`;
const template = (...functions: string[]) => `Transform: SafeDeploy\nResources:\n${functions.join('')}`;
const CHECKOUT = functionOf('Checkout', '{}');
const rehearse = (text: string, ...args: string[]) => cli.run(['rehearse', '-', ...args], text);
const FEW = ['--runs', '2000'];

async function json(text: string, ...args: string[]): Promise<{ format: number; rehearsals: [Rehearsal, ...Rehearsal[]] }> {
  const { code, stdout, stderr } = await rehearse(text, ...FEW, '--json', ...args);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const people = (text: string, ...args: string[]) => printed(['-', ...FEW, ...args], text);

describe('for people', () => {
  test('a table, a chart, what is wrong and what to do', async () => {
    const stdout = await people(template(CHECKOUT), '--traffic', '10000/min', '--errors', '0.1%');
    expect(stdout).toBe(
      [
        'Checkout  Canary10Percent5Minutes, 10,000 requests per minute of which 0.1 % fail',
        '  2,000 rehearsals of each version; failed requests are counted over the first 60 minutes',
        '',
        '  new version         stopped   after   failed requests   at once   unwatched',
        '  1 % fail              100 %   0 min                 0     6,000       5,550',
        '  5 % fail              100 %   0 min                 0    30,000      27,750',
        '  25 % fail             100 %   0 min                 0   150,000     138,750',
        '  all fail              100 %   0 min                 0   600,000     555,000',
        '  as good as before     100 %   0 min                 0         0           0',
        '',
        '  25 % fail    0     1     2     3     4     5     6 min',
        '  new version  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████████████',
        '  stopped      ██████████████████████████████████████████',
        '',
        '  ! 100 % of good versions are stopped unnecessarily, before they start, mostly by CheckoutAliasErrorsAlarm.',
        '  → Alarms: [{ ErrorRate: {} }]: 100 % of versions that fail 25 % of their requests and 0 % of good ones are stopped.',
        '',
      ].join('\n'),
    );
  });

  test.each(['Linear10PercentEvery10Minutes', '{ Linear: { Percent: 1, Minutes: 20 } }'])('%s fits on the screen', async (type) => {
    const stdout = await people(template(functionOf('F', `{ Type: ${type} }`)), '--traffic', '5/min', '--fault', '25%', '--latency', '2x');
    const chart = /^ {2}25 % fail, 2x as long .*\n.*\n.*$/m.exec(stdout.slice(stdout.indexOf('as good as before')))?.[0].split('\n') ?? [];
    expect(chart).toHaveLength(3);
    expect(chart.filter((line) => line.length > 80)).toEqual([]);
    expect(chart[1]).toMatch(/^ {2}new version +▁.*█$/);
  });

  test('what is left out, and why', async () => {
    const stdout = await people(template(functionOf('F', '{ Alarms: [{ Throttles: {} }, orders-5xx] }')), '--traffic', '5/min');
    expect(stdout).toContain('  orders-5xx is left out: a rehearsal cannot simulate an alarm that is not in the template.\n');
    expect(stdout).toContain('  FAliasThrottlesAlarm is left out: a rehearsal cannot simulate throttles.\n');
  });

  test('functions that have nothing to rehearse', async () => {
    const others = [functionOf('Hook', '{ Type: None }'), functionOf('Team', '{ Type: TeamsOwnConfig }')];
    const stdout = await people(template(...others), '--traffic', '5/min');
    expect(stdout).toBe(
      'Hook moves to a new version at once, without CodeDeploy: there is nothing to rehearse.\n' +
        'Team uses a deployment config that is not in the template, so its steps are not known.\n',
    );
  });
});

describe('what is asked', () => {
  const two = template(CHECKOUT, functionOf('Search', '{ Alarms: [{ ErrorRate: {} }] }'));

  test('each function with its own traffic', async () => {
    const { format, rehearsals } = await json(two, '--traffic', '30/min', '--traffic', 'Search=5/s', '--errors', 'Search=2%');
    expect(format).toBe(1);
    expect(rehearsals.map(({ function: id, load }) => [id, load.callsPerMinute, load.errors])).toEqual([
      ['Checkout', 30, 0],
      ['Search', 300, 0.02],
    ]);
  });

  test.each([
    [
      [],
      [
        [0.01, 1],
        [0.05, 1],
        [0.25, 1],
        [1, 1],
      ],
    ],
    [['--fault', '10%'], [[0.1, 1]]],
    [
      ['--fault', '10%', '--fault', '50%'],
      [
        [0.1, 1],
        [0.5, 1],
      ],
    ],
    [['--latency', '2x'], [[0, 2]]],
    [['--latency', '2x', '--fault', '10%'], [[0.1, 2]]],
    [['--fault', 'Checkout=10%', '--fault', '50%'], [[0.1, 1]]],
  ])('%j', async (options, versions) => {
    const { rehearsals } = await json(template(CHECKOUT), '--traffic', '30/min', ...options);
    expect(rehearsals[0].bad.map(({ fault, latency }) => [fault, latency])).toEqual(versions);
  });

  test.each([
    ['30/min', 30],
    ['0.5/s', 30],
    ['90/h', 1.5],
    ['144/day', 0.1],
  ])('%s', async (traffic, callsPerMinute) => {
    const { rehearsals } = await json(template(CHECKOUT), '--traffic', traffic, '--fault', '5%');
    expect(rehearsals[0].load.callsPerMinute).toBeCloseTo(callsPerMinute, 9);
  });

  test.each([
    ['120ms', 120],
    ['1.5s', 1_500],
    ['120ms/900ms', 120],
  ])('%s', async (duration, milliseconds) => {
    const { rehearsals } = await json(template(CHECKOUT), '--traffic', '1/min', '--duration', duration, '--fault', '5%');
    expect(rehearsals[0].load.milliseconds).toBe(milliseconds);
  });

  test('the same seed gives the same answer, and another gives another', async () => {
    const [first, again, other] = await Promise.all(
      ['3', '3', '4'].map((seed) => rehearse(template(CHECKOUT), ...FEW, '--traffic', '30/min', '--json', '--seed', seed)),
    );
    expect(first?.stdout).toBe(again?.stdout);
    expect(first?.stdout).not.toBe(other?.stdout);
  });

  test('a function that its condition leaves out needs no traffic', async () => {
    const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { InProduction: !Equals [!Ref Stage, prod] }\n';
    const text = conditions + two.replace('  Search:\n', '  Search:\n    Condition: InProduction\n');
    const ids = async (...args: string[]) => (await json(text, ...args)).rehearsals.map((rehearsal) => rehearsal.function);
    expect(await ids('--traffic', 'Checkout=30/min', '--parameter', 'Stage=dev')).toEqual(['Checkout']);
    expect(await ids('--traffic', '30/min', '--fault', 'Search=5%', '--parameter', 'Stage=dev')).toEqual(['Checkout']);
    expect(await ids('--traffic', '30/min', '--parameter', 'Stage=prod')).toEqual(['Checkout', 'Search']);
  });

  test('parameters decide as in a deployment', async () => {
    const text = `Parameters: { Minutes: { Type: Number } }\n${template(functionOf('F', '{ Type: { Canary: { Percent: 10, Minutes: !Ref Minutes } } }'))}`;
    const { rehearsals } = await json(text, '--traffic', '30/min', '--parameter', 'Minutes=20');
    expect(rehearsals[0].type).toBe('Canary10Percent20Minutes');
  });
});

describe('mistakes', () => {
  test.each<[args: string[], mistake: string]>([
    [[], 'The traffic of Checkout is not known: add --traffic Checkout=30/min, for example.'],
    [['--traffic', 'many'], '--traffic must be a number of requests per unit of time, such as 30/min, 5/s, 400/h or 1000/day.'],
    [['--traffic', '30/fortnight'], '--traffic must be a number of requests per unit of time, such as 30/min, 5/s, 400/h or 1000/day.'],
    [['--traffic', '30/constructor'], '--traffic must be a number of requests per unit of time, such as 30/min, 5/s, 400/h or 1000/day.'],
    [
      ['--traffic', '1/min', '--traffic', 'Chekout=1/min'],
      '--traffic: the template has no marked function Chekout. Did you mean Checkout?',
    ],
    [['--traffic', '1/min', '--errors', '2'], '--errors must be a percentage, such as 0.1% or 5%.'],
    [['--traffic', '1/min', '--fault', '200%'], '--fault must be a percentage, such as 0.1% or 5%.'],
    [['--traffic', '1/min', '--fault', 'Search=2%'], '--fault: the template has no marked function Search.'],
    [['--traffic', '1/min', '--latency', '2'], '--latency must be a factor, such as 2x or 1.5x.'],
    [['--traffic', '1/min', '--latency', '0x'], '--latency must be a factor, such as 2x or 1.5x.'],
    [
      ['--traffic', '1/min', '--duration', '900ms/100ms'],
      '--duration must be the mean and optionally the 99th percentile, such as 120ms, 1.5s or 120ms/900ms.',
    ],
    [['--traffic', '1/min', '--runs', '0'], '--runs must be a whole number from 1 to 1000000.'],
    [['--traffic', '1/min', '--seed', 'x'], '--seed must be a whole number from 0 to 2147483647.'],
    [['--traffic', '1/min', '--at', '9:30'], '--at requires --stack.'],
    [['--stack', 's', '--at', '25:00'], '--at must be a time of day in UTC, such as 14:30.'],
    [['--traffic', '1/min', '--profile', 'p'], '--profile requires --stack.'],
    [['--traffic', '1/min', '--html', '/nowhere/at/all.html'], '/nowhere/at/all.html cannot be written (ENOENT).'],
  ])('%j', async (args, mistake) => {
    const { code, stderr, stdout } = await rehearse(template(CHECKOUT), ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const hint = mistake.includes('cannot be written') ? '' : 'Run safedeploy rehearse --help for usage.\n';
    expect(stderr).toBe(`safedeploy rehearse: ${mistake}\n${hint}`);
  });

  test('are told all at once', async () => {
    const { stderr } = await rehearse(template(CHECKOUT), '--traffic', 'x', '--errors', 'y', '--runs', 'z');
    expect(stderr.match(/^safedeploy rehearse: /gm)).toHaveLength(3);
  });

  test('errors of the template come first', async () => {
    const { code, stdout, stderr } = await rehearse(template(functionOf('F', '{ Typ: None }')), '--traffic', '1/min');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('SD2101');
  });
});

test('--html writes a page beside what is printed', async () => {
  const file = cli.file('rehearsal.html');
  const { code, stdout } = await rehearse(template(CHECKOUT), ...FEW, '--traffic', '30/min', '--html', file);
  expect(code).toBe(0);
  expect(stdout).toContain('Checkout  Canary10Percent5Minutes');
  expect(readFileSync(file, 'utf8')).toContain('<h2>Checkout</h2>');
});

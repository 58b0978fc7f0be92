import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { standardOutput } from '../../src/cli/plan/screen';
import { clock, folded } from '../../src/cli/plan/words';
import { Cli } from '../cli/support/cli';
import { unmarked } from '../cli/support/templates';
import { run, type Surroundings } from './support/plan';
import { CANARY, marked, using } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);

/** Digests are under test elsewhere. */
const linesOf = async (template: string, args: readonly string[] = [], surroundings: Surroundings = {}, exit = 0) => {
  const { code, stdout, stderr } = await run(template, args, surroundings);
  expect({ code, stderr }).toEqual({ code: exit, stderr: '' });
  return stdout.replace(/(Version|Deployment)[0-9a-z]{10}\b/g, '$1xxxxxxxxxx').split('\n');
};

const against = (text: string) => ['--against', cli.file('before.yaml', text)];
const RULE = '  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt Checkout.Arn}]}}\n';
const URL = '  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref Checkout, AuthType: NONE}}\n';
const CHECKOUT = marked(
  '{Type: Canary10Percent10Minutes, Hooks: {PreTraffic: !Ref Smoke}, FunctionUrl: Alias}',
  '      MemorySize: 512\n',
  'Checkout',
);
const SHOP = using(CHECKOUT, unmarked('Smoke'), RULE, URL, '  Other: {Type: Some::Other::Thing, Properties: {Call: !Ref Checkout}}\n');

test('the story first, then the function', async () => {
  expect(await linesOf(SHOP)).toEqual([
    '1 function marked',
    '  schedules  1 Canary10Percent10Minutes',
    '  callers    1 left, 2 moved',
    '  left       still call the function: Other',
    '  replaced   Url (AWS::Lambda::Url): its address changes permanently, and the',
    '             old one stops responding',
    '  generated  8 resources',
    expect.stringMatching(/^ {2}size {7}Resources 5 → 13 of 500; template [\d,]+ → [\d,]+ bytes/),
    '             fit inline)',
    '',
    'Checkout → live',
    '  version  CheckoutVersionxxxxxxxxxx, of Code, Handler, MemorySize, Role,',
    '           Runtime',
    '  traffic  10 % at 0:00, 100 % at 10:00',
    '  hooks    PreTraffic Smoke',
    '  alarms   CheckoutAliasErrorsAlarm, CheckoutVersionErrorsAlarm',
    '  left     Other.Call: it is not known whether this property accepts an alias',
    '  moved    Rule.Targets[].Arn, Url.TargetFunctionArn',
    '',
  ]);
});

test('a caller that the alias waits for stands apart', async () => {
  const hook = unmarked('Smoke', '      Environment: {Variables: {RULE: !Ref Rule}}\n');
  const lines = await linesOf(using(CHECKOUT, hook, RULE, URL), [], { columns: 200 });
  expect(lines).toContain('  moved    Rule.Targets[].Arn: it changes before the alias exists; if the alias is new, calls fail until then');
  expect(lines).toContain('  moved    Url.TargetFunctionArn');
});

test('docs/plan.md shows it', async () => {
  const page = readFileSync(join(process.cwd(), 'docs', 'plan.md'), 'utf8');
  const withoutBytes = (text: string) => text.replace(/[\d,]+ → [\d,]+ bytes/, 'bytes');
  expect(withoutBytes(page)).toContain(withoutBytes((await run(SHOP)).stdout));
});

const LEFT = SHOP.replace('Transform: SafeDeploy\n', '').replace(/ {4}Metadata.*\n/, '');

test('docs/plan.md shows what leaving is', async () => {
  const page = readFileSync(join(process.cwd(), 'docs', 'plan.md'), 'utf8');
  const { stdout } = await run(LEFT, against(SHOP));
  expect(page).toContain(stdout.replace(cli.file('before.yaml'), 'before.yaml'));
});

test('against what is deployed, the traffic comes first', async () => {
  const template = using(marked(CANARY, '      MemorySize: 512\n'), marked('{Type: None}', '', 'G'));
  expect(await linesOf(template, against(template.replace('512', '256')))).toEqual([
    `Against ${cli.file('before.yaml')}`,
    '  traffic    1 function shifts traffic gradually: F',
    '  traffic    1 function publishes no new version: G',
    '  gone       1 earlier version is retained in Lambda',
    '  resources  1 added, 2 changed, 1 removed',
    '',
    'F → live',
    '  deployment  shifts traffic gradually: MemorySize changed',
    '  version     FVersionxxxxxxxxxx, of Code, Handler, MemorySize, Role, Runtime',
    '  traffic     10 % at 0:00, 100 % at 10:00',
    '',
    'The update',
    '  takes  at least 10 minutes: the shift of F',
    '',
  ]);
});

test('no line is longer than the terminal, as far as words allow', async () => {
  for (const columns of [40, 60, 100]) {
    const lines = await linesOf(SHOP, [], { columns });
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  }
});

describe('colours', () => {
  const refused = using(marked(CANARY)).replace('role/r', 'role/s');
  const args = () => against(using(marked(CANARY)));

  test('on a terminal say nothing that the words do not', async () => {
    const { stdout: plain } = await run(refused, args());
    const { stdout: coloured } = await run(refused, args(), { colours: true });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m1 function makes the deployment fail');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  test.each([['--json'], ['--markdown']])('are not in %s', async (format) => {
    expect((await run(refused, [...args(), format], { colours: true })).stdout).not.toContain('\u001b');
  });

  test.each([
    [true, {}, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, {}, false],
    [false, { FORCE_COLOR: '1' }, false],
  ])('of a standard output that is a terminal: %s, with %j: %s', (isTTY, env, colours) => {
    const stdout = { isTTY, columns: isTTY ? 90 : undefined } as unknown as NodeJS.WriteStream & { fd: 1 };
    expect(standardOutput({ stdout, env })).toEqual({ colours, columns: isTTY ? 90 : 120 });
  });
});

test('control characters of a template do not reach the terminal', async () => {
  const { stdout } = await run(using(marked('{Alarms: ["red\\u001b[31m\\u202e"]}')));
  expect(stdout).toContain('red\uFFFD[31m\uFFFD');
  expect(stripVTControlCharacters(stdout)).toBe(stdout);
  expect(stdout).not.toContain('\u202e');
});

describe('a template of a hundred functions', () => {
  const functions = (memory: (index: number) => number) =>
    using(
      ...Array.from({ length: 100 }, (_, i) =>
        marked(i % 2 ? CANARY : '{Type: None}', `      MemorySize: ${memory(i)}\n`, `Function${i}`).replace('role/r', `role/r${i % 25}`),
      ),
    );
  const now = functions(() => 512);
  const then = functions((i) => (i < 90 ? 256 : 512)).replace('role/r3\n', 'role/before\n');

  test('tells the story on its first screen', async () => {
    const screen = (await linesOf(now, against(then), {}, 1)).slice(0, 24).join('\n');
    expect(screen).toContain('traffic    44 functions shift traffic gradually: Function1, Function5,');
    expect(screen).toContain('traffic    45 functions move at once: Function0,');
    expect(screen).toMatch(/^Against .*\n {2}traffic {4}1 function makes the deployment fail: Function3\n/);
    expect(screen).toContain('traffic    10 functions publish no new version: Function90,');
    expect(screen).toContain('gone       90 earlier versions are retained in Lambda');
    expect(screen).toContain('resources  90 added, 180 changed, 90 removed');
    expect(screen).toContain('\n\n  Function3   Role changed, which both versions');
  });

  test('folds its lists, and says what it folded', async () => {
    const lines = await linesOf(now, against(then), {}, 1);
    expect(lines.length).toBeLessThan(65);
    expect(lines.at(-5)).toBe('… and 50 functions more. --verbose shows each of them.');
  });

  test('unfolds with --verbose', async () => {
    const text = (await linesOf(now, [...against(then), '--verbose'], {}, 1)).join('\n');
    for (let i = 0; i < 100; i++) expect(text).toContain(`\nFunction${i} → live\n`);
    expect(text).not.toContain(' more');
  });
});

describe('--verbose', () => {
  test('gives every caller its reason, and names what is generated', async () => {
    const lines = await linesOf(SHOP, ['--verbose'], { columns: 200 });
    expect(lines).toContain(
      "  moved      Rule.Targets[].Arn (AWS::Events::Rule): the ARN of the alias is passed to Amazon EventBridge rules instead of the function's",
    );
    expect(lines.find((line) => line.startsWith('  generated  CheckoutVersion'))).toContain('CheckoutDeploymentGroup');
  });

  test('gives a long stairs all its steps', async () => {
    const template = using(marked('{Type: Linear20PercentEvery1Minute, Alarms: []}'));
    expect(await linesOf(template)).toContain('  traffic  20 % at 0:00, 40 % at 1:00, …, 100 % at 4:00');
    expect(await linesOf(template, ['--verbose'], { columns: 100 })).toContain(
      '  traffic    20 % at 0:00, 40 % at 1:00, 60 % at 2:00, 80 % at 3:00, 100 % at 4:00',
    );
  });
});

test('a schedule that CloudFormation decides has a line for each branch', async () => {
  const template = using(marked('{Type: !If [Big, Canary10Percent5Minutes, AllAtOnce], Alarms: []}')).replace(
    'Resources:',
    'Conditions: {Big: !Equals [!Ref AWS::StackName, big]}\nResources:',
  );
  expect(await linesOf(template)).toEqual(
    expect.arrayContaining(['  if Big      10 % at 0:00, 100 % at 5:00', '  unless Big  100 % at 0:00']),
  );
});

test('no functions at all', async () => {
  const lines = await linesOf(using('  T: {Type: AWS::SNS::Topic}\n'));
  expect(lines.slice(0, 5)).toEqual([
    '0 functions marked',
    '  not marked  No function in this template is marked: add Metadata: {',
    '              SafeDeploy: {} } to a function, or list functions in Functions',
    '  callers     none',
    '  generated   0 resources',
  ]);
});

test.each([
  [0, '0:00'],
  [5, '5:00'],
  [119, '119:00'],
  [120, '2:00:00'],
  [2_880, '48:00:00'],
  [125, '2:05:00'],
])('%d minutes are %s', (minutes, text) => {
  expect(clock(minutes)).toBe(text);
});

test.each([
  [[], ''],
  [['a', 'b', 'c'], 'a, b, c'],
  [['a', 'b', 'c', 'd'], 'a, b and 2 more'],
])('%j folds to %j', (names, text) => {
  expect(folded(names, 2)).toBe(text);
});

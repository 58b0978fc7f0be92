import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint, plan, transform, UsageError } from '../../src/library';
import type { JsonObject } from '../../src/library/types';
import { Cli } from '../cli/support/cli';
import { readYaml } from '../support/fixtures';

const cli = new Cli();
afterAll(cli.remove);

const TEMPLATE = `Transform: SafeDeploy
Parameters:
  Key: { Type: String, NoEcho: true }
Resources:
  Checkout:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Type: Canary10Percent10Minutes } }
    Properties: { Runtime: nodejs24.x, Handler: i.h, Role: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/r', Code: { S3Bucket: b, S3Key: !Ref Key } }
`;
const OPTIONS = { parameters: { Key: 'never-to-be-seen' }, region: 'eu-north-1', accountId: '210987654321' };
const object = () => readYaml(TEMPLATE) as JsonObject;

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}

describe('the same as the commands', () => {
  const flags = ['--parameter', 'Key=never-to-be-seen', '--region', OPTIONS.region, '--account-id', OPTIONS.accountId];

  test('transform', async () => {
    const { stdout } = await cli.run(['transform', '-', '--format', 'json', ...flags], TEMPLATE);
    expect(transform(TEMPLATE, OPTIONS)).toEqual({ template: JSON.parse(stdout), diagnostics: [] });
  });

  test('plan, against a template and without', async () => {
    const file = cli.file('against', TEMPLATE);
    const next = TEMPLATE.replace('i.h', 'i.other');
    for (const [args, options] of [
      [[], {}],
      [['--against', file], { against: TEMPLATE }],
    ] as const) {
      const { stdout } = await cli.run(['plan', '-', '--json', ...flags, ...args], next);
      const { plan: made } = plan(next, { ...OPTIONS, ...options });
      const named = (text: string) => JSON.parse(text.replaceAll(file, 'against'));
      expect(JSON.parse(JSON.stringify(made))).toEqual(named(stdout));
    }
  });

  test('plan of a template that has left SafeDeploy', async () => {
    const left = TEMPLATE.replace('Transform: SafeDeploy\n', '').replace(/.*Metadata.*\n/, '');
    const file = cli.file('against', TEMPLATE);
    const { code, stdout } = await cli.run(['plan', '-', '--json', ...flags, '--against', file], left);
    const { plan: made, diagnostics } = plan(left, { ...OPTIONS, against: TEMPLATE });
    expect([code, diagnostics]).toEqual([0, []]);
    expect(made?.comparison?.leaving.map(({ id }) => id)).toEqual(['Checkout']);
    expect(JSON.parse(JSON.stringify(made))).toEqual(JSON.parse(stdout.replaceAll(file, 'against')));
  });

  test('lint', async () => {
    const warned = TEMPLATE.replace('!Ref Key', 'v1.zip');
    const { stdout } = await cli.run(['lint', '-', '--format', 'json', ...flags], warned);
    const shown = lint(warned, { ...OPTIONS, file: '<stdin>' }).diagnostics.map(({ code, severity, message, remedy, place }) => ({
      ...place,
      code,
      severity,
      message,
      remedy,
    }));
    expect(shown.length).toBeGreaterThan(0);
    expect((JSON.parse(stdout) as JsonObject[]).map(({ docs, ...one }) => one)).toEqual(shown);
  });
});

describe('an object', () => {
  test('is the same template as its text, and is not changed', () => {
    const given = frozen(object());
    expect(transform(given, OPTIONS)).toEqual(transform(TEMPLATE, OPTIONS));
    expect(plan(given, { ...OPTIONS, against: given }).plan?.functions.map(({ deployment }) => deployment?.effect)).toEqual(['unchanged']);
    expect(given).toEqual(object());
  });

  test('has diagnostics with paths, and without lines', () => {
    const { diagnostics } = lint({ ...object(), Metadata: { SafeDeploy: { Typ: 1 } } }, OPTIONS);
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'SD2101', path: ['Metadata', 'SafeDeploy', 'Typ'] })]);
    expect(diagnostics[0]).not.toHaveProperty('place');
  });
});

describe('errors', () => {
  const broken = TEMPLATE.replace('Type: Canary10', 'Typ: Canary10');

  test.each([
    ['transform', () => transform(broken, OPTIONS), { template: undefined }],
    ['plan', () => plan(broken, OPTIONS), { plan: undefined }],
    ['lint', () => lint(broken, OPTIONS), {}],
  ])('%s says where', (_, run, rest) => {
    const place = { file: 'template', line: 7, column: 31, endLine: 7, endColumn: 34 };
    expect(run()).toEqual({
      ...rest,
      diagnostics: [
        expect.objectContaining({
          code: 'SD2101',
          severity: 'error',
          path: ['Resources', 'Checkout', 'Metadata', 'SafeDeploy', 'Typ'],
          place,
        }),
      ],
    });
  });

  test('of the template to compare with', () => {
    expect(plan(TEMPLATE, { ...OPTIONS, against: broken })).toEqual({
      plan: undefined,
      diagnostics: [expect.objectContaining({ code: 'SD2101', place: expect.objectContaining({ file: 'against' }) })],
    });
  });

  test.each([
    ['nothing', '', 'SD1105'],
    ['no YAML', 'a: [', 'SD1103'],
    ['no map', '[]', 'SD1207'],
    ['a list', [], 'SD1207'],
    ['no transform', { Resources: {} }, 'SD1201'],
  ])('%s is a diagnostic', (_, template, code) => {
    for (const run of [transform, plan, lint]) expect(run(template).diagnostics.map((one) => one.code)).toContain(code);
  });

  test.each<[string, () => unknown, string]>([
    ['a parameter without a value', () => transform(TEMPLATE), 'The parameter Key has no value'],
    [
      'a parameter of nobody',
      () => lint(TEMPLATE, { parameters: { Key: 'k', Kye: 'x' } }),
      'The template has no parameter Kye. Did you mean Key?',
    ],
    ['no Region', () => plan(TEMPLATE, { ...OPTIONS, region: 'Ireland' }), 'region must be the name of a Region'],
    ['no account', () => transform(TEMPLATE, { ...OPTIONS, accountId: '42' }), 'accountId must be twelve digits'],
    ['no template', () => transform(undefined as unknown as string), 'must be a string or an object'],
  ])('%s is thrown', (_, call, words) => {
    expect(call).toThrow(UsageError);
    expect(call).toThrow(words);
  });

  test('show no value', () => {
    const said = [lint(broken, OPTIONS), plan(TEMPLATE, OPTIONS), transform(TEMPLATE, OPTIONS)];
    expect(JSON.stringify(said)).not.toContain('never-to-be-seen');
  });
});

test('nothing in it reads the environment, the clock or a file', () => {
  const files = readdirSync('src/library').map((name) => readFileSync(join('src/library', name), 'utf8'));
  expect(files.filter((text) => /process\.|Date\.|node:fs|Math\.random/.test(text))).toEqual([]);
  const [env, argv] = [process.env, process.argv];
  const before = transform(TEMPLATE, OPTIONS);
  try {
    Object.assign(process, { env: { AWS_REGION: 'us-west-2', NO_COLOR: '1' }, argv: [] });
    expect(transform(TEMPLATE, OPTIONS)).toEqual(before);
  } finally {
    Object.assign(process, { env, argv });
  }
});

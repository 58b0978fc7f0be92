import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Json, JsonObject } from '../../src/template/json';
import { valueAt } from '../../src/template/json';
import { readYaml } from '../support/fixtures';
import { Build } from './support/build';
import { answers, node } from './support/run';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: a template without a bucket. */
const BUDGET = 51_200;

const build = new Build();
afterAll(build.remove);
const text = build.read('safedeploy.yaml');
const template = readYaml(text) as JsonObject;
const codeOf = (source: Json) => String(valueAt(source, ['Resources', 'Function', 'Properties', 'Code', 'ZipFile']));

test('the one-file template needs no bucket, and the build says how much is left', () => {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(BUDGET);
  expect(Buffer.byteLength(text)).toBeGreaterThan(20_000);
  expect(build.printed).toContain(`${Buffer.byteLength(text).toLocaleString('en')} of 51,200 bytes`);
});

test('it is a plain template: no transform, no code elsewhere', () => {
  expect(Object.keys(template)).not.toContain('Transform');
  expect(/S3Bucket|CodeUri|@VERSION@|@BUNDLE@|\{\{resolve:/.exec(text)).toBeNull();
});

test('two builds give the same bytes', () => {
  const again = new Build();
  try {
    for (const name of ['safedeploy.yaml', 'safedeploy-s3.yaml', 'macro/index.js', 'macro/inline.js'])
      expect(again.read(name) === build.read(name)).toBe(true);
  } finally {
    again.remove();
  }
});

/** Each template that holds a bundle, and the bundle. */
const HOLDERS = [
  ['safedeploy.yaml', 'macro/inline.js'],
  ['safedeploy-s3.yaml', 'macro/index.js'],
] as const;

describe.each(HOLDERS)('%s', (file, bundle) => {
  const whole = build.read(file);

  test('the code in it answers as the bundle does, and starts in a moment', () => {
    writeFileSync(build.file('index.js'), codeOf(readYaml(whole)));
    const request = { requestId: '1', region: 'eu-west-1', accountId: '123456789012', fragment: { Resources: {} } };
    const Hooks = { PreTraffic: { Checks: [{ Payload: {} }] } };
    const marked = (SafeDeploy: JsonObject) => ({
      ...request,
      fragment: { Resources: { F: { Type: 'AWS::Lambda::Function', Metadata: { SafeDeploy }, Properties: {} } } },
    });
    const requests = [request, marked({}), marked({ Hooks }), {}];
    expect(answers(build.file('index.js'), requests)).toEqual(answers(build.file(bundle), requests));
  });

  test('it states the SHA-256 of what unpack prints for review', () => {
    const { status, stdout } = node(['scripts/unpack.mjs', build.file(file)]);
    expect(status).toBe(0);
    expect(stdout === build.read(bundle)).toBe(true);
    expect(whole).toContain(createHash('sha256').update(stdout).digest('hex'));
  });
});

test('the template for a bucket differs in the code and in what it says of itself', () => {
  const withoutCode = (source: string) =>
    source
      .replaceAll(/^ {10}.*$/gm, '')
      .replaceAll('safedeploy-s3.yaml', 'safedeploy.yaml')
      .replace(' --s3-bucket BUCKET', '');
  const large = build.read('safedeploy-s3.yaml');
  expect(Buffer.byteLength(large)).toBeGreaterThan(BUDGET);
  expect(large).toContain('--s3-bucket BUCKET');
  expect(withoutCode(large)).toBe(withoutCode(text));
});

test('unpack refuses a bundle that is not the one that is stated', () => {
  writeFileSync(build.file('other.yaml'), text.replace(/SHA-256 [0-9a-f]{64}/, `SHA-256 ${'0'.repeat(64)}`));
  expect(node(['scripts/unpack.mjs', build.file('other.yaml')]).status).toBe(1);
});

test('the function may write into its own log, and may do nothing else', () => {
  const { Role, Function: fn } = template.Resources as JsonObject;
  expect(valueAt(Role, ['Properties', 'ManagedPolicyArns'])).toBeUndefined();
  expect(valueAt(Role, ['Properties', 'Policies'])).toEqual([
    {
      PolicyName: 'WriteItsLog',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': ['LogGroup', 'Arn'] } },
        ],
      },
    },
  ]);
  expect(valueAt(fn, ['Properties', 'LoggingConfig', 'LogGroup'])).toEqual({ Ref: 'LogGroup' });
});

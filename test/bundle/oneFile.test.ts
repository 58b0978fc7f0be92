import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { version } from '../../package.json';
import { type JsonObject, valueAt } from '../../src/template/json';
import { MOST_BYTES } from '../../src/template/quotas';
import { DIGEST_FORMAT } from '../../src/version/digest';
import { readYaml } from '../support/fixtures';
import { Build } from './support/build';

const build = new Build();
afterAll(build.remove);
const text = build.read('safedeploy.yaml');
const template = readYaml(text) as JsonObject;

test('the one-file template fits into what CloudFormation takes through S3', () => {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
  expect(build.printed).toContain(`safedeploy.yaml: ${Buffer.byteLength(text).toLocaleString('en')} bytes`);
});

test('it is a plain template: no transform, no code elsewhere, nothing that CloudFormation would fill in', () => {
  expect(Object.keys(template)).not.toContain('Transform');
  expect(/S3Bucket: |CodeUri: |@VERSION@|@BUNDLE@|@SHA256@|@DIGEST@|\{\{resolve:/.exec(text)).toBeNull();
});

test('two builds give the same bytes', () => {
  const again = new Build();
  try {
    for (const name of ['safedeploy.yaml', 'macro/index.js']) expect(again.read(name) === build.read(name)).toBe(true);
  } finally {
    again.remove();
  }
});

test('the code in it is the bundle, letter by letter, and it states its SHA-256', () => {
  const code = valueAt(template, ['Resources', 'Function', 'Properties', 'Code', 'ZipFile']);
  const bundle = build.read('macro/index.js');
  expect(code === bundle).toBe(true);
  expect(valueAt(template, ['Outputs', 'CodeSha256', 'Value'])).toBe(createHash('sha256').update(bundle).digest('hex'));
});

test('it states its version and the format of its digests', () => {
  const outputs = (text: JsonObject) => ['Version', 'DigestFormat'].map((name) => valueAt(text, ['Outputs', name, 'Value']));
  expect(outputs(template)).toEqual([version, String(DIGEST_FORMAT)]);
  expect(outputs(readYaml(readFileSync('template.yaml', 'utf8')) as JsonObject)).toEqual([version, String(DIGEST_FORMAT)]);
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

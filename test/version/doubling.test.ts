import type { JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';

/** Each condition names the next one twice: spelt out, the words of the first would be 2^40 times those of the last. */
const conditions = (last: string): JsonObject => ({
  ...Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `C${n}`,
      { 'Fn::Equals': [{ 'Fn::If': [`C${n + 1}`, 1, 2] }, { 'Fn::If': [`C${n + 1}`, 3, 4] }] },
    ]),
  ),
  C40: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, last] },
});

const versionOf = (last: string): string | undefined =>
  transform({
    fragment: {
      Conditions: conditions(last),
      Resources: {
        F: {
          Type: 'AWS::Lambda::Function',
          Metadata: { SafeDeploy: { Type: 'None' } },
          Properties: { Code: { ZipFile: 'x' }, MemorySize: { 'Fn::If': ['C0', 128, 256] } },
        },
      },
    },
    params: {},
    region: 'eu-west-1',
    accountId: '123456789012',
    parameterValues: {},
  }).functions[0]?.versionId;

test('conditions that double at each step are answered, and their words still count', () => {
  expect(versionOf('alpha')).toMatch(/^FVersion[a-z0-9]{10}$/);
  expect(versionOf('alpha')).toBe(versionOf('alpha'));
  expect(versionOf('alpha')).not.toBe(versionOf('beta'));
});

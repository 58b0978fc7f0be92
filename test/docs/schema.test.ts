import { readFileSync } from 'node:fs';

interface Level {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly patternProperties: Readonly<Record<string, unknown>>;
}
const schema = JSON.parse(readFileSync('schema/safedeploy.schema.json', 'utf8'));
const [resource] = Object.values(schema.properties.Resources.patternProperties) as Level[];

/** Does the schema refuse the key in this map? */
const refuses = ({ properties, patternProperties }: Level, key: string): boolean =>
  properties[key] === false ||
  Object.entries(patternProperties ?? {}).some(([pattern, inner]) => inner === false && new RegExp(pattern).test(key));

describe.each([
  ['a function', resource?.properties.Metadata as Level],
  ['the template', schema.properties.Metadata as Level],
])('the Metadata of %s', (_, level) => {
  test.each([
    'Safedeploy',
    'safedeploy',
    'SAFEDEPLOY',
    'SafeDeply',
    'SaefDeploy',
    'SafeDeployy',
    'SafDeploy',
    'Safe-Deploy',
    'safe_deploy',
    'SafeDeploys',
  ])('refuses %s', (key) => expect(refuses(level, key)).toBe(true));
  test.each(['SafeDeploy', 'AWS::CloudFormation::Interface', 'cfn-lint', 'Deploy', 'cdk_nag', 'BuildMethod'])('takes %s', (key) =>
    expect(refuses(level, key)).toBe(false),
  );
});

test('a mark outside of Metadata is refused', () => {
  expect(refuses(resource as Level, 'SafeDeploy')).toBe(true);
  expect(refuses(schema, 'SafeDeploy')).toBe(true);
});

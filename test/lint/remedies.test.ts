import { isObject, type Json, type JsonObject, valueAt } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { readYaml } from '../support/fixtures';
import { functionOf, warnings } from './support/subject';

const ENVIRONMENT = { region: 'us-east-1', accountId: '123456789012', parameterValues: {} };
const template = (rest: string, mark = '{ Type: None }') =>
  `Resources:\n${functionOf('Checkout', mark, { FunctionName: 'checkout', Code: '{ S3Bucket: releases, S3Key: 1.4.2.zip }' })}${rest}`;
const stage = (value: string) => `  Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: a, Variables: { f: ${value} } } }\n`;
const child = (value: string) =>
  `  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: u, Parameters: { F: ${value} } } }\n`;
const macro = (value: string) => `  Macro: { Type: AWS::CloudFormation::Macro, Properties: { Name: m, FunctionName: ${value} } }\n`;
const config = (value: string) => `  Config: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${value} } }\n`;
const other = (value: string) => functionOf('Other', '', { Environment: `{ Variables: { F: ${value} } }` });
const output = (value: string) => `Outputs: { F: { Value: ${value} } }\n`;

const NAME = '!Sub "${Checkout}:live"';
const ARN = '!Ref Checkout.Alias';
const PREFIX = 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:';

/** What the finding says to write, and what CloudFormation gets when that is done. */
const WHOLE: [place: (value: string) => string, value: string, reference: string, trail: string[], then: Json][] = [
  [stage, '!Ref Checkout', NAME, ['Stage', 'Properties', 'Variables', 'f'], { 'Fn::Sub': '${Checkout}:live' }],
  [stage, 'checkout', NAME, ['Stage', 'Properties', 'Variables', 'f'], { 'Fn::Sub': '${Checkout}:live' }],
  [stage, '!GetAtt Checkout.Arn', ARN, ['Stage', 'Properties', 'Variables', 'f'], { Ref: 'CheckoutAliaslive' }],
  [child, '!GetAtt Checkout.Arn', ARN, ['Child', 'Properties', 'Parameters', 'F'], { Ref: 'CheckoutAliaslive' }],
  [macro, '!Ref Checkout', ARN, ['Macro', 'Properties', 'FunctionName'], { Ref: 'CheckoutAliaslive' }],
  [config, '!Ref Checkout', NAME, ['Config', 'Properties', 'Value'], { 'Fn::Sub': '${Checkout}:live' }],
  [
    config,
    "'arn:aws:lambda:us-east-1:123456789012:function:checkout'",
    ARN,
    ['Config', 'Properties', 'Value'],
    { Ref: 'CheckoutAliaslive' },
  ],
  [other, '!Ref Checkout', NAME, ['Other', 'Properties', 'Environment', 'Variables', 'F'], { 'Fn::Sub': '${Checkout}:live' }],
  [other, '!GetAtt Checkout.Arn', ARN, ['Other', 'Properties', 'Environment', 'Variables', 'F'], { Ref: 'CheckoutAliaslive' }],
  [output, '!Ref Checkout', NAME, ['F', 'Value'], { 'Fn::Sub': '${Checkout}:live' }],
  [output, '!GetAtt Checkout.Arn', ARN, ['F', 'Value'], { Ref: 'CheckoutAliaslive' }],
];

describe('a remedy has the form of what stood there, and gives the alias when it is followed', () => {
  test.each(WHOLE)('%p %s', (place, value, reference, trail, then) => {
    const found = warnings(template(place(value)));
    expect(found.map(({ remedy }) => remedy)).toEqual([expect.stringContaining(`Use ${reference}`)]);
    expect(resultOf(template(place(reference)), trail)).toEqual(then);
    expect(warnings(template(place(reference)))).toEqual([]);
  });

  // within a Fn::Sub a part of the text changes
  test.each<[value: string, reference: string, part: string, then: Json]>([
    ["!Sub 'go to ${Checkout.Arn} now'", '${Checkout.Alias}', '${Checkout.Arn}', { 'Fn::Sub': 'go to ${CheckoutAliaslive} now' }],
    [`!Sub '${PREFIX}\${Checkout}'`, '${Checkout}:live', '${Checkout}', { 'Fn::Sub': `${PREFIX}\${Checkout}:live` }],
    // a text that spells the name, in a Fn::Sub and in a Fn::Join
    [
      "!Sub '${AWS::StackName} arn:aws:lambda:us-east-1:123456789012:function:checkout'",
      '${Checkout}:live',
      'checkout',
      { 'Fn::Sub': '${AWS::StackName} arn:aws:lambda:us-east-1:123456789012:function:${Checkout}:live' },
    ],
    ["!Sub '${Checkout}:$LATEST'", 'live instead of $LATEST', '$LATEST', { 'Fn::Sub': '${Checkout}:live' }],
  ])('%s', (value, reference, part, then) => {
    const [found] = warnings(template(config(value)));
    expect(found?.remedy).toContain(`Use ${reference} there`);
    const followed = config(value.replace(part, () => reference.split(' ')[0] ?? ''));
    expect(resultOf(template(followed), ['Config', 'Properties', 'Value'])).toEqual(then);
    expect(warnings(template(followed))).toEqual([]);
  });

  // and in the map of a Fn::Sub, or in a Fn::Join, one value does
  test.each<[value: string, reference: string, part: string, then: Json]>([
    [
      "!Sub ['go to ${F} now', { F: !GetAtt Checkout.Arn }]",
      ARN,
      '!GetAtt Checkout.Arn',
      { 'Fn::Sub': ['go to ${F} now', { F: { Ref: 'CheckoutAliaslive' } }] },
    ],
    [
      "!Join [' ', [go to, !GetAtt Checkout.Arn]]",
      ARN,
      '!GetAtt Checkout.Arn',
      { 'Fn::Join': [' ', ['go to', { Ref: 'CheckoutAliaslive' }]] },
    ],
    [
      "!Join ['', ['arn:aws:lambda:us-east-1:123456789012:function:', !Ref Checkout]]",
      NAME,
      '!Ref Checkout',
      { 'Fn::Join': ['', ['arn:aws:lambda:us-east-1:123456789012:function:', { 'Fn::Sub': '${Checkout}:live' }]] },
    ],
  ])('%s', (value, reference, part, then) => {
    const [found] = warnings(template(config(value)));
    expect(found?.remedy).toContain(`Use ${reference} there`);
    const followed = config(value.replace(part, () => reference));
    expect(resultOf(template(followed), ['Config', 'Properties', 'Value'])).toEqual(then);
    expect(warnings(template(followed))).toEqual([]);
  });

  // what follows the name is no part of it
  test.each([
    "'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:checkout/invocations'",
    "!Join ['', ['call arn:aws:lambda:us-east-1:123456789012:function:checkout', ' now']]",
  ])('%s', (value) => {
    const [found] = warnings(template(config(value)));
    expect(found?.remedy).toContain('Use :live after the name of Checkout there');
  });

  test('Move writes the same', () => {
    for (const [place, value, , [owner = '', ...rest], then] of WHOLE) {
      if (place !== stage && place !== child && place !== config) continue;
      if (!value.startsWith('!')) continue; // a text stays a text
      expect(resultOf(template(place(value), `{ Type: None, Move: [${owner}] }`), [owner, ...rest])).toEqual(then);
    }
  });
});

test('a qualifier that nobody can rewrite is not offered to Move', () => {
  const machine = `  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: '{"States":{"A":{"Type":"Task","Resource":"\${Arn}:$LATEST","End":true}}}'
      DefinitionSubstitutions: { Arn: !GetAtt Checkout.Arn }
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
`;
  const [found, ...others] = warnings(template(machine));
  expect(others).toEqual([]);
  expect(found?.message).toContain('the definition adds a qualifier to it');
  expect(found?.remedy).toMatch(/or list Machine in Keep/);
  expect(found?.remedy).not.toContain('Move');
});

function resultOf(text: string, trail: readonly string[]): Json | undefined {
  const { fragment, diagnostics } = transform({ fragment: readYaml(text), params: {}, ...ENVIRONMENT });
  expect(diagnostics).toEqual([]);
  const section = trail.length === 2 ? 'Outputs' : 'Resources';
  const found = valueAt(fragment as JsonObject, [section, ...trail]);
  // where the alias is text, DependsOn says that it must be there; what only hands it out waits for nothing
  if (section === 'Resources' && isObject(found) && String(found['Fn::Sub']).endsWith(':live') && trail[0] !== 'Other') {
    expect(valueAt(fragment as JsonObject, ['Resources', trail[0] ?? '', 'DependsOn'])).toContain('CheckoutAliaslive');
  }
  return found;
}

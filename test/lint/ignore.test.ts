import { functionOf, said } from './support/subject';

const OUTPUT = 'Outputs: { Checkout: { Value: !Ref Checkout } }\n';
const ignoring = (ignore: string) => said(`Resources:\n${functionOf('Checkout', `{ Alarms: [], Ignore: ${ignore} }`)}${OUTPUT}`);
const BOTH = ['SD3101 Checkout.Metadata.SafeDeploy.Alarms', 'SD3304 Outputs.Checkout.Value'];
const AT = 'Checkout.Metadata.SafeDeploy.Ignore';

test('nothing is silenced by nothing', () => expect(ignoring('[]')).toEqual(BOTH));

test('a code with a reason silences it, for that resource only', () => {
  expect(ignoring('[{ Code: SD3101, Reason: nobody calls it }]')).toEqual([BOTH[1]]);
  const other = functionOf('Search', '{ Alias: live, Ignore: [{ Code: SD3101, Reason: none }] }');
  expect(said(`Resources:\n${functionOf('Checkout', '{ Alarms: [] }')}${other}`)).toEqual([BOTH[0]]);
});

test('of an output it is the function that speaks', () => {
  expect(ignoring('[{ Code: SD3304, Reason: read by people }, { Code: SD3101, Reason: no callers }]')).toEqual([]);
});

test('a resource that is no function speaks too', () => {
  const macro = (ignore: string) =>
    `  Macro: { Type: AWS::CloudFormation::Macro, Metadata: { SafeDeploy: { Ignore: ${ignore} } }, Properties: { Name: m, FunctionName: !GetAtt Checkout.Arn } }\n`;
  const template = (ignore: string) => said(`Resources:\n${functionOf('Checkout')}${macro(ignore)}`);
  expect(template('[]')).toEqual(['SD3301 Macro.Properties.FunctionName']);
  expect(template('[{ Code: SD3301, Reason: a macro has no canary }]')).toEqual([]);
});

test.each([
  ['[SD3101]', ['SD3304 Outputs.Checkout.Value', `SD3901 ${AT}.0`]],
  ['[{ Code: SD3101 }]', ['SD3304 Outputs.Checkout.Value', `SD3901 ${AT}.0`]],
  ['[{ Code: SD3101, Reason: " " }]', ['SD3304 Outputs.Checkout.Value', `SD3901 ${AT}.0`]],
  ['[SD3999]', [...BOTH, `SD3902 ${AT}.0`]],
  ['[{ Reason: no code }]', [...BOTH, `SD3902 ${AT}.0`]],
  ['[{ Code: SD2101, Reason: an error stays one }]', [...BOTH, `SD3902 ${AT}.0`]],
])('%s', (ignore, expected) => expect(ignoring(ignore)).toEqual(expected));

test('the template speaks for all of its resources', () => {
  const head = 'Metadata: { SafeDeploy: { Ignore: [{ Code: SD3101, Reason: a test stack }] } }\n';
  expect(said(`${head}Resources:\n${functionOf('Checkout', '{ Alarms: [] }')}`)).toEqual([]);
});

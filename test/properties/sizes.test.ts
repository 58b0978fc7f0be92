import type { Json, JsonObject } from '../../src/template/json';
import { assertAnswers } from './laws/response';
import { many, markedFunction, nested, requestOf } from './support';

const F = markedFunction();
const arn = { 'Fn::GetAtt': ['F', 'Arn'] };
const listOf = <T>(length: number, make: (n: number) => T): T[] => Array.from({ length }, (_, n) => make(n));

const template = (resources: JsonObject, sections: JsonObject = {}) => requestOf({ ...sections, Resources: { F, ...resources } });
const functionWith = (settings: Json, properties: JsonObject = {}) => template({ F: markedFunction(settings, properties) });
const describedBy = (Description: Json) => functionWith({}, { Description });
const stateMachine = (DefinitionString: Json): JsonObject => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { DefinitionString },
});
const rule = (Targets: Json): JsonObject => ({ Type: 'AWS::Events::Rule', Properties: { Targets } });
const target = { Id: 'a', Arn: arn };
const policy = (Action: string, Resource: Json = arn): JsonObject => ({
  Type: 'AWS::IAM::Policy',
  Properties: { PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } },
});
const permission = (more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { FunctionName: { Ref: 'F' }, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', ...more },
});

/** Conditions of which each is about the next, the last about something that macro time does not decide. */
const chained = (last: number, next: (n: number) => Json): JsonObject => {
  const Conditions = many(last, (n) => [`C${n}`, next(n)]);
  Conditions[`C${last}`] = { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] };
  Conditions[`C${last + 1}`] = { 'Fn::Not': [{ Condition: `C${last}` }] };
  return template({ F: markedFunction({}, { MemorySize: { 'Fn::If': ['C0', 1, 2] } }) }, { Conditions });
};
const named = (n: number) => ({ Condition: `C${n}` });

const wide: Record<string, JsonObject> = {
  '5,000 marked functions': requestOf({ Resources: many(5_000, (n) => [`F${n}`, F]) }),
  '5,000 other resources': template(many(5_000, (n) => [`T${n}`, { Type: 'AWS::SNS::Topic', Properties: { Name: 'x'.repeat(140) } }])),
  '5,000 permissions': template(many(5_000, (n) => [`P${n}`, permission()])),
  '240 callers, each with a permission': template({
    ...many(240, (n) => [`R${n}`, rule([target])]),
    ...many(240, (n) => [`P${n}`, permission({ SourceArn: { 'Fn::GetAtt': [`R${n}`, 'Arn'] } })]),
  }),
  '80 functions with all that is made for them': requestOf({ Resources: many(80, (n) => [`F${n}`, F]) }),
  '10,000 targets of one rule': template({ R: rule(listOf(10_000, () => target)) }),
  '10,000 items of one statement': template({
    P: policy(
      'lambda:*',
      listOf(10_000, () => arn),
    ),
  }),
  '5,000 outputs': template({}, { Outputs: many(5_000, (n) => [`O${n}`, { Value: { Ref: 'F.Version' } }]) }),
  'a dependency chain of 5,000': template(many(5_000, (n) => [`T${n}`, { Type: 'AWS::SNS::Topic', DependsOn: `T${n + 1}` }])),
  '5,000 settings that do not exist': functionWith(many(5_000, (n) => [`${'settings'.repeat(10)}${n}`, 1])),
  '50,000 names in Keep': functionWith({ Keep: listOf(50_000, (n) => `K${n}`) }),
};

const texts: Record<string, JsonObject> = {
  'a Fn::Sub of 10,000 functions': template({ S: stateMachine({ 'Fn::Sub': '{"Resource":"${F.Arn}"},'.repeat(10_000) }) }),
  'a Fn::Sub of 10,000 other variables': describedBy({ 'Fn::Sub': listOf(10_000, (n) => `\${V${n}}`).join('') }),
  'a Fn::Sub of 100,000 variables': describedBy({ 'Fn::Join': ['', [{ 'Fn::Sub': '${a}'.repeat(100_000) }, 'x']] }),
  'a Fn::Join of 20,000 parts': template({ S: stateMachine({ 'Fn::Join': ['', listOf(20_000, (n) => (n % 2 ? arn : '"Resource":"'))] }) }),
  'a name that is spelt 10,000 times': template({
    F: markedFunction({}, { FunctionName: 'orders' }),
    S: stateMachine({ 'Fn::Sub': 'arn:aws:lambda:eu-west-1:123456789012:function:orders, ${AWS::Region} '.repeat(10_000) }),
  }),
  'a text of 100 functions, 20 times each': template({
    ...many(100, (n) => [`F${n}`, markedFunction({ Type: 'None' }, { FunctionName: `f${n}` })]),
    S: stateMachine({ 'Fn::Sub': listOf(2_000, (n) => `"\${F${n % 100}.Arn}",`).join('') }),
  }),
  'a Fn::Sub that opens 400,000 times': describedBy({ 'Fn::Sub': '${'.repeat(400_000) }),
  'a variable of 400,000 spaces': describedBy({ 'Fn::Sub': `\${${' '.repeat(400_000)}a}` }),
  'an action of stars': template({ P: policy(`${'*'.repeat(60)}x`) }),
  'an action of stars and letters': template({ P: policy(`${'*n'.repeat(40)}x`) }),
  'an action of question marks': template({ P: policy(`${'?*'.repeat(40)}x`) }),
  'a Type of 900,000 characters': functionWith({ Type: 'x'.repeat(900_000) }),
  'a Type that nearly fits': functionWith({ Type: `Canary${'1'.repeat(400_000)}Percent${'1'.repeat(400_000)}Minute` }),
  'an Alias of 900,000 digits': functionWith({ Alias: '1'.repeat(900_000) }),
};

const conditions: Record<string, JsonObject> = {
  '10,000 in a chain': chained(10_000, (n) => ({ 'Fn::Not': [named(n + 1)] })),
  '22 that ask twice for the next': chained(22, (n) => ({
    'Fn::Equals': [{ 'Fn::If': [`C${n + 1}`, 1, 2] }, { 'Fn::If': [`C${n + 1}`, 3, 4] }],
  })),
  '32 that ask for the next two': chained(32, (n) => ({ 'Fn::And': [named(n + 1), named(n + 2)] })),
  '10 over the alarms of one function': template(
    { F: markedFunction({ Alarms: listOf(10, (n) => ({ 'Fn::If': [`C${n}`, 'a', { Ref: 'AWS::NoValue' }] })) }) },
    { Conditions: many(10, (n) => [`C${n}`, { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, `${n}`] }]) },
  ),
};

/** Each of these once took minutes, or would where something grows with the square: `assertAnswers` calls that a hang. */
describe.each([
  ['of any width', wide],
  ['with texts of any length', texts],
  ['with conditions', conditions],
])('a template %s is answered:', (_, cases) => {
  test.each(Object.entries(cases))('%s', (_name, event) => {
    expect(assertAnswers(event).line.status).toMatch(/^(success|failed)$/);
  });
});

describe('what is nested 10,000 levels deep is refused in words:', () => {
  const deep = nested(10_000);

  test.each<[string, JsonObject]>([
    ['a template', requestOf(deep)],
    ['a property', functionWith({}, { Environment: deep })],
    ['a setting', functionWith({ Alias: deep })],
    ['a parameter of the transform', requestOf({ Resources: { F } }, { params: { Alias: deep } })],
    [
      'a parameter of a function-level transform',
      requestOf({ Type: 'AWS::Lambda::Function', Properties: {} }, { params: { Alias: deep } }),
    ],
  ])('%s', (_, event) => {
    expect(assertAnswers(event).line).toMatchObject({ status: 'failed', codes: ['SD1006'] });
  });

  test('but a parameter whose value is nested has none', () => {
    const Resources = { F: markedFunction({}, { Description: { Ref: 'P' } }) };
    const event = requestOf({ Parameters: { P: { Type: 'String' } }, Resources }, { templateParameterValues: { P: [deep] } });
    expect(assertAnswers(event).line).toMatchObject({ status: 'success', functions: 1 });
  });
});

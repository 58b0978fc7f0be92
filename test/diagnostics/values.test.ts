import type { Json, JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { marked } from './report';

const PARAMETERS = {
  Left: { Type: 'CommaDelimitedList' },
  Name: { Type: 'String' },
  Stage: { Type: 'String' },
  Quiet: { Type: 'String', NoEcho: true },
};
const GIVEN = { Left: ['q7first', 'q7second'], Name: 'q7name', Stage: 'dev', Quiet: 'q7quiet' };

function messagesOf(settings: JsonObject, { params = {}, metadata }: { params?: JsonObject; metadata?: JsonObject } = {}): string[] {
  const { diagnostics } = transform({
    fragment: {
      Parameters: PARAMETERS,
      Mappings: { Callers: { dev: { kept: 'InTheTemplate' } } },
      Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] } },
      ...(metadata ? { Metadata: { SafeDeploy: metadata } } : {}),
      Resources: { F: marked({ Alarms: [], ...settings }) },
    },
    params,
    region: 'eu-west-1',
    accountId: '123456789012',
    parameterValues: GIVEN,
  });
  const messages = diagnostics.map(({ code, message, remedy }) => `${code} ${message} ${remedy}`);
  for (const message of messages) expect(message).not.toContain('q7');
  return messages;
}

describe('a logical id that a parameter gives is not shown, and the parameter is named', () => {
  test.each<[how: string, list: Json, parameter: string]>([
    ['a list', { Ref: 'Left' }, 'Left'],
    ['a text that is split', { 'Fn::Split': ['-', { Ref: 'Name' }] }, 'Name'],
    ['a part of a text that is split', { 'Fn::Split': [',', { 'Fn::Sub': 'F,${Name}Rule' }] }, 'Name'],
    ['the branch of a condition', { 'Fn::If': ['IsDev', { Ref: 'Left' }, []] }, 'Left'],
    ['the key of a mapping', { 'Fn::Split': [',', { 'Fn::FindInMap': ['Callers', { Ref: 'Stage' }, 'kept'] }] }, 'Stage'],
  ])('%s', (_, list, parameter) => {
    const said = expect.stringMatching(new RegExp(`^SD5003 \\w+ of F lists an item that the parameter ${parameter} decides, which `));
    expect(messagesOf({ Keep: list })).toContainEqual(said);
    expect(messagesOf({ Move: list })).toContainEqual(said);
  });

  test('among the defaults, and in the parameters of the transform, of which only values arrive', () => {
    const functions =
      'SD2006 Functions lists an item that the parameter Left decides, which is not an AWS::Lambda::Function in this template.';
    expect(messagesOf({}, { metadata: { Functions: { Ref: 'Left' } } })[0]).toMatch(functions);
    expect(messagesOf({}, { params: { Functions: ['F', 'q7second'] } })[0]).toMatch(functions);
    expect(messagesOf({}, { params: { Functions: 'q7quiet' } })[0]).toMatch('that the parameter Quiet decides');
    expect(messagesOf({}, { params: { Keep: GIVEN.Left } })[0]).toMatch('SD5003 Keep of F lists an item that the parameter Left decides');
  });
});

test('what the author wrote down is shown', () => {
  expect(messagesOf({ Keep: ['Misspelt'] })[0]).toMatch('SD5003 Keep of F lists Misspelt, which does not exist in the template.');
  expect(messagesOf({ Keep: { 'Fn::If': ['IsDev', ['InDev'], []] } })[0]).toMatch('Keep of F lists InDev');
  expect(messagesOf({}, { params: { Functions: ['Misspelt'] } })[0]).toMatch('SD2006 Functions lists Misspelt');
});

import type { Json, JsonObject } from '../../src/template/json';
import { assertAnswers } from '../properties/laws/response';
import { json, many, markedFunction, nested, requestOf } from '../properties/support';

const F = markedFunction();
const topics = (count: number, more: JsonObject = {}) => many(count, (n) => [`T${n}`, { Type: 'AWS::SNS::Topic', ...more }]);
const parameter = (more: JsonObject = {}) => ({
  Parameters: { P: { Type: 'String', ...more } },
  Resources: { F: markedFunction({ Alias: { Ref: 'P' } }) },
});

describe('garbage is refused in words:', () => {
  test.each<[string, unknown, string]>([
    ['no event', undefined, 'SD1007'],
    ['null', null, 'SD1007'],
    ['a text', 'request', 'SD1007'],
    ['a list', [], 'SD1007'],
    ['a request without a region', { ...requestOf({ Resources: {} }), region: undefined }, 'SD1007'],
    ['a request without an account', { ...requestOf({ Resources: {} }), accountId: 5 }, 'SD1007'],
    ['no fragment', { requestId: 'request-1', region: 'eu-west-1', accountId: '1' }, 'SD1001'],
    ['a fragment that is a text', requestOf('Resources'), 'SD1001'],
    ['a fragment that is a list', requestOf([]), 'SD1001'],
    ['a fragment that is null', requestOf(null), 'SD1001'],
    ['a template without Resources', requestOf({ Parameters: {} }), 'SD1002'],
    ['Resources that are a list', requestOf({ Resources: [F] }), 'SD1003'],
    ['Resources that are null', requestOf({ Resources: null }), 'SD1003'],
    ['a resource without a Type', requestOf({ Resources: { F, G: { Properties: {} } } }), 'SD1004'],
    ['a resource that is a text', requestOf({ Resources: { F, G: 'AWS::SNS::Topic' } }), 'SD1004'],
    ['a resource that is null', requestOf({ Resources: { F, G: null } }), 'SD1004'],
    ['a resource whose Type is a map', requestOf({ Resources: { F, G: { Type: {} } } }), 'SD1004'],
    ['__proto__ as a logical id', requestOf(json('{"Resources":{"__proto__":{"Type":"AWS::SNS::Topic"}}}')), 'SD1005'],
    ['10,000 levels', requestOf({ Resources: { F: markedFunction({}, { Environment: nested(10_000) }) } }), 'SD1006'],
    ['a mark that is a number', requestOf({ Resources: { F: markedFunction(1) } }), 'SD2001'],
    ['a mark that is a list', requestOf({ Resources: { F: markedFunction([]) } }), 'SD2001'],
    [
      'a mark on a topic',
      requestOf({ Resources: { T: { Type: 'AWS::SNS::Topic', Metadata: { SafeDeploy: { Alias: 'live' } } } } }),
      'SD2003',
    ],
    ['a parameter that has no value', requestOf(parameter()), 'SD2103'],
    [
      'a parameter whose value a nested stack does not know yet',
      requestOf(parameter(), { templateParameterValues: { P: '{{IntrinsicFunction:x}}' } }),
      'SD2103',
    ],
    ['a secret that decides a name', requestOf(parameter({ NoEcho: true }), { templateParameterValues: { P: 'x' } }), 'SD2104'],
    [
      'a template over the limit of CloudFormation',
      requestOf({ Resources: { F, ...topics(99, { Metadata: { Text: 'x'.repeat(10_100) } }) } }),
      'SD4003',
    ],
  ])('%s', (_, event, code) => {
    const { response, line } = assertAnswers(event);
    expect(line.codes).toEqual([code]);
    expect(response.errorMessage).toMatch(new RegExp(`^${code} ?.*: [A-Z_].*\\. [A-Z].*`));
  });
});

describe('the limit of 500 resources', () => {
  const made = Object.keys(resourcesAfter({ F })).length - 1;

  test('is not passed by a template that has 500 afterwards', () => {
    expect(Object.keys(resourcesAfter({ F, ...topics(499 - made) }))).toHaveLength(500);
  });

  test('is passed by one that would have 501', () => {
    const { response, line } = assertAnswers(requestOf({ Resources: { F, ...topics(500 - made) } }));
    expect(line.codes).toEqual(['SD4001']);
    expect(response.errorMessage).toContain('501 resources');
  });

  test('is none of ours where nothing is marked', () => {
    expect(Object.keys(resourcesAfter(topics(501)))).toHaveLength(501);
  });
});

test('a template of nearly 1 MB is answered', () => {
  const after = resourcesAfter({ F, ...topics(95, { Metadata: { Text: 'x'.repeat(10_400) } }) });
  expect(JSON.stringify(after).length).toBeGreaterThan(980_000);
  expect(after).toHaveProperty('FAliaslive');
});

function resourcesAfter(Resources: Json): JsonObject {
  const { response } = assertAnswers(requestOf({ Resources }));
  expect(response.errorMessage).toBeUndefined();
  return (response.fragment as JsonObject).Resources as JsonObject;
}

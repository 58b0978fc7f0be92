import { isEmpty, payloadOf, read } from '../../src/checks/payload';

test.each([
  ['nothing is an empty map', undefined, '{}'],
  ['null is null', null, 'null'],
  ['a text is a JSON text', 'ping', '"ping"'],
  ['a body beside a method becomes a text', { httpMethod: 'POST', body: { a: 1 } }, '{"httpMethod":"POST","body":"{\\"a\\":1}"}'],
  ['a list as well', { rawPath: '/', body: [1] }, '{"rawPath":"/","body":"[1]"}'],
  ['a body that is a text stays', { requestContext: {}, body: 'x' }, '{"requestContext":{},"body":"x"}'],
  ['a body that is null stays', { routeKey: 'GET /', body: null }, '{"routeKey":"GET /","body":null}'],
  ['a body of something else stays', { body: { a: 1 } }, '{"body":{"a":1}}'],
])('%s', (_, payload, text) => {
  expect(payloadOf(payload)).toBe(text);
});

test('values come from their variables, as texts; what AWS::NoValue took away is left out', () => {
  const text = JSON.stringify([
    { a: { 'SafeDeploy::Value': 'VALUE_1' }, b: { c: { 'SafeDeploy::Value': 'VALUE_2' } }, gone: { 'SafeDeploy::Value': 'VALUE_3' } },
  ]);
  expect(read(text, { VALUE_1: '"quoted" \\ ${x}', VALUE_2: '5' })).toEqual([{ a: '"quoted" \\ ${x}', b: { c: '5' } }]);
});

test('no other variable is read than those that were made for values', () => {
  const environment = { AWS_SECRET_ACCESS_KEY: 'secret', CHECKS: '[]', TARGET: 'arn', VALUE_1: 'x', VALUE_x: 'y', XVALUE_1: 'z' };
  for (const name of [
    'AWS_SECRET_ACCESS_KEY',
    'CHECKS',
    'TARGET',
    'VALUE_',
    'VALUE_x',
    'XVALUE_1',
    'VALUE_1\nAWS',
    '__proto__',
    'VALUE_2',
  ]) {
    expect(read(JSON.stringify([{ 'SafeDeploy::Value': name }, { a: { 'SafeDeploy::Value': [name] } }]), environment)).toEqual([{}]);
  }
});

test('what AWS::NoValue took out of a list leaves no hole', () => {
  const text = JSON.stringify({ Contains: [{ 'SafeDeploy::Value': 'VALUE_1' }, 'b', { 'SafeDeploy::Value': 'VALUE_2' }] });
  expect(read(text, { VALUE_2: 'c' })).toEqual({ Contains: ['b', 'c'] });
});

test.each([
  [undefined, true],
  [null, true],
  [{}, true],
  [[], true],
  [{ Json: {}, Contains: [] }, true],
  [{ Json: { a: {} } }, true],
  [{ Json: { a: 1 } }, false],
  [{ StatusCode: [200] }, false],
  [{ FunctionError: false }, false],
  [{ Json: '' }, false],
])('%j expects nothing: %j', (expect_, empty) => {
  expect(isEmpty(expect_)).toBe(empty);
});

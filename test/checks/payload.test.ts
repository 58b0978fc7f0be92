import { payloadOf, read } from '../../src/checks/payload';

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

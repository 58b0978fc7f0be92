import type { Json, JsonObject } from '../../src/template/json';

/** A request with this template and nothing special about it. */
export const requestOf = (fragment: Json, more: JsonObject = {}): JsonObject => ({
  requestId: 'request-1',
  region: 'eu-west-1',
  accountId: '123456789012',
  transformId: '123456789012::SafeDeploy',
  params: {},
  templateParameterValues: {},
  fragment,
  ...more,
});

export const markedFunction = (settings: Json = {}, properties: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Function',
  Metadata: { SafeDeploy: settings },
  Properties: {
    Code: { S3Bucket: 'bucket', S3Key: 'key' },
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Role: 'arn:aws:iam::123456789012:role/lambda',
    ...properties,
  },
});

export const many = (count: number, make: (n: number) => [id: string, value: Json]): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => make(n)));

/** A value nested this deep, in lists and maps by turns. */
export function nested(levels: number): Json {
  let value: Json = 'core';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** JSON as it arrives: here `__proto__` is a key like any other. */
export const json = (text: string): JsonObject => JSON.parse(text) as JsonObject;

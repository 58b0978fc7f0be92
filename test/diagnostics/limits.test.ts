import type { Code } from '../../src/diagnostics/table';
import type { Json, JsonObject } from '../../src/template/json';
import { marked, reportsOn } from './report';

const topics = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`Topic${i}`, { Type: 'AWS::SNS::Topic' }]));
const nested = (depth: number): Json => Array.from({ length: depth }).reduce<Json>((inner) => [inner], 'x');
const described = (length: number): JsonObject => ({ F: marked({ Type: 'None' }, { Description: 'x'.repeat(length) }) });
const F = marked({ Type: 'None' }); // a version and an alias come to it

/** What would be too long for a file. */
const TOO_MUCH: readonly [code: Code, what: string, within: JsonObject, beyond: JsonObject][] = [
  ['SD1006', 'levels', { F, T: { Type: 'T', Deep: nested(190) } }, { F, T: { Type: 'T', Deep: nested(10_000) } }],
  ['SD4001', 'resources', { F, ...topics(497) }, { F, ...topics(498) }],
  ['SD4001', 'resources to begin with', topics(500), { F, ...topics(500) }],
  ['SD4003', 'bytes', described(998_000), described(1_000_000)],
];

test.each(TOO_MUCH)('%s: too many %s', (code, _, within, beyond) => {
  expect(reportsOn({ Resources: within }).map((diagnostic) => diagnostic.code)).toEqual([]);
  expect(reportsOn({ Resources: beyond }).map((diagnostic) => diagnostic.code)).toEqual([code]);
});

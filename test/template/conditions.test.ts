import { implies } from '../../src/template/conditions';
import type { JsonObject } from '../../src/template/json';

const is = (name: string): JsonObject => ({ 'Fn::Equals': [{ Ref: name }, 'yes'] });
const and = (...names: string[]): JsonObject => ({ 'Fn::And': names.map((Condition) => ({ Condition })) });
const CONDITIONS: JsonObject = {
  A: is('A'),
  SameAsA: is('A'),
  B: is('B'),
  AAndB: and('A', 'B'),
  BAndSame: and('B', 'SameAsA'),
  AOrB: { 'Fn::Or': [{ Condition: 'A' }, { Condition: 'B' }] },
  Nested: { 'Fn::Or': [{ 'Fn::Or': [{ Condition: 'A' }, { Condition: 'B' }] }, { Condition: 'C' }] },
  JustA: { Condition: 'A' },
  Circle: and('Circle', 'A'),
};

test.each([
  ['A', 'A'],
  ['A', 'SameAsA'],
  ['AAndB', 'A'],
  ['AAndB', 'SameAsA'],
  ['AAndB', 'BAndSame'],
  ['A', 'AOrB'],
  ['AAndB', 'AOrB'],
  ['B', 'Nested'],
  ['JustA', 'A'],
  ['NotDeclared', 'NotDeclared'],
  ['Circle', 'A'],
])('%s implies %s', (name, other) => expect(implies(CONDITIONS, name, other)).toBe(true));

test.each([
  ['A', 'B'],
  ['A', 'AAndB'],
  ['AOrB', 'A'],
  ['AOrB', 'AAndB'],
  ['NotDeclared', 'A'],
  ['A', 'Circle'],
])('%s does not imply %s', (name, other) => expect(implies(CONDITIONS, name, other)).toBe(false));

test('what always holds implies nothing', () => expect(implies(CONDITIONS, undefined, 'A')).toBe(false));

test('conditions that name others twice at each step are read in no time', () => {
  const deep = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`C${n}`, and(`C${n + 1}`, `C${n + 1}`)]));
  expect(implies(deep, 'C0', 'Other')).toBe(false);
  expect(implies(deep, 'Other', 'C0')).toBe(false);
});

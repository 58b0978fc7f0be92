import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Expansion } from '../../src/template/expansion';
import type { Json, JsonObject } from '../../src/template/json';
import { Values } from '../../src/template/values';
import { expandingRequest, expandingValue, READ, READ_VALUES } from './arbitraries/expanding';
import { assertAnswers } from './laws/response';
import { SETTINGS } from './settings';
import { markedFunction, requestOf } from './support';

const environment = { region: 'eu-west-1', accountId: '123456789012', parameterValues: READ_VALUES };

test('a template whose values hold each other many times is answered', () => {
  fc.assert(
    fc.property(expandingRequest, (event) => void assertAnswers(event)),
    { ...SETTINGS, numRuns: 400 },
  );
});

/** Brackets, quotes and commas, which are written and not counted: at most so many times what is. */
const PUNCTUATION = 4;

test('resolving never writes more than was counted before', () => {
  const values = new Values(READ, environment);
  fc.assert(
    fc.property(expandingValue({ levels: 4, times: 6 }), (value) => {
      const counted = new Expansion(READ, environment).of(value);
      const written = JSON.stringify(values.resolve(value) ?? '').length;
      assert.ok(written <= PUNCTUATION * counted, `${written} characters, and ${counted} were counted`);
    }),
    { ...SETTINGS, numRuns: 1_500 },
  );
});

const levels = (count: number, times: number, core: Json): Json =>
  Array.from({ length: count }).reduce<Json>((inner) => ({ 'Fn::Sub': ['${A}'.repeat(times), { A: inner }] }), core);
const codes = (resources: JsonObject, more: JsonObject = {}) =>
  assertAnswers(requestOf({ ...READ, ...more, Resources: { F: markedFunction({ Alarms: [] }), ...resources } })).line.codes;

describe('SD4010', () => {
  const told = (value: Json) => ({ F: markedFunction({ Alarms: [] }, { Environment: { Variables: { A: value } } }) });

  test.each<[how: string, value: Json]>([
    ['Fn::Sub', levels(4, 400, { Ref: 'Text' })],
    ['Fn::Sub of many levels', levels(60, 2, { 'Fn::GetAtt': ['F', 'Arn'] })],
    [
      'Fn::Join whose delimiters are texts of many levels',
      Array.from({ length: 60 }).reduce<Json>((inner) => ({ 'Fn::Join': [inner, ['a', 'b', 'c']] }), 'long'.repeat(30)),
    ],
    ['Fn::Sub over an empty parameter', levels(4, 400, { Ref: 'Empty' })],
    ['Fn::Sub over what is not decided', levels(4, 400, { Ref: 'AWS::StackName' })],
    ['Fn::Join with a long delimiter', { 'Fn::Join': ['z'.repeat(60_000), Array.from({ length: 100 }, () => 'a')] }],
    ['Fn::Join with a long delimiter over Fn::Split', { 'Fn::Join': ['z'.repeat(60_000), { 'Fn::Split': ['', 'a'.repeat(100)] }] }],
    ['Fn::If', { 'Fn::If': ['Late', levels(4, 400, 'x'), levels(4, 400, 'y')] }],
  ])('%s', (_, value) => {
    expect(codes(told(value))).toEqual(['SD4010']);
  });

  test('a long value of a mapping that is read many times', () => {
    const Mappings = { M: { one: { long: 'y'.repeat(100_000) } } };
    const read = (times: number) => Array.from({ length: times }, () => ({ 'Fn::FindInMap': ['M', 'one', 'long'] }));
    expect(codes(told({ 'Fn::Join': ['', read(60)] }), { Mappings })).toEqual(['SD4010']);
    expect(codes(told({ 'Fn::Join': ['', read(9)] }), { Mappings })).toEqual([]);
  });

  test('the operands of a condition, also where nobody uses it', () => {
    const Conditions = { ...READ.Conditions, Unused: { 'Fn::Equals': [levels(4, 400, 'x'), 'a'] } };
    expect(codes({}, { Conditions })).toEqual(['SD4010']);
  });

  test('what every function reads counts for each', () => {
    const Metadata = { SafeDeploy: { Tags: { a: levels(2, 150, 'xxxxxxxxxxxxxxxxxxxx') } } };
    const functions = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`F${n}`, markedFunction({ Alarms: [] })]));
    expect(codes({}, { Metadata })).toEqual([]);
    expect(codes(functions, { Metadata })).toEqual(['SD4010']);
  });

  test('the place is the innermost value that is too long, or the longest of many', () => {
    const pathsOf = (resources: JsonObject) => {
      const { response } = assertAnswers(requestOf({ ...READ, Resources: resources }));
      return response.errorMessage?.match(/SD4010 [\w.]+/g);
    };
    expect(pathsOf(told(levels(4, 400, 'x')))).toEqual(['SD4010 F.Properties.Environment.Variables.A']);
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`F${n}`, markedFunction({}, { Description: levels(3, 40 + n, 'x') })]),
    );
    expect(pathsOf(many)).toEqual(['SD4010 F29']);
  });

  test('a value that CloudFormation would take is none', () => {
    expect(codes(told(levels(3, 8, { Ref: 'Text' })))).toEqual([]);
    expect(codes(told('x'.repeat(900_000)))).toEqual([]);
  });
});

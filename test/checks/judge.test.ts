import { readAnswer } from '../../src/checks/answer';
import type { Expect } from '../../src/checks/check';
import { valueAt } from '../../src/checks/difference';
import { unmet } from '../../src/checks/judge';

const judge = (expected: Expect, answer: unknown, more: { functionError?: string; milliseconds?: number } = {}) =>
  unmet(expected, {
    ...readAnswer(typeof answer === 'string' ? answer : JSON.stringify(answer)),
    functionError: more.functionError,
    milliseconds: more.milliseconds ?? 10,
  });
const gateway = (statusCode: number, body: unknown) => ({ statusCode, body: JSON.stringify(body) });

describe('function errors', () => {
  test('are a failure unless they are expected', () => {
    expect(judge({}, { errorMessage: 'secret' }, { functionError: 'Unhandled' })).toEqual(['the function ended with an error (Unhandled)']);
    expect(judge({ FunctionError: true }, { errorMessage: 'secret' }, { functionError: 'Unhandled' })).toEqual([]);
    expect(judge({ FunctionError: true }, {})).toEqual(['the function ended without an error']);
  });
  test('hide what else is wrong: the answer is none', () => {
    expect(judge({ StatusCode: [200] }, {}, { functionError: 'Handled' })).toHaveLength(1);
  });
});

describe('status codes', () => {
  test.each([
    [[200], 200, []],
    [[200, 201], 201, []],
    [[200], 500, ['the status code is 500, expected 200']],
    [[200, 201], 404, ['the status code is 404, expected 200 or 201']],
    [[200], undefined, ['the status code is missing, expected 200']],
    [[200], 'teapot', ['the status code is no number, expected 200']],
    [[200], '200', ['the status code is no number, expected 200']],
    [[200], [200], ['the status code is no number, expected 200']],
    [[200], { valueOf: 200 }, ['the status code is no number, expected 200']],
    [[0, 1], true, ['the status code is no number, expected 0 or 1']],
    [[0], null, ['the status code is no number, expected 0']],
  ])('expected %j, got %j', (StatusCode, statusCode, failures) => {
    expect(judge({ StatusCode }, { statusCode })).toEqual(failures);
  });
});

describe('Json and Body', () => {
  test.each<[unknown, unknown, string[]]>([
    [{ a: 1 }, { a: 1, b: 2 }, []],
    [{ a: { b: [1, 2] } }, { a: { b: [1, 2], c: 3 } }, []],
    [{ a: 1 }, {}, ['a is missing']],
    [{ a: 1 }, { a: '1' }, ['a is a string, expected a number']],
    [{ a: 1 }, { a: 2 }, ['a is a number, but not the expected one']],
    [{ a: [1] }, { a: [1, 2] }, ['a has 2 items, expected 1']],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['a[0].b is a number, but not the expected one']],
    [{ a: null }, { a: null }, []],
    [{ a: null }, { a: 0 }, ['a is a number, expected null']],
    [{ a: {} }, { a: [] }, ['a is a list, expected a map']],
    ['pong', 'pong', []],
    [{ constructor: {} }, {}, ['constructor is missing']],
  ])('Json %j of %j', (Json, answer, failures) => {
    expect(judge({ Json }, JSON.stringify(answer))).toEqual(failures);
  });

  test('a body in API Gateway style is read as JSON, where it is some', () => {
    expect(judge({ Body: { ok: true } }, gateway(200, { ok: true, more: 1 }))).toEqual([]);
    expect(judge({ Body: { ok: true } }, gateway(200, { ok: false }))).toEqual(['body.ok is a boolean, but not the expected one']);
    expect(judge({ Json: { statusCode: 200, body: { ok: true } } }, gateway(200, { ok: true }))).toEqual([]);
    expect(judge({ Body: 'plain text' }, { statusCode: 200, body: 'plain text' })).toEqual([]);
    expect(judge({ Body: {} }, { statusCode: 204 })).toEqual(['body is missing']);
  });

  test('a body in base64 is decoded first', () => {
    const body = Buffer.from('{"ok":true}').toString('base64');
    expect(judge({ Body: { ok: true }, Contains: ['"ok":true'] }, { statusCode: 200, body, isBase64Encoded: true })).toEqual([]);
    expect(judge({ Body: { ok: true } }, { statusCode: 200, body, isBase64Encoded: false })).toEqual(['body is a string, expected a map']);
  });

  test('a function that returns nothing answers null', () => {
    expect(judge({ Json: null }, '')).toEqual([]);
    expect(judge({ Json: {} }, 'null')).toEqual(['the answer is null, expected a map']);
  });
});

describe('values at paths', () => {
  const answer = { list: [{ id: 7 }, { id: 8 }], 'with space': { deep: null }, body: '{"total":3}' };
  test.each([
    ['list[0].id', 7],
    ['$.list[1].id', 8],
    ['with space.deep', null],
    ['body.total', 3],
    ['list[2].id', undefined],
    ['list.length', undefined],
    ['toString', undefined],
    ['list[0].id.more', undefined],
  ])('%s', (path, value) => {
    expect(valueAt(readAnswer(JSON.stringify(answer)).value, path)).toEqual(value);
  });
  test('name the path and not the value', () => {
    expect(judge({ Values: { 'list[0].id': 9, 'list[1].id': 8, 'body.total': '3' } }, answer)).toEqual([
      'list[0].id is a number, but not the expected one',
      'body.total is a number, expected a string',
    ]);
  });
});

test('texts that must and must not occur are looked for in the body, or in the whole answer', () => {
  expect(judge({ Contains: ['"a":1'], NotContains: ['statusCode'] }, gateway(200, { a: 1 }))).toEqual([]);
  expect(judge({ Contains: ['statusCode'] }, { statusCode: 200 })).toEqual([]);
  expect(judge({ Contains: ['say "hi"'] }, JSON.stringify('to say "hi"'))).toEqual([]);
  expect(judge({ Contains: ['one', 'two'], NotContains: ['three', 'four'] }, { text: 'one and four' })).toEqual([
    'the text of Contains[1] does not occur',
    'the text of NotContains[1] occurs',
  ]);
});

test('a time limit counts the invocation', () => {
  expect(judge({ WithinMilliseconds: 100 }, {}, { milliseconds: 100 })).toEqual([]);
  expect(judge({ WithinMilliseconds: 100 }, {}, { milliseconds: 100.6 })).toEqual(['it took 101 ms, expected at most 100 ms']);
});

test('everything that is wrong is said, and nothing of the answer', () => {
  const failures = judge(
    { StatusCode: [200], Body: { token: 'expected-secret' }, Contains: ['also-secret'], WithinMilliseconds: 1 },
    gateway(500, { token: 'leaked-secret' }),
  );
  expect(failures).toHaveLength(4);
  expect(failures.join()).not.toContain('secret');
});

import { cycles, dependencyGraph, type Graph, needsOf, reachable, reaches } from '../../src/template/graph';
import type { Template } from '../../src/template/template';

const graphOf = (edges: Record<string, string>): Graph =>
  new Map(Object.entries(edges).map(([id, needs]) => [id, new Set(needs.split(' ').filter(Boolean))]));
const CHAIN = graphOf({ a: 'b', b: 'c', c: '', d: 'a' });
const LOOP = graphOf({ a: 'b', b: 'c a', c: 'b d', d: '' });

describe('reaches', () => {
  test.each([
    ['a', 'a', true],
    ['a', 'b', true],
    ['a', 'c', true],
    ['d', 'c', true],
    ['c', 'a', false],
    ['a', 'd', false],
    ['x', 'a', false],
    ['x', 'x', true],
  ])('%s to %s: %s', (from, to, answer) => {
    expect(reaches(CHAIN, from, to)).toBe(answer);
  });

  test('ends where there are circles', () => {
    expect(reaches(LOOP, 'a', 'd')).toBe(true);
    expect(reaches(LOOP, 'a', 'x')).toBe(false);
  });
});

describe('reachable', () => {
  test('is all that is waited for, and itself', () => {
    expect([...reachable(CHAIN, 'a')].sort()).toEqual(['a', 'b', 'c']);
    expect([...reachable(LOOP, 'c')].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('is added to what is known, which is not looked through again', () => {
    expect([...reachable(CHAIN, 'd', new Set(['a']))].sort()).toEqual(['a', 'd']);
  });
});

describe('cycles', () => {
  test.each<[string, Record<string, string>, string[][]]>([
    ['none in a chain', { a: 'b', b: 'c', c: '', d: 'a' }, []],
    ['none where two ways lead to one place', { a: 'b c', b: 'd', c: 'd', d: '' }, []],
    ['one of a resource that needs itself', { a: 'a b', b: '' }, [['a']]],
    ['one of two', { b: 'a', a: 'b' }, [['a', 'b']]],
    ['one of two that share a resource', { a: 'b', b: 'a c', c: 'b' }, [['a', 'b', 'c']]],
    [
      'two that do not',
      { a: 'b', b: 'a', c: 'd a', d: 'c' },
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['one beside a way in and a way out', { in: 'a', a: 'b out', b: 'a', out: '' }, [['a', 'b']]],
    ['one that is met from its middle', { x: 'b', a: 'b', b: 'c', c: 'a' }, [['a', 'b', 'c']]],
    ['none through what the graph does not have', { a: 'gone', b: 'gone' }, []],
  ])('%s', (_, edges, found) => {
    expect(cycles(graphOf(edges)).sort()).toEqual(found);
  });

  test('in a chain longer than a stack', () => {
    const long = new Map(Array.from({ length: 20_000 }, (_, n) => [`${n}`, new Set([`${(n + 1) % 20_000}`])]));
    expect(cycles(long)).toHaveLength(1);
    long.set('19999', new Set());
    expect(cycles(long)).toEqual([]);
  });
});

const resource = {
  Type: 'T',
  DependsOn: ['a', 'p'],
  Properties: { X: { Ref: 'b' }, Y: { 'Fn::GetAtt': ['c', 'Arn'] } },
  Metadata: { Ref: 'd' },
};

test('a resource needs what it depends on and refers to, as far as it counts', () => {
  expect([...needsOf(resource, (id) => id !== 'p')].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect([...needsOf(resource, (id, attribute) => id === 'c' && attribute === 'Arn')]).toEqual(['c']);
});

test('the graph of a template has its resources only', () => {
  const template = { Resources: { a: resource, b: { Type: 'T' }, c: { Type: 'T' } } } as unknown as Template;
  expect(dependencyGraph(template)).toEqual(graphOf({ a: 'a b c', b: '', c: '' }));
  expect(dependencyGraph(template, (id) => id !== 'b').get('a')).toEqual(new Set(['a', 'c']));
});

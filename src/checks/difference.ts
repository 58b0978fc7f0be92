import { isMap } from './answer';

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : isMap(value) ? 'a map' : `a ${typeof value}`;

/**
 * Where `actual` does not hold what is expected, in words without either value: answers are not for logs.
 * Maps may hold more than is expected, lists may not.
 */
export function difference(expected: unknown, actual: unknown, path: string): string | undefined {
  const name = path || 'the answer';
  if (actual === undefined) return `${name} is missing`;
  if (kindOf(expected) !== kindOf(actual)) return `${name} is ${kindOf(actual)}, expected ${kindOf(expected)}`;
  if (Array.isArray(expected)) {
    const list = actual as unknown[];
    if (list.length !== expected.length) return `${name} has ${list.length} items, expected ${expected.length}`;
    return first(expected.map((item, i) => difference(item, list[i], `${path}[${i}]`)));
  }
  if (!isMap(expected)) return expected === actual ? undefined : `${name} is ${kindOf(actual)}, but not the expected one`;
  const map = actual as Record<string, unknown>;
  return first(Object.entries(expected).map(([key, inner]) => difference(inner, own(map, key), path ? `${path}.${key}` : key)));
}

const first = (found: readonly (string | undefined)[]): string | undefined => found.find((one) => one !== undefined);

const own = (map: Record<string, unknown>, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);

/** `body.items[0].id`, with or without `$.` before it. */
export function valueAt(value: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>(
    (node, step) => (Array.isArray(node) ? node[Number(step)] : isMap(node) ? own(node, step) : undefined),
    value,
  );
}

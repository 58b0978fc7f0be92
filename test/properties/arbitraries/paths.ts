import { isObject, type Json, type JsonObject, type Trail } from '../../../src/template/json';

/** Properties that hold values at a path of src/callers, such as `Targets[].Arn` or `Functions{}.Arn`, and where they stand. */
export function propertiesAt(path: string, values: readonly Json[]): { properties: JsonObject; trails: Trail[] } {
  const steps = path === '*' ? ['Anything', 'Deep[]'] : path.split('.').map((step) => (step === '*' ? 'Name' : step));
  const built = values.map((value) => at(steps, value));
  const properties = built.map(({ node }) => node as JsonObject).reduce(merge) as JsonObject;
  let lists = 0;
  const trails = built.map(({ trail }, i) => {
    const list = trail.indexOf(0);
    if (list >= 0) lists = 1;
    return list < 0 ? trail : trail.with(list, i);
  });
  return { properties, trails: lists ? trails : trails.slice(0, 1) };
}

function at([step, ...rest]: readonly string[], value: Json): { node: Json; trail: (string | number)[] } {
  if (step === undefined) return { node: value, trail: [] };
  const inner = at(rest, value);
  let { node, trail } = inner;
  const name = step.replaceAll('[]', '').replaceAll('{}', '');
  for (let i = step.split('[]').length - 1; i > 0; i--) {
    node = [node];
    trail = [0, ...trail];
  }
  if (step.includes('{}')) {
    node = { AnyKey: node };
    trail = ['AnyKey', ...trail];
  }
  return { node: { [name]: node }, trail: [name, ...trail] };
}

/** The items of the first list of both. */
function merge(a: Json, b: Json): JsonObject {
  if (!isObject(a) || !isObject(b)) throw new Error('only maps are merged');
  const [key] = Object.keys(a) as [string];
  const [left, right] = [a[key] as Json, b[key] as Json];
  return { [key]: Array.isArray(left) ? [...left, ...(right as Json[])] : isObject(left) && key in b ? merge(left, right) : left };
}

/** Sets a property inside, next to what is there. */
export function withAt(properties: JsonObject, trail: Trail, value: Json): JsonObject {
  const [key, ...rest] = trail as string[];
  if (key === undefined) return properties;
  const inner = properties[key];
  if (Array.isArray(inner)) {
    return { ...properties, [key]: inner.map((item) => (rest.length > 1 ? withAt(item as JsonObject, rest.slice(1), value) : item)) };
  }
  return { ...properties, [key]: rest.length === 0 ? value : withAt((inner ?? {}) as JsonObject, rest, value) };
}

import { asList, isObject, type Json, type JsonObject, own, type Trail } from '../../template/json';

/** One use of a transform, in any spelling: a name, a map with a name, or one of a list of these. */
export interface Call {
  /** undefined where nobody can say: CloudFormation takes literals only. */
  readonly name: string | undefined;
  readonly params: Json;
  readonly path: Trail;
  readonly said: Json;
}

/** The uses of transforms that a `Transform` section or an `Fn::Transform` lists, in the order in which they run. */
export function callsIn(value: Json | undefined, path: Trail): Call[] {
  return asList(value).map((said, index) => {
    const name = typeof said === 'string' ? said : own(said, 'Name');
    return {
      name: typeof name === 'string' ? name : undefined,
      params: own(said, 'Parameters') ?? {},
      path: Array.isArray(value) ? [...path, index] : path,
      said,
    };
  });
}

/** What is left of a list of transforms without those that have run; undefined when that is nothing. */
export function without(value: Json, name: string): Json | undefined {
  const left = callsIn(value, []).filter((call) => call.name !== name);
  if (left.length === 0) return undefined;
  return Array.isArray(value) ? left.map(({ said }) => said) : value;
}

/** The map with one key changed or, with undefined, removed; the others keep their order. */
export const withKey = (map: JsonObject, key: string, value: Json | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries(map).flatMap(([name, inner]): [string, Json][] =>
      name !== key ? [[name, inner]] : value === undefined ? [] : [[name, value]],
    ),
  );

export const isCall = (node: Json): node is JsonObject => isObject(node) && Object.hasOwn(node, 'Fn::Transform');

/** Does a call at this place get all resources, and not a single one or a part of it? */
export const isWhole = (path: Trail): boolean => path.length === 0 || (path.length === 1 && path[0] === 'Resources');

import { isOfSsm } from '../template/environment';
import { intrinsicOf } from '../template/intrinsics';
import { isObject, isScalar, type Json, type JsonObject, own, type Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';
import type { Problems } from './problems';
import { placeholdersIn, type Scope } from './scope';

export const FOR_EACH = 'Fn::ForEach::';
export const isLoop = (key: string): boolean => key.startsWith(FOR_EACH);

/** How many loops may stand in each other: https://github.com/aws-cloudformation/cfn-language-discussion/blob/main/RFCs/0009-Fn%3A%3AForEach.md */
const DEEPEST_LOOP = 5;

export interface Loop {
  readonly identifier: string;
  readonly collection: Json;
  readonly body: JsonObject;
}

/** Reads [Identifier, Collection, {OutputKey: OutputValue}]. undefined where that is not what stands there, which is reported. */
export function readLoop(value: Json, path: Trail, scope: Scope, template: JsonObject, problems: Problems): Loop | undefined {
  if (scope.size >= DEEPEST_LOOP) {
    problems.report('SD1228', path, { limit: DEEPEST_LOOP });
    return undefined;
  }
  const why = layoutFault(value);
  if (why !== undefined) {
    problems.report('SD1223', path, { why });
    return undefined;
  }
  const [identifier, collection, body] = value as [string, Json, JsonObject];
  const taken = scope.has(identifier)
    ? 'the identifier of the enclosing loop'
    : (['Parameters', 'Resources'] as const).flatMap((section) =>
        own(own(template, section), identifier) === undefined ? [] : [section === 'Parameters' ? 'a parameter' : 'a resource'],
      )[0];
  if (taken !== undefined) {
    problems.report('SD1224', [...path, 0], { name: identifier, taken });
    return undefined;
  }
  const names = new Set([identifier]);
  const fixed = Object.keys(body).filter((key) => !isLoop(key) && placeholdersIn(key, names).length === 0);
  for (const key of fixed) problems.report('SD1227', [...path, 2, key], { key, identifier });
  return fixed.length > 0 ? undefined : { identifier, collection, body };
}

function layoutFault(value: Json): string | undefined {
  if (!Array.isArray(value)) return 'it is not a list';
  if (value.length !== 3) return `it has ${value.length} ${value.length === 1 ? 'item' : 'items'} instead of three`;
  const [identifier, collection, body] = value;
  if (typeof identifier !== 'string' || identifier === '') return 'its identifier is not a string';
  if (!Array.isArray(collection) && !isObject(collection)) return 'its collection is not a list';
  if (!isObject(body)) return 'its body is not a map';
  return Object.keys(body).length === 0 ? 'its body is empty' : undefined;
}

/** The items of a collection in which the variables of outer loops are replaced already. undefined where they are not known, which is reported. */
export function itemsOf(collection: Json, path: Trail, template: JsonObject, values: Values, problems: Problems): string[] | undefined {
  const secrets = values.secretsIn(collection);
  for (const parameter of secrets)
    problems.report('SD1225', path, { why: `it would reveal the items of the NoEcho parameter ${parameter}` });
  if (secrets.length > 0 || problems.isIn(path)) return undefined;
  const items = values.resolve(collection);
  if (Array.isArray(items) && items.every(isScalar)) return items.map(String);
  if (!isDecided(items)) problems.report('SD1226', path, { what: unknownIn(collection, template, values) });
  else problems.report('SD1225', path, { why: Array.isArray(items) ? 'it contains a map or a list' : 'it is not a list' });
  return undefined;
}

/** What somebody has to say, or only CloudFormation knows. */
function unknownIn(collection: Json, template: JsonObject, values: Values): string {
  const parameters = values.parametersIn(collection);
  const ofSsm = parameters.filter((name) => isOfSsm(name, own(template, 'Parameters')));
  if (ofSsm.length > 0) return `the Systems Manager value of ${ofSsm.join(' and ')}`;
  if (parameters.length > 0) return `the value of ${parameters.join(' and ')}`;
  return `the result of ${intrinsicOf(collection) ?? 'a function'}`;
}

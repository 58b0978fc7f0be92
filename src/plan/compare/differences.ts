import { intrinsicOf } from '../../template/intrinsics';
import { isObject, type Json, type JsonObject } from '../../template/json';
import { referencedIds } from '../../template/references';
import { canonicalJson } from '../../version/canonical';
import { type Ingredients, resourceIngredient } from '../../version/digest';
import type { Deployment } from '../schema';

type Changed = Deployment['changed'];

const RESOURCE = resourceIngredient('');

/**
 * Which parts of two versions differ, by name: `Environment.Variables.TABLE`. Values are compared, and never shown. A resource that
 * only one of them refers to is no difference of its own: the reference is.
 */
export function differences(before: Ingredients, after: Ingredients, unknown: ReadonlySet<string>): Changed {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const compared = names.filter((name) => !name.startsWith(RESOURCE) || (before.has(name) && after.has(name)));
  return compared.flatMap((name) => [...differing(before.get(name), after.get(name), name, unknown)]);
}

function* differing(
  before: Json | undefined,
  after: Json | undefined,
  property: string,
  unknown: ReadonlySet<string>,
): Generator<Changed[0]> {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return;
  if (!isPlain(before) || !isPlain(after)) {
    // a value on one side and only its parameter on the other: they may be the same
    yield { property, certain: !hangsOn(before, unknown) && !hangsOn(after, unknown) };
    return;
  }
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    yield* differing(before[key], after[key], `${property}.${key}`, unknown);
  }
}

const isPlain = (value: Json | undefined): value is JsonObject => isObject(value) && intrinsicOf(value) === undefined;
const hangsOn = (value: Json | undefined, unknown: ReadonlySet<string>): boolean =>
  unknown.size > 0 && [...referencedIds(value)].some((id) => unknown.has(id));

import { fnIf, ifParts, intrinsicOf, isNoValue, NO_VALUE } from '../template/intrinsics';
import { isObject, type Json, own, sortedJson } from '../template/json';
import { propertiesOf } from '../template/template';
import type { Values } from '../template/values';
import type { Released } from '../version/released';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, and the same of other services. */
export const MOST_TAGS = 50;

/** SAM's mark of its own functions; what SafeDeploy makes was not made by SAM. */
const NOT_PASSED_ON = 'lambda:createdBy';

/** Tags for what is made for one function, as a list of Key and Value; undefined for none. */
export function functionTags({ resource, settings }: Released, values: Values): Json[] | undefined {
  const passed = settings.propagateTags ? listOf(propertiesOf(resource).Tags) : [];
  return merged([...passed, ...listOf(settings.tags)], values, (key) => key);
}

/** Tags for what several functions share: all of theirs, the last of one name wins. To IAM, Team and team are one name. */
export const sharedTags = (users: readonly Released[], values: Values): Json[] | undefined =>
  merged(
    users.flatMap((user) => functionTags(user, values) ?? []),
    values,
    (key) => key.toLowerCase(),
  );

function listOf(tags: Json | undefined): Json[] {
  if (Array.isArray(tags)) return tags;
  if (!isObject(tags) || intrinsicOf(tags)) return [];
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function merged(tags: readonly Json[], values: Values, nameOf: (key: string) => string): Json[] | undefined {
  const byName = new Map<string, Json>();
  /** `around` puts the conditions around a tag; what it is told second is there where they do not hold. */
  const add = (tag: Json, around: (tag: Json, otherwise: Json) => Json): void => {
    const parts = ifParts(tag);
    if (parts) {
      const [condition, yes, no] = parts;
      add(yes, (then, otherwise) => around(fnIf(condition, then, otherwise), otherwise));
      return add(no, (then, otherwise) => around(fnIf(condition, otherwise, then), otherwise));
    }
    const key = own(tag, 'Key') ?? tag;
    if (isNoValue(tag) || key === NOT_PASSED_ON) return;
    const name = nameOf(sortedJson(values.resolve(key)));
    byName.set(name, around(tag, byName.get(name) ?? NO_VALUE));
  };
  for (const tag of tags) add(tag, (only) => only);
  return byName.size > 0 ? [...byName.values()] : undefined;
}

import { intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, own } from '../template/json';
import { propertiesOf } from '../template/template';
import type { Released } from '../version/released';

/** SAM's mark of its own functions; what SafeDeploy makes was not made by SAM. */
const NOT_PASSED_ON = 'lambda:createdBy';

/** Tags for what is made for one function, as a list of Key and Value; undefined for none. */
export function functionTags({ resource, settings }: Released): Json[] | undefined {
  const passed = settings.propagateTags ? listOf(propertiesOf(resource).Tags) : [];
  return merged([...passed, ...listOf(settings.tags)]);
}

/** Tags for what several functions share: all of theirs, the last of one name wins. */
export const sharedTags = (users: readonly Released[]): Json[] | undefined => merged(users.flatMap((user) => functionTags(user) ?? []));

function listOf(tags: Json | undefined): Json[] {
  if (Array.isArray(tags)) return tags;
  if (!isObject(tags) || intrinsicOf(tags)) return [];
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function merged(tags: readonly Json[]): Json[] | undefined {
  const byKey = new Map<string, Json>();
  for (const tag of tags) {
    const key = own(tag, 'Key') ?? tag;
    if (key === NOT_PASSED_ON) continue;
    byKey.set(JSON.stringify(key), tag);
  }
  return byKey.size > 0 ? [...byKey.values()] : undefined;
}

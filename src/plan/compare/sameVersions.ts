import type { JsonObject } from '../../template/json';
import { versionId } from '../../version/ids';
import type { Released } from '../../version/released';
import { Deployable } from '../side';
import { versionsOf } from './processed';

/**
 * The new template with the digests of the deployed one, for functions whose version stays. Where a parameter is hidden, the new
 * digest is of no value that anybody has, and everything that names it would look like a change.
 */
export function sameVersions(after: Deployable, before: Deployable, staying: readonly Released[]): Deployable {
  const digests = staying.flatMap(({ id, versionId: now, digest }): [string, string][] => {
    const [then] = versionsOf(id, before.resources);
    return then === undefined || then === now || !then.startsWith(versionId(id, ''))
      ? []
      : [[digest, then.slice(versionId(id, '').length)]];
  });
  if (digests.length === 0) return after;
  const text = digests.reduce((all, [now, then]) => all.replaceAll(now, then), JSON.stringify(after.template));
  return new Deployable(JSON.parse(text) as JsonObject, after.environment);
}

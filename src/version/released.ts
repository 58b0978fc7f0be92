import type { Diagnostics } from '../diagnostics/diagnostics';
import { aliasId, versionId } from '../generate/ids';
import type { Released } from '../generate/released';
import type { FunctionSettings } from '../settings/settings';
import { isObject } from '../template/json';
import { type Resource, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { digest, ingredients } from './digest';

/** The marked functions with their digests. A function that names the version of another one waits for that one's digest. */
export function releasedFunctions(
  template: Template,
  settings: readonly FunctionSettings[],
  values: Values,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Released> {
  const bySetting = new Map(settings.map((one) => [one.id, one]));
  const done = new Map<string, Released>();
  const open = new Set<string>();
  const releaseOf = (id: string) => {
    const alias = bySetting.get(id)?.alias;
    return alias === undefined ? undefined : { alias, digest: release(id)?.digest };
  };
  const release = (id: string): Released | undefined => {
    const known = done.get(id);
    const own = bySetting.get(id);
    if (known || !own || open.has(id)) return known; // a circle of versions is reported with the output's cycles
    open.add(id);
    const resource = resourceOf(template, id) as Resource;
    if (!isObject(resource.Properties)) diagnostics.report('SD1008', ['Resources', id]);
    const found = ingredients(template, own, values, (other) => releaseOf(other), diagnostics);
    const sum = digest(found);
    const condition = typeof resource.Condition === 'string' ? resource.Condition : undefined;
    const released = {
      id,
      resource,
      settings: own,
      ingredients: found,
      digest: sum,
      condition,
      versionId: versionId(id, sum),
      aliasId: aliasId(own),
    };
    done.set(id, released);
    return released;
  };
  return new Map(settings.flatMap(({ id }) => (release(id) ? [[id, done.get(id) as Released]] : [])));
}

import type { Diagnostics } from '../diagnostics/diagnostics';
import type { FunctionSettings } from '../settings/settings';
import { isObject } from '../template/json';
import { type Resource, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { digest, type Ingredients, ingredients } from './digest';
import { aliasId, versionId } from './ids';
import type { TakenOver } from './takenOver';

/** A marked function with everything that is decided about its release. */
export interface Released {
  readonly id: string;
  readonly resource: Resource;
  readonly settings: FunctionSettings;
  readonly ingredients: Ingredients;
  readonly digest: string;
  readonly versionId: string;
  readonly aliasId: string;
  /** What the author's own version and alias leave to those that are made. */
  readonly takenOver: TakenOver | undefined;
  /** The function's own condition: all that is its own exists when it does. */
  readonly condition: string | undefined;
}

/** The condition of a function's deployment group (PassthroughCondition). */
export const groupCondition = ({ condition, settings }: Released): string | undefined =>
  settings.deployment?.passCondition === false ? undefined : condition;

/** The marked functions with their digests. A function that names the version of another one waits for that one's digest. */
export function releasedFunctions(
  template: Template,
  settings: readonly FunctionSettings[],
  takenOver: ReadonlyMap<string, TakenOver>,
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
    const taken = takenOver.get(id);
    const found = ingredients(template, own, taken?.version ?? {}, values, (other) => releaseOf(other), diagnostics);
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
      aliasId: taken?.alias?.id ?? aliasId(own),
      takenOver: taken,
    };
    done.set(id, released);
    return released;
  };
  return new Map(settings.flatMap(({ id }) => (release(id) ? [[id, done.get(id) as Released]] : [])));
}

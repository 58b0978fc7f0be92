import { isObject, type Json, own } from '../../template/json';
import { referencedIds } from '../../template/references';
import { canonicalJson } from '../../version/canonical';
import type { ChangedOutput, ChangedResource } from '../schema';
import type { Deployable } from '../side';
import { spell } from '../spell';

/** Outputs that come, go or have another value, also because what they name is replaced. */
export function changedOutputs(before: Deployable, after: Deployable, resources: readonly ChangedResource[]): ChangedOutput[] {
  const [then, now] = [new Map(outputsOf(before)), new Map(outputsOf(after))];
  const replaced = new Set(resources.filter(({ action }) => action === 'replaced').map(({ id }) => id));
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((name): ChangedOutput[] => {
    const [was, is] = [then.get(name), now.get(name)];
    const exported = exportOf(was) === undefined ? null : spell(exportOf(was));
    if (was === undefined || is === undefined) return [{ name, action: is === undefined ? 'removed' : 'added', export: exported }];
    const same = (key: string) =>
      canonicalJson(before.values.resolve(own(was, key)) ?? null) === canonicalJson(after.values.resolve(own(is, key)) ?? null);
    const isMoved = [...referencedIds(own(is, 'Value'))].some((id) => replaced.has(id));
    if (['Value', 'Export', 'Description'].every(same) && !isMoved) return [];
    // another description leaves the export as it is
    return [{ name, action: 'changed', export: same('Value') && same('Export') && !isMoved ? null : exported }];
  });
}

export function outputsOf({ template, values }: Deployable): [name: string, output: Json][] {
  const outputs = own(template, 'Outputs');
  return Object.entries(isObject(outputs) ? outputs : {}).filter(([, output]) => values.mayExist(output));
}

/** The name of the export that an output was: as its author wrote it, for its value may hold a parameter's. */
const exportOf = (output: Json | undefined): Json | undefined => own(own(output, 'Export'), 'Name');

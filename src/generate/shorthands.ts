import type { Json } from '../template/json';
import { redirect } from '../template/rewrite';
import { groupId } from '../version/ids';
import type { Released } from '../version/released';

export type Shorthand = (node: Json) => Json;

/** `F.Version` and its kin where a mark says them; the alias as text, so that no circle can close. */
export const shorthands =
  (functions: ReadonlyMap<string, Released>): Shorthand =>
  (node) =>
    redirect(node, (id, attribute) => {
      const released = functions.get(id);
      const [what, ...rest] = attribute.split('.');
      if (released && what === 'Version') return { id: released.versionId, attribute: rest.join('.') };
      if (released && what === 'Alias') return { id, attribute: 'Arn', suffix: `:${released.settings.alias}` };
      if (released?.settings.deployment && what === 'DeploymentGroup') return { id: groupId(id), attribute: rest.join('.') };
      return undefined;
    });

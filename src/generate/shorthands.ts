import type { Json } from '../template/json';
import { redirect, type Target } from '../template/rewrite';
import { groupId } from '../version/ids';
import type { Released } from '../version/released';

export type Shorthand = (node: Json) => Json;
type Functions = ReadonlyMap<string, Released>;

/** `F.Version` and its kin where a mark says them; the alias as text, so that no circle can close. */
export const aliasAsText = (functions: Functions): Shorthand =>
  shorthands(functions, ({ id, settings }) => ({ id, attribute: 'Arn', suffix: `:${settings.alias}` }));

/** The same with a reference, so that what names the alias waits for it. */
export const aliasByReference = (functions: Functions): Shorthand =>
  shorthands(functions, ({ aliasId }, attribute) => ({ id: aliasId, attribute }));

const shorthands =
  (functions: Functions, aliasOf: (released: Released, attribute: string) => Target): Shorthand =>
  (node) =>
    redirect(node, (id, attribute) => {
      const released = functions.get(id);
      const [what, ...rest] = attribute.split('.');
      if (released && what === 'Version') return { id: released.versionId, attribute: rest.join('.') };
      if (released && what === 'Alias') return aliasOf(released, rest.join('.'));
      if (released?.settings.deployment && what === 'DeploymentGroup') return { id: groupId(id), attribute: rest.join('.') };
      return undefined;
    });

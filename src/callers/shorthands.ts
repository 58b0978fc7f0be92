import type { Diagnostics } from '../diagnostics/diagnostics';
import { groupId } from '../generate/ids';
import type { Released } from '../generate/released';
import type { Shorthand } from '../template/mentions';
import { redirect, type Target } from '../template/rewrite';
import { FUNCTION, resourceOf, type Template } from '../template/template';
import type { Draft } from './draft';

/** Resolves `F.Version`, `F.Alias`, `F.Version.Version` and their kin, wherever they stand (spec 3). */
export function resolveShorthands(
  shorthands: readonly Shorthand[],
  template: Template,
  draft: Draft,
  functions: ReadonlyMap<string, Released>,
  diagnostics: Diagnostics,
): void {
  const owners = new Set<string>();
  for (const { section, owner, id, attribute } of shorthands) {
    if (functions.has(id)) owners.add(JSON.stringify([section, owner]));
    else if (resourceOf(template, id)?.Type === FUNCTION) {
      diagnostics.report('SD4007', [section, owner], { target: `${id}.${attribute}`, id });
    }
  }
  for (const key of owners) {
    const [section, owner] = JSON.parse(key) as [string, string];
    draft.change([section, owner], (node) => redirect(node ?? {}, (id, attribute) => targetOf(owner, attribute, functions.get(id), draft)));
  }
}

function targetOf(owner: string, attribute: string, released: Released | undefined, draft: Draft): Target | undefined {
  if (!released) return undefined;
  const { id, aliasId, versionId, settings } = released;
  const [what, ...rest] = attribute.split('.');
  const inner = rest.join('.');
  if (what === 'Alias') {
    // an alias is its function's ARN and a name, so a circle can be avoided; a version's number is known to CloudFormation only
    if (draft.refer(owner, aliasId)) return { id: aliasId, attribute: inner };
    return { id, attribute: 'Arn', suffix: `:${settings.alias}` };
  }
  if (what !== 'Version' && !(what === 'DeploymentGroup' && settings.deployment)) return undefined;
  const target = what === 'Version' ? versionId : groupId(id);
  draft.graph.get(owner)?.add(target);
  return { id: target, attribute: inner };
}

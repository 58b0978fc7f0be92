import type { Draft } from '../../template/draft';
import { redirect, type Target } from '../../template/rewrite';
import { FUNCTION, resourceOf, type Template } from '../../template/template';
import { APPLICATION, groupId } from '../../version/ids';
import type { Released } from '../../version/released';
import type { Shorthand } from '../find/mentions';
import type { Rewrite } from './rewrite';

const SHORTHAND = /^(Version|Alias|DeploymentGroup)(\.|$)/;

/** Does a reference name something that only exists once SafeDeploy has made it? */
export const isShorthand = (id: string, attribute: string): boolean => SHORTHAND.test(attribute) || id === APPLICATION;

/** Resolves `F.Version`, `F.Alias`, `F.Version.Version` and their kin, wherever they stand. */
export function resolveShorthands({ template, draft, functions, diagnostics }: Rewrite, shorthands: readonly Shorthand[]): void {
  const owners = new Set<string>();
  for (const { section, owner, id, attribute } of shorthands) {
    const released = functions.get(id);
    if (released) owners.add(JSON.stringify([section, owner]));
    const why = whyNothing(id, attribute, released, template, draft);
    if (why) diagnostics.report('SD4007', [section, owner], { target: attribute ? `${id}.${attribute}` : id, why });
  }
  for (const key of owners) {
    const [section, owner] = JSON.parse(key) as [string, string];
    draft.change([section, owner], (node) => redirect(node ?? {}, (id, attribute) => targetOf(owner, attribute, functions.get(id), draft)));
  }
}

/** Why a shorthand refers to nothing; undefined when it does, or is none. */
function whyNothing(id: string, attribute: string, released: Released | undefined, template: Template, draft: Draft): string | undefined {
  if (id === APPLICATION) return draft.graph.has(id) ? undefined : 'no function has a Type that CodeDeploy carries out';
  if (!released) return resourceOf(template, id)?.Type === FUNCTION ? `${id} is not marked` : undefined;
  const isGroup = attribute.startsWith('DeploymentGroup');
  return isGroup && !released.settings.deployment ? `${id} has no Type that CodeDeploy carries out` : undefined;
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
  draft.referAnyway(owner, target);
  return { id: target, attribute: inner };
}

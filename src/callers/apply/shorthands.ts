import type { Draft } from '../../template/draft';
import { splitDotted } from '../../template/intrinsics';
import { asList, isObject, type Json, type JsonObject, mapValues, own } from '../../template/json';
import { redirect, type Target } from '../../template/rewrite';
import { dependsOn, FUNCTION, resourceOf } from '../../template/template';
import { APPLICATION, groupId } from '../../version/ids';
import type { Released } from '../../version/released';
import type { Shorthand } from '../find/mentions';
import type { Rewrite } from './rewrite';

const SHORTHAND = /^(Version|Alias|DeploymentGroup)(\.|$)/;

/** What is made under each shorthand: its Fn::GetAtt attributes, and what its references are. */
const MADE = new Map<string, readonly [what: string, attributes: readonly string[], meaning: (name: string) => string]>([
  ['Alias', ['an alias', ['AliasArn'], (name) => `${name} and ${name}.AliasArn are its ARN`]],
  ['Version', ['a version', ['Version', 'FunctionArn'], (name) => `${name} is its ARN and ${name}.Version its number`]],
  ['DeploymentGroup', ['a deployment group', ['Id'], (name) => `${name} is its name`]],
  [APPLICATION, ['an application', [], (name) => `${name} is its name`]],
]);

/** Does a reference name something that only exists once SafeDeploy has made it? */
export const isShorthand = (id: string, attribute: string): boolean => SHORTHAND.test(attribute) || id === APPLICATION;

/** Resolves `F.Version`, `F.Alias`, `F.Version.Version` and their kin, wherever they stand. */
export function resolveShorthands(rewrite: Rewrite, shorthands: readonly Shorthand[]): void {
  const { draft, functions, diagnostics } = rewrite;
  const owners = new Set<string>();
  for (const { section, owner, id, attribute } of shorthands) {
    const released = functions.get(id);
    if (released) owners.add(JSON.stringify([section, owner]));
    const why = whyNothing(id, attribute, rewrite);
    if (why) diagnostics.report('SD4007', [section, owner], { target: attribute ? `${id}.${attribute}` : id, why });
  }
  for (const key of owners) {
    const [section, owner] = JSON.parse(key) as [string, string];
    draft.change([section, owner], (node) => redirect(node ?? {}, (id, attribute) => targetOf(owner, attribute, functions.get(id), draft)));
  }
  for (const owner of Object.keys(rewrite.template.Resources)) resolveWaits(owner, rewrite);
}

/** Why a shorthand refers to nothing; undefined when it does, or is none. */
function whyNothing(id: string, attribute: string, { template, draft, functions }: Rewrite): string | undefined {
  const isApplication = id === APPLICATION;
  const [key, inner] = isApplication ? [APPLICATION, attribute] : splitDotted(attribute);
  const released = functions.get(id);
  if (isApplication && !draft.graph.has(id)) return 'no function has a Type that uses CodeDeploy';
  if (!isApplication && !released) return resourceOf(template, id)?.Type === FUNCTION ? `${id} is not marked` : undefined;
  if (key === 'DeploymentGroup' && !released?.settings.deployment) return `${id} has no Type that uses CodeDeploy`;
  const [what, attributes = [], meaning] = MADE.get(key) ?? [];
  if (inner === '' || attributes.includes(inner)) return undefined;
  return `${what} has no ${inner}; ${meaning?.(isApplication ? id : `${id}.${key}`)}`;
}

function targetOf(owner: string, attribute: string, released: Released | undefined, draft: Draft): Target | undefined {
  if (!released) return undefined;
  const { id, aliasId, settings } = released;
  const [what, inner] = splitDotted(attribute);
  if (what === 'Alias') {
    // an alias is its function's ARN and a name, so a circle can be avoided; a version's number is known to CloudFormation only
    if (draft.refer(owner, aliasId)) return { id: aliasId, attribute: inner };
    return { id, attribute: 'Arn', suffix: `:${settings.alias}` };
  }
  const target = madeFor(what, released);
  if (target === undefined) return undefined;
  draft.referAnyway(owner, target);
  return { id: target, attribute: inner };
}

/** Logical id of what a function has under `Alias`, `Version` or `DeploymentGroup`. */
function madeFor(what: string, { id, aliasId, versionId, settings }: Released): string | undefined {
  if (what === 'Alias') return aliasId;
  if (what === 'Version') return versionId;
  return what === 'DeploymentGroup' && settings.deployment ? groupId(id) : undefined;
}

/** `DependsOn: F.Alias`: CloudFormation would take it for a logical id. */
function resolveWaits(owner: string, rewrite: Rewrite): void {
  const { template, draft, diagnostics } = rewrite;
  const resource = template.Resources[owner] as Json;
  const resolve = (name: string): string | undefined => resolveWait(name, owner, rewrite);
  if (Array.isArray(resource)) {
    if (JSON.stringify(resource).includes('"DependsOn"')) draft.change(['Resources', owner], (loop) => inLoop(loop ?? [], resolve));
    return;
  }
  const shorthands = dependsOn(resource).filter((name) => name.includes('.') || name === APPLICATION);
  if (shorthands.length === 0) return;
  draft.change(['Resources', owner], (node) => {
    const { DependsOn, ...others } = node as JsonObject;
    const rest = asList(DependsOn).filter((name) => !shorthands.includes(String(name)));
    return rest.length > 0 ? { ...others, DependsOn: rest } : others;
  });
  for (const name of shorthands) {
    const id = resolve(name);
    if (id !== undefined && !draft.wait(owner, id)) diagnostics.report('SD4006', ['Resources', owner], { ids: `${owner}, ${id}` });
  }
}

/** The logical id that stands behind a shorthand; undefined, and reported, where none does. */
function resolveWait(name: string, owner: string, rewrite: Rewrite): string | undefined {
  const [id, attribute] = splitDotted(name);
  const released = rewrite.functions.get(id);
  const made = name === APPLICATION && rewrite.draft.graph.has(name) ? name : released && madeFor(attribute, released);
  if (made !== undefined) return made;
  const unmade = released
    ? 'DependsOn accepts the Alias, the Version and the DeploymentGroup of a function'
    : `the template has no function ${id}`;
  const why = whyNothing(id, attribute, rewrite) ?? unmade;
  rewrite.diagnostics.report('SD4007', ['Resources', owner], { target: name, why });
  return undefined;
}

/** The resources of a Fn::ForEach, in which nobody knows who waits for whom. */
function inLoop(node: Json, resolve: (name: string) => string | undefined): Json {
  if (Array.isArray(node)) return node.map((item) => inLoop(item, resolve));
  if (!isObject(node)) return node;
  const resolved = (name: Json): Json => (typeof name === 'string' && name.includes('.') ? (resolve(name) ?? name) : name);
  return mapValues(node, (value, key) => {
    if (key !== 'DependsOn' || typeof own(node, 'Type') !== 'string') return inLoop(value, resolve);
    return Array.isArray(value) ? value.map(resolved) : resolved(value);
  });
}

import type { Found } from '../../callers/decide/handmade';
import { groupIn } from '../../callers/decide/oldDeployment';
import { VERSION_ONLY } from '../../callers/find/lookup';
import { type Json, own, type Trail } from '../../template/json';
import { referencedIds } from '../../template/references';
import { isRetained, type Resource, resourceOf, resources, resourcesOf, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import { isDecided } from '../../template/values';
import type { Entry } from '../edits';
import { AGAIN } from '../migration';
import { groupSettings, type Obstacle } from './group';
import { roleSettings } from './role';

const ALIAS = 'AWS::Lambda::Alias';
const GROUP = 'AWS::CodeDeploy::DeploymentGroup';

/** How a function is released by hand. */
export interface Release {
  readonly alias: Found;
  readonly settings: readonly Entry[];
  readonly group: string | undefined;
  /** What only the group needs, as far as the group shows: its application, role and config. */
  readonly helpers: readonly string[];
}

type Blocked = Obstacle & { readonly id: string; readonly path: Trail };

/** The alias that a mark takes over: the one that CodeDeploy moves, or the only one. */
export function chosen(aliases: readonly Found[]): Found | undefined {
  const moved = aliases.filter(({ resource }) => groupIn(own(resource, 'UpdatePolicy')) !== undefined);
  return aliases.length === 1 ? aliases[0] : moved.length === 1 ? moved[0] : undefined;
}

export function releaseOf(
  alias: Found,
  versions: readonly Found[],
  template: Template,
  values: Values,
): { release: Release; blocked: Blocked[] } {
  const blocked: Blocked[] = [];
  const block = (id: string, why: string, remedy: string) => blocked.push({ id, path: ['Resources', id], why, remedy: remedy + AGAIN });
  for (const { id, resource } of versions) blockVersion(id, resource, template, block);
  const { id, resource, of } = alias;
  const properties = own(resource, 'Properties');
  const name = own(properties, 'Name');
  if (name === undefined || !canBeDecided(name, template, values)) {
    block(id, 'the macro cannot resolve its Name', 'Use a Name that depends only on parameters, mappings and conditions');
  }
  if (own(properties, 'RoutingConfig') !== undefined) block(id, 'CodeDeploy sets RoutingConfig itself', 'Remove RoutingConfig');
  if (resource.Condition !== own(resourceOf(template, of), 'Condition')) {
    block(id, `its Condition is not that of ${of}`, `Give ${id} the Condition of ${of}`);
  }
  const policy = own(resource, 'UpdatePolicy');
  const settings: Entry[] = [['Alias', { json: name ?? null }]];
  if (policy === undefined)
    return { release: { alias, settings: [...settings, ['Type', { json: 'None' }]], group: undefined, helpers: [] }, blocked };
  const group = groupIn(policy);
  const found = group === undefined ? undefined : resourceOf(template, group);
  if (group === undefined || found?.Type !== GROUP) {
    block(id, 'its UpdatePolicy names a deployment group outside this template', 'Remove UpdatePolicy');
    return { release: { alias, settings, group: undefined, helpers: [] }, blocked };
  }
  if (resourcesOf(template, ALIAS).filter(([, { UpdatePolicy }]) => groupIn(UpdatePolicy) === group).length > 1) {
    block(id, `several aliases share the deployment group ${group}`, 'Define a deployment group for each alias');
  }
  const taken = groupSettings(group, found, template, values);
  for (const { why, remedy } of taken.obstacles) block(id, why, remedy);
  const arn = own(found.Properties, 'ServiceRoleArn');
  const role = arn === undefined ? undefined : roleSettings(arn, ['Resources', group, 'Properties', 'ServiceRoleArn'], template);
  const application = soleId(own(found.Properties, 'ApplicationName'));
  const all = [...settings, ...taken.settings, ...hooksOf(policy, ['Resources', id, 'UpdatePolicy']), ...(role?.settings ?? [])];
  const helpers = [application, role?.role, taken.config].filter((one) => one !== undefined);
  return { release: { alias, settings: all, group, helpers }, blocked };
}

const soleId = (value: Json | undefined): string | undefined => [...referencedIds(value)][0];

function blockVersion(id: string, resource: Resource, template: Template, block: (id: string, why: string, remedy: string) => void): void {
  const user = resources(template).find(([, { Type, Properties }]) => VERSION_ONLY.has(Type) && referencedIds(Properties).has(id));
  if (user) block(id, `${user[0]} (${user[1].Type}) accepts only a version, not an alias`, 'Use a separate function for that service');
  else if (!isRetained(resource)) {
    block(id, 'CloudFormation would delete this version', 'Give it DeletionPolicy: Retain, deploy that together with another change');
  }
}

/** A parameter without a value here has one when the stack is deployed. */
const canBeDecided = (name: Json, template: Template, values: Values): boolean =>
  isDecided(values.resolve(name)) || [...referencedIds(name)].every((id) => own(template.Parameters, id) !== undefined);

function hooksOf(policy: Json, path: Trail): Entry[] {
  const update = own(policy, 'CodeDeployLambdaAliasUpdate');
  const hooks = [
    ['BeforeAllowTrafficHook', 'PreTraffic'],
    ['AfterAllowTrafficHook', 'PostTraffic'],
  ].flatMap(([from = '', to = '']): Entry[] =>
    own(update, from) === undefined ? [] : [[to, { copy: [...path, 'CodeDeployLambdaAliasUpdate', from] }]],
  );
  return hooks.length === 0 ? [] : [['Hooks', { map: hooks }]];
}

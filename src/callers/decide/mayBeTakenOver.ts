import type { Diagnostics } from '../../diagnostics/diagnostics';
import type { FunctionSettings } from '../../settings/settings';
import { type Json, own, type Trail } from '../../template/json';
import { referencedIds } from '../../template/references';
import { isRetained, type Resource, resourceOf, resources, type Template } from '../../template/template';
import { isDecided, type Values } from '../../template/values';
import { VERSION_ONLY } from '../find/lookup';
import type { Found } from './handmade';
import { isOfThisTemplate } from './oldDeployment';

interface Context {
  readonly template: Template;
  readonly values: Values;
  readonly diagnostics: Diagnostics;
}

const nameOf = (alias: Resource, values: Values): Json | undefined => values.resolve(own(alias.Properties, 'Name'));

/** May this version leave the template? */
export function mayLeave(version: Found, context: Context): boolean {
  const { id, resource, of, isShared } = version;
  const user = resources(context.template).find(([, { Type, Properties }]) => VERSION_ONLY.has(Type) && referencedIds(Properties).has(id));
  if (user) {
    const why = `${user[0]} (${user[1].Type}) accepts only a version, not an alias`;
    return refuse(version, FUNCTION_NAME, why, `remove the mark of ${of}; instead of Functions: All, list the other functions`, context);
  }
  if (isShared) return refuse(version, FUNCTION_NAME, SEVERAL, 'define a version for each function', context);
  if (isRetained(resource)) return true;
  return refuse(version, ['DeletionPolicy'], 'CloudFormation would delete it', toRetain(version), context);
}

/** In the words of the file that the author writes. CloudFormation changes no deletion policy alone. */
function toRetain({ id, resource, of }: Found): string {
  if (id.startsWith(`${of.replace(/Function$/, '')}Version`) && of.endsWith('LambdaFunction')) {
    return 'set versionFunctions: false under provider in serverless.yml';
  }
  const isCdks = /[0-9A-F]{8}$/.test(of) || Object.keys(own(resource, 'Metadata') ?? {}).some((key) => key.startsWith('aws:cdk:'));
  const how = isCdks
    ? `in the CDK code, give the function of ${id} currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN }`
    : `give ${id} DeletionPolicy: Retain`;
  return `${how}, and deploy that together with another change`;
}

/** The author's alias of the mark's name, where it can become the managed one. */
export function aliasFor({ id, alias: name }: FunctionSettings, aliases: readonly Found[], context: Context): Found | undefined {
  const { template, values } = context;
  const ofFunction = aliases.filter(({ of }) => of === id);
  for (const found of ofFunction) {
    if (!isDecided(nameOf(found.resource, values))) {
      refuse(
        found,
        NAME,
        'its Name cannot be resolved when the macro runs',
        'use a name that depends only on parameters, mappings and conditions',
        context,
      );
    }
  }
  const [found, second] = ofFunction.filter(({ resource }) => nameOf(resource, values) === name);
  if (!found) return undefined;
  const { id: aliasId, resource, isShared } = found;
  const policy = own(resource, 'UpdatePolicy');
  const reasons: [place: Trail, why: string, remedy: string][] = [];
  if (isShared) reasons.push([FUNCTION_NAME, SEVERAL, 'write an alias for each function']);
  if (second) reasons.push([NAME, `${second.id} has the same name`, 'keep one of them']);
  if (own(resource.Properties, 'RoutingConfig') !== undefined) {
    reasons.push([['Properties', 'RoutingConfig'], 'CodeDeploy sets its RoutingConfig', `remove RoutingConfig from ${aliasId}`]);
  }
  if (resource.Condition !== own(resourceOf(template, id), 'Condition')) {
    reasons.push([['Condition'], `its Condition is not that of ${id}`, `give ${aliasId} the same Condition as ${id}`]);
  }
  if (policy !== undefined && !isOfThisTemplate(policy, template)) {
    reasons.push([['UpdatePolicy'], 'it has an UpdatePolicy of its own', `remove UpdatePolicy from ${aliasId}`]);
  }
  for (const [place, why, remedy] of reasons) refuse(found, place, why, remedy, context);
  return reasons.length === 0 ? found : undefined;
}

const FUNCTION_NAME: Trail = ['Properties', 'FunctionName'];
const NAME: Trail = ['Properties', 'Name'];
const SEVERAL = 'it names several functions';

/** `place` is what is in the way, within the resource. */
function refuse({ id, resource: { Type }, of }: Found, place: Trail, why: string, remedy: string, { diagnostics }: Context): false {
  diagnostics.report('SD5002', ['Resources', id, ...place], { id, type: Type, function: of, why, remedy });
  return false;
}

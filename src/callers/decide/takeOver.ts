import type { Diagnostics } from '../../diagnostics/diagnostics';
import type { Mark, Statements } from '../../settings/marks';
import type { FunctionSettings } from '../../settings/settings';
import type { Environment } from '../../template/environment';
import { asList, groupBy, type Json, type JsonObject, own, type Trail } from '../../template/json';
import { referencedIds, soleReference } from '../../template/references';
import { redirectAll } from '../../template/rewrite';
import { isRetained, propertiesOf, type Resource, resourceOf, resources, resourcesOf, type Template } from '../../template/template';
import { isDecided, type Values } from '../../template/values';
import type { TakenOver } from '../../version/takenOver';
import { VERSION_ONLY } from '../find/lookup';
import { NamesInText } from '../find/namesInText';
import { unqualifiedIn } from '../find/unqualified';

const VERSION = 'AWS::Lambda::Version';
const ALIAS = 'AWS::Lambda::Alias';
const GROUP = 'AWS::CodeDeploy::DeploymentGroup';

/** What of an author's version goes on to the managed one, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
const KEPT_OF_VERSION = ['ProvisionedConcurrencyConfig', 'RuntimePolicy'];

/** The template as it would be if its authors had left versions and aliases of the marked functions to SafeDeploy. */
export interface Handover {
  readonly template: Template;
  readonly takenOver: ReadonlyMap<string, TakenOver>;
}

interface Context {
  readonly template: Template;
  readonly values: Values;
  readonly functions: ReadonlyMap<string, FunctionSettings>;
  readonly names: NamesInText;
  readonly diagnostics: Diagnostics;
}

/**
 * Takes over the versions and the alias that authors, the Serverless Framework, CDK or SAM wrote for a marked function. Lambda
 * publishes the same code once, so a second version would fail; and callers of an alias beside ours would never see a deployment.
 * The versions leave the template, which they survive because they are retained; the alias stays under its logical id, so that
 * it is the same alias; references to both become references to what SafeDeploy makes. What cannot be taken over is reported.
 */
export function takeOver(
  template: Template,
  settings: readonly FunctionSettings[],
  values: Values,
  environment: Environment,
  diagnostics: Diagnostics,
): Handover {
  const functions = new Map(settings.map((one) => [one.id, one]));
  const names = namesOf(functions.keys(), template, values, environment);
  const context: Context = { template, values, functions, names, diagnostics };
  const versions = ofFunctions(context, VERSION);
  const aliases = ofFunctions(context, ALIAS);
  if (versions.length === 0 && aliases.length === 0) return { template, takenOver: new Map() };

  const gone: Gone = new Map();
  for (const version of versions) if (mayLeave(version, gone, context)) gone.set(version.id, { of: version.of, as: 'Version' });
  const adopted = new Map<string, Found>();
  for (const one of settings) {
    const alias = aliasFor(one, aliases, context);
    if (!alias) continue;
    adopted.set(one.id, alias);
    gone.set(alias.id, { of: one.id, as: 'Alias' });
    const group = groupOf(alias.resource, template);
    if (group !== undefined) gone.set(group, { of: one.id, as: 'DeploymentGroup' });
  }
  const takenOver = settings.map(({ id, provisionedConcurrency }) => {
    const alias = adopted.get(id);
    const all = versions.filter(({ of }) => of === id).flatMap(({ resource }) => Object.entries(propertiesOf(resource)));
    const version = Object.fromEntries(all.filter(([name]) => KEPT_OF_VERSION.includes(name)));
    if (provisionedConcurrency !== undefined) delete version.ProvisionedConcurrencyConfig; // the mark says it of the alias
    const left = [...gone].flatMap(([other, { of, as }]) => (of === id && as !== 'Alias' ? [other] : []));
    return [id, { alias: alias && { id: alias.id, resource: waitingForNone(alias.resource, gone) }, gone: left, version }] as const;
  });
  return { template: without(template, gone), takenOver: new Map(takenOver) };
}

interface Found {
  readonly id: string;
  readonly resource: Resource;
  /** The marked function. */
  readonly of: string;
}

/** What leaves the template, and what of which function takes its place. */
type Gone = Map<string, { readonly of: string; readonly as: 'Version' | 'Alias' | 'DeploymentGroup' }>;

/** A mark that names no alias means the one that its author has, where there is one alone. */
export function nameOnlyAliases(
  template: Template,
  marks: ReadonlyMap<string, Mark>,
  defaults: Statements,
  values: Values,
  environment: Environment,
): void {
  const unnamed = [...marks.values()].filter(
    ({ spelling, statements }) => spelling === 'own' && !statements.has('Alias') && !defaults.has('Alias'),
  );
  if (unnamed.length === 0 || resourcesOf(template, ALIAS).length === 0) return;
  const functions = new Map(unnamed.map((mark) => [mark.id, mark]));
  const aliases = ofFunctions({ template, names: namesOf(functions.keys(), template, values, environment) }, ALIAS);
  for (const [of, [only, ...others]] of groupBy(aliases, ({ of }) => of)) {
    const name = own(only?.resource.Properties, 'Name');
    if (only && name !== undefined && others.length === 0) {
      functions.get(of)?.statements.set('Alias', { value: name, path: ['Resources', only.id, 'Properties', 'Name'] });
    }
  }
}

function namesOf(ids: Iterable<string>, template: Template, values: Values, environment: Environment): NamesInText {
  const functions = [...ids].map((id) => {
    const resource = resourceOf(template, id) as Resource;
    return [id, { id, resource, condition: own(resource, 'Condition') as string | undefined }] as const;
  });
  return new NamesInText({ functions: new Map(functions), values, environment });
}

/** Versions or aliases of marked functions. One that names its function with a qualifier is none. */
function ofFunctions(context: Pick<Context, 'template' | 'names'>, type: string): Found[] {
  return resourcesOf(context.template, type).flatMap(([id, resource]) =>
    unqualifiedIn(own(resource.Properties, 'FunctionName') ?? null, resource.Condition, context.names).map((of) => ({
      id,
      resource,
      of,
    })),
  );
}

const nameOf = (alias: Resource, values: Values): Json | undefined => values.resolve(own(alias.Properties, 'Name'));

function mayLeave({ id, resource, of }: Found, gone: Gone, context: Context): boolean {
  const user = resources(context.template).find(([, { Type, Properties }]) => VERSION_ONLY.has(Type) && referencedIds(Properties).has(id));
  if (user) {
    const why = `${user[0]} (${user[1].Type}) accepts a version and no alias`;
    return refuse({ id, resource, of }, FUNCTION_NAME, why, `remove the mark of ${of}, or list the other functions in Functions`, context);
  }
  if (gone.has(id))
    return refuse({ id, resource, of }, FUNCTION_NAME, 'it names several functions', 'write a version for each function', context);
  if (isRetained(resource)) return true;
  const remedy = `give ${id} DeletionPolicy: Retain, and deploy that together with some other change`;
  return refuse({ id, resource, of }, ['DeletionPolicy'], 'CloudFormation would delete it', remedy, context);
}

/** The author's alias of the mark's name, where it can become the managed one. */
function aliasFor({ id, alias: name }: FunctionSettings, aliases: readonly Found[], context: Context): Found | undefined {
  const { template, values } = context;
  const ofFunction = aliases.filter(({ of }) => of === id);
  for (const found of ofFunction) {
    if (!isDecided(nameOf(found.resource, values))) {
      refuse(
        found,
        NAME,
        'its Name cannot be resolved when the macro runs',
        'write a name that parameters, mappings and conditions decide',
        context,
      );
    }
  }
  const [found, second] = ofFunction.filter(({ resource }) => nameOf(resource, values) === name);
  if (!found) return undefined;
  const { id: aliasId, resource } = found;
  const policy = own(resource, 'UpdatePolicy');
  const reasons: [place: Trail, why: string, remedy: string][] = [];
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

/** `place` is what is in the way, within the resource. */
function refuse({ id, resource: { Type }, of }: Found, place: Trail, why: string, remedy: string, { diagnostics }: Context): false {
  diagnostics.report('SD5002', ['Resources', id, ...place], { id, type: Type, function: of, why, remedy });
  return false;
}

/** The logical id of the deployment group that an update policy names. */
const groupIn = (policy: Json | undefined): string | undefined =>
  soleReference(own(own(policy, 'CodeDeployLambdaAliasUpdate'), 'DeploymentGroupName'))?.id;

/** What SAM, CDK and the Serverless plugin write: a deployment group that was made for this alias. */
const isOfThisTemplate = (policy: Json, template: Template): boolean => resourceOf(template, groupIn(policy) ?? '')?.Type === GROUP;

/** The group that goes with the alias' old update policy: ours takes its place. Another alias' group stays. */
function groupOf(alias: Resource, template: Template): string | undefined {
  const id = groupIn(own(alias, 'UpdatePolicy'));
  if (id === undefined || resourceOf(template, id)?.Type !== GROUP) return undefined;
  const users = resourcesOf(template, ALIAS).filter(([, { UpdatePolicy }]) => groupIn(UpdatePolicy) === id);
  return users.length === 1 ? id : undefined;
}

/** What the alias waited for and what is gone with it: the managed one refers to what takes their place. */
function waitingForNone(alias: Resource, gone: Gone): Resource {
  const { DependsOn, ...others } = alias;
  const left = asList(DependsOn).filter((id) => typeof id !== 'string' || !gone.has(id));
  return (left.length > 0 ? { ...others, DependsOn: left } : others) as Resource;
}

/** The template without these, and every reference to them in SafeDeploy's own words: `F.Version`, `F.Alias`. */
function without(template: Template, gone: Gone): Template {
  const redirected = (node: Json): Json =>
    redirectAll(
      node,
      (id, attribute) => {
        const target = gone.get(id);
        return target && { id: target.of, attribute: attribute === '' ? target.as : `${target.as}.${attribute}` };
      },
      (id) => {
        const target = gone.get(id);
        return [target ? `${target.of}.${target.as}` : id];
      },
    );
  const Resources = Object.fromEntries(Object.entries(template.Resources).filter(([id]) => !gone.has(id)));
  const { Outputs } = template;
  return {
    ...template,
    Resources: redirected(Resources) as JsonObject,
    ...(Outputs === undefined ? {} : { Outputs: redirected(Outputs) }),
  };
}

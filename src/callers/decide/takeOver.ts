import type { Diagnostics } from '../../diagnostics/diagnostics';
import type { FunctionSettings } from '../../settings/settings';
import type { Environment } from '../../template/environment';
import { asList, type Json, type JsonObject } from '../../template/json';
import { redirect, reorder } from '../../template/rewrite';
import type { Resource, Template } from '../../template/template';
import type { Values } from '../../template/values';
import { keptOfVersion, type TakenOver } from '../../version/takenOver';
import { ALIAS, type Found, namesOf, ofFunctions, VERSION } from './handmade';
import { aliasFor, mayLeave } from './mayBeTakenOver';
import { groupOf, leftBehind } from './oldDeployment';

/** The template as it would be if its authors had left versions and aliases of the marked functions to SafeDeploy. */
interface Handover {
  readonly template: Template;
  readonly settings: readonly FunctionSettings[];
  readonly takenOver: ReadonlyMap<string, TakenOver>;
}

/** What leaves the template, and what of which function takes its place. */
type Gone = Map<string, Going>;

interface Going {
  readonly of: string;
  /** `Nothing`: nobody refers to it. */
  readonly as: 'Version' | 'Alias' | 'DeploymentGroup' | 'Nothing';
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
  const ids = settings.map(({ id }) => id);
  const names = namesOf(ids, template, values, environment);
  const context = { template, values, names, diagnostics };
  const versions = ofFunctions(context, VERSION);
  const aliases = ofFunctions(context, ALIAS);
  if (versions.length === 0 && aliases.length === 0) return { template, settings, takenOver: new Map() };

  const gone: Gone = new Map();
  for (const version of versions) if (mayLeave(version, context)) gone.set(version.id, { of: version.of, as: 'Version' });
  const adopted = new Map<string, Found>();
  for (const one of settings) {
    const alias = aliasFor(one, aliases, context);
    if (!alias) continue;
    adopted.set(one.id, alias);
    gone.set(alias.id, { of: one.id, as: 'Alias' });
    const group = groupOf(alias.resource, template);
    if (group !== undefined) gone.set(group, { of: one.id, as: 'DeploymentGroup' });
  }
  const groups = [...gone].filter(([, { as }]) => as === 'DeploymentGroup').map(([id]) => id);
  for (const [id, group] of leftBehind(groups, new Set(gone.keys()), template, settings)) {
    gone.set(id, { of: (gone.get(group) as Going).of, as: 'Nothing' });
  }
  const takenOver = settings.map(({ id, provisionedConcurrency }) => {
    const alias = adopted.get(id);
    const all = versions.filter(({ of }) => of === id).map(({ resource }) => keptOfVersion(resource));
    const version: JsonObject = Object.assign({}, ...all);
    if (provisionedConcurrency !== undefined) delete version.ProvisionedConcurrencyConfig; // the mark says it of the alias
    const left = [...gone].flatMap(([other, { of, as }]) => (of === id && as !== 'Alias' ? [other] : []));
    const kept = alias && { id: alias.id, resource: redirected(waitingForNone(alias.resource, gone), gone) as Resource };
    return [id, { alias: kept, gone: left, version: redirected(version, gone) as JsonObject }] as const;
  });
  return { ...without(template, settings, gone), takenOver: new Map(takenOver) };
}

/** What the alias waited for and what is gone with it: the managed one refers to what takes their place. */
function waitingForNone(alias: Resource, gone: Gone): Resource {
  const { DependsOn, ...others } = alias;
  const left = asList(DependsOn).filter((id) => typeof id !== 'string' || !gone.has(id));
  return (left.length > 0 ? { ...others, DependsOn: left } : others) as Resource;
}

/** Every reference to what is gone in SafeDeploy's own words: `F.Version`, `F.Alias`. */
const redirected = (node: Json, gone: Gone): Json =>
  redirect(node, (id, attribute) => {
    const target = gone.get(id);
    return target && { id: target.of, attribute: attribute === '' ? target.as : `${target.as}.${attribute}` };
  });

/** Template and settings without these. */
function without(template: Template, settings: readonly FunctionSettings[], gone: Gone): Pick<Handover, 'template' | 'settings'> {
  const inOrder = (id: string) => {
    const target = gone.get(id);
    return [target ? `${target.of}.${target.as}` : id];
  };
  const Resources = Object.fromEntries(Object.entries(template.Resources).filter(([id]) => !gone.has(id)));
  const { Outputs } = template;
  return {
    template: {
      ...template,
      Resources: reorder(redirected(Resources, gone), inOrder) as JsonObject,
      ...(Outputs === undefined ? {} : { Outputs: redirected(Outputs, gone) }),
    },
    // the payload of a check may name the author's version
    settings: settings.map((one) => redirected(one as unknown as Json, gone) as unknown as FunctionSettings),
  };
}

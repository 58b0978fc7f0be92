import { Classifier } from '../callers/decide/classifier';
import { type Consumer, isPermission } from '../callers/decide/consumers';
import { POLICY_TYPES } from '../callers/find/lookup';
import { indexTemplate } from '../callers/find/mentions';
import { NamesInText } from '../callers/find/namesInText';
import { Diagnostics } from '../diagnostics/diagnostics';
import { configId } from '../generate/deploymentConfig';
import { isFault, parseSchedule } from '../settings/schedule';
import type { Deployment, FunctionSettings } from '../settings/settings';
import { ifParts, mapBranches } from '../template/intrinsics';
import { asList, isObject, type Json, own } from '../template/json';
import { soleReference } from '../template/references';
import { redirectAll } from '../template/rewrite';
import { FUNCTION, propertiesOf, type Resource, type Template } from '../template/template';
import { NOTHING, type TransformResult } from '../transform/transform';
import type { Compilation } from '../version/compilation';
import type { Released } from '../version/released';
import { functionOf, processedIngredients } from './compare/processed';
import type { Deployable } from './side';

const ALIAS = 'AWS::Lambda::Alias';
const VERSION = 'AWS::Lambda::Version';
/** What belongs to a release calls nobody. */
const OWN = /^AWS::(Lambda::(Alias|Version)|CodeDeploy::.*|CloudWatch::.*)$/;
/** What SafeDeploy calls a deployment config, before the schedule. */
const OURS = new RegExp(`^${configId('')}`);
const ON_LATEST = 'it calls $LATEST, and a processed template is deployed as it is';

/**
 * What a template shows that has been through all transforms: each function whose alias follows a version of the template, with
 * the deployment group that moves the alias. The settings behind them are not in there, but what they came to is.
 */
export function processedReleases(deployable: Deployable): TransformResult {
  const functions = new Map(releasesIn(deployable).map((released) => [released.id, released]));
  return {
    ...NOTHING,
    fragment: deployable.template,
    diagnostics: [],
    functions: [...functions.values()],
    consumers: callersIn(deployable, functions),
  };
}

function releasesIn(deployable: Deployable): Released[] {
  const { resources } = deployable;
  const found = Object.entries(resources).flatMap(([aliasId, alias]) => releaseOf(aliasId, alias, deployable) ?? []);
  const order = Object.keys(resources);
  // of several aliases the one that CodeDeploy moves
  const sorted = found.sort((a, b) => Number(b.settings.deployment !== undefined) - Number(a.settings.deployment !== undefined));
  const first = sorted.filter(({ id }, index) => sorted.findIndex((other) => other.id === id) === index);
  return first.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function releaseOf(aliasId: string, alias: Json, deployable: Deployable): Released | undefined {
  const { resources, values } = deployable;
  const versionId = own(alias, 'Type') === ALIAS ? soleReference(own(propertiesOf(alias), 'FunctionVersion'))?.id : undefined;
  const version = versionId === undefined ? undefined : own(resources, versionId);
  const id = functionOf(version); // the alias may name the function by a text
  const resource = id === undefined ? undefined : own(resources, id);
  const name = values.resolve(own(propertiesOf(alias), 'Name'));
  if (id === undefined || versionId === undefined || typeof name !== 'string') return undefined;
  if (own(resource, 'Type') !== FUNCTION || own(version, 'Type') !== VERSION) return undefined;
  const settings = { ...SETTINGS, id, alias: name, deployment: deploymentOf(alias, deployable) };
  const condition = own(resource, 'Condition');
  const released: Released = {
    id,
    resource: resource as Resource,
    settings,
    ingredients: new Map(),
    digest: '',
    versionId,
    aliasId,
    takenOver: undefined,
    condition: typeof condition === 'string' ? condition : undefined,
  };
  return { ...released, ingredients: processedIngredients(released, deployable) };
}

/** What the template does not show, as nothing. */
const SETTINGS: Omit<FunctionSettings, 'id' | 'alias' | 'deployment'> = {
  tags: undefined,
  propagateTags: false,
  versionDescription: undefined,
  versionDeletionPolicy: undefined,
  provisionedConcurrency: undefined,
  revision: undefined,
  codeSha256: undefined,
  functionUrl: undefined,
  stamp: true,
  keep: new Map(),
  move: new Map(),
  callersStay: false,
  permissionsOnBoth: false,
  versionProperties: new Map(),
  path: [],
};

/** undefined where the alias moves at once. */
function deploymentOf(alias: Json, { resources, values }: Deployable): Deployment | undefined {
  const policy = values.unwrap(own(alias, 'UpdatePolicy') ?? null);
  const update = values.unwrap(own(policy, 'CodeDeployLambdaAliasUpdate') ?? null);
  const group = own(resources, soleReference(own(update, 'DeploymentGroupName'))?.id ?? '');
  if (!isObject(update)) return undefined;
  const properties = propertiesOf(group);
  const alarms = asList(own(properties.AlarmConfiguration, 'Alarms'));
  const [before, after] = ['BeforeAllowTrafficHook', 'AfterAllowTrafficHook'].map((name) => own(update, name));
  return {
    schedule: scheduleOf(properties.DeploymentConfigName ?? 'CodeDeployDefault.LambdaAllAtOnce', values),
    alarms: alarms.map((alarm) => ({ given: mapBranches(alarm, (branch) => own(branch, 'Name') ?? branch) })),
    hooks: {
      ...(before === undefined ? {} : { PreTraffic: { function: before } }),
      ...(after === undefined ? {} : { PostTraffic: { function: after } }),
    },
    role: undefined,
    permissionsBoundary: undefined,
    rolePath: undefined,
    triggers: undefined,
    ignoreAlarms: alarms.length > 0 && String(values.resolve(own(properties.AlarmConfiguration, 'Enabled'))) === 'false',
    ignorePollAlarmFailure: undefined,
    rollback: [],
    passCondition: true,
  };
}

function scheduleOf(name: Json, values: Deployable['values']): Deployment['schedule'] {
  const decided = values.unwrap(name) ?? name;
  const branches = ifParts(decided);
  if (branches) {
    const [condition, yes, no] = branches;
    // biome-ignore lint/suspicious/noThenProperty: nobody awaits a schedule
    return { condition, then: scheduleOf(yes, values), otherwise: scheduleOf(no, values) };
  }
  const config = soleReference(decided)?.id;
  const text = config && OURS.test(config) ? config.replace(OURS, '') : values.resolve(decided);
  const schedule = typeof text === 'string' ? parseSchedule(text) : undefined;
  return schedule && !isFault(schedule) ? schedule : { kind: 'custom', name: decided };
}

/** Whoever calls one of the functions, and what it names. */
function callersIn({ template, values, environment }: Deployable, functions: ReadonlyMap<string, Released>): Consumer[] {
  const made = new Map([...functions.values()].map(({ id, aliasId, versionId }) => [id, { aliasId, versionId }]));
  const alias = new Map([...made].map(([id, { aliasId }]) => [aliasId, id]));
  const version = new Map([...made].map(([id, { versionId }]) => [versionId, id]));
  const target = (id: string, attribute: string) => {
    const [of, as] = alias.has(id) ? [alias.get(id), 'Alias'] : [version.get(id), 'Version'];
    return of === undefined ? undefined : { id: of, attribute: attribute === '' ? as : `${as}.${attribute}` };
  };
  const named = redirectAll(template, target, (id) => [id]) as Template;
  const compilation: Compilation = { template: named, values, environment, functions, diagnostics: new Diagnostics() };
  const classifier = new Classifier(compilation, new NamesInText(compilation));
  const { mentions } = indexTemplate(
    named,
    (id) => functions.has(id),
    () => false,
  );
  const callers = mentions.filter(({ section, type }) => section === 'Resources' && !OWN.test(type) && !POLICY_TYPES.has(type));
  return callers
    .flatMap((mention) => classifier.classify(mention))
    .filter(({ mention, caller, outcome }) => caller?.treatment !== 'kept' && !(isPermission(mention) && outcome === 'moved'))
    .map((consumer) => (consumer.outcome === 'moved' ? { ...consumer, outcome: 'left', because: ON_LATEST } : consumer));
}

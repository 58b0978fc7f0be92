import { isObject, isScalar, type Json, own, type Trail } from '../../template/json';
import { at, type Content, dataIn, type Entry } from '../edits';
import { AGAIN } from '../migration';

/** The plugin's settings, by what SafeDeploy calls them. https://github.com/davidgf/serverless-plugin-canary-deployments */
const NAMES: Readonly<Record<string, string>> = {
  type: 'Type',
  alias: 'Alias',
  alarms: 'Alarms',
  preTrafficHook: 'Hooks',
  postTrafficHook: 'Hooks',
  triggerConfigurations: 'TriggerConfigurations',
  codeDeployRole: 'Role',
  codeDeployRolePermissionsBoundary: 'PermissionsBoundary',
};

type Translated = { readonly settings: readonly Entry[] } | { readonly why: string; readonly remedy: string };

/** The logical id that the framework gives a function. https://www.serverless.com/framework/docs/providers/aws/guide/resources */
export const logicalIdOf = (name: string): string => {
  const words = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}LambdaFunction`;
};

/** The settings of one function: its own, and those for all under `custom` that it does not say itself. */
export function translate(root: Json, name: string, functions: readonly string[]): Translated {
  const own_: Trail = ['functions', name, 'deploymentSettings'];
  const all: Trail = ['custom', 'deploymentSettings'];
  const [mine, common] = [at(root, own_) ?? {}, at(root, all) ?? {}];
  if (!isObject(mine) || !isObject(common)) {
    return {
      why: `deploymentSettings of ${name} is not a map of settings in this file`,
      remedy: `Write the settings as a map in this file${AGAIN}`,
    };
  }
  const pathOf = (key: string): Trail | undefined =>
    Object.hasOwn(mine, key) ? [...own_, key] : Object.hasOwn(common, key) ? [...all, key] : undefined;
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(common)])];
  const stages = own(common, 'stages');
  if (stages !== undefined && !(Array.isArray(stages) && stages.length === 0)) {
    const remedy =
      'Replace stages with a Serverless Framework variable that is true or false by stage, and add it to the mark as Enabled afterwards';
    return { why: 'stages limits the plugin to some stages, but a mark has no such list', remedy };
  }
  const unknown = keys.find((key) => !Object.hasOwn(NAMES, key) && key !== 'stages');
  if (unknown !== undefined)
    return { why: `${name} has the setting ${unknown}, which is unknown to the plugin`, remedy: `Correct or remove ${unknown}${AGAIN}` };
  const settings: Entry[] = [];
  for (const key of ['alias', 'type']) {
    const path = pathOf(key);
    if (!path) return { why: `${name} has no ${key}`, remedy: `Add ${key}${AGAIN}` };
    settings.push([NAMES[key] as string, contentAt(root, path)]);
  }
  const alarms = alarmsOf(pathOf('alarms'), root);
  const hooks = hooksOf(pathOf, root, functions);
  for (const part of [alarms, hooks]) if ('why' in part) return { ...part, why: `${name} ${part.why}` };
  settings.push(...(alarms as Ready).entries, ...(hooks as Ready).entries);
  for (const key of ['triggerConfigurations', 'codeDeployRole', 'codeDeployRolePermissionsBoundary']) {
    const path = pathOf(key);
    if (path) settings.push([NAMES[key] as string, contentAt(root, path)]);
  }
  return { settings };
}

interface Ready {
  readonly entries: readonly Entry[];
}
type Part = Ready | { readonly why: string; readonly remedy: string };

/** What stands under `custom` serves several functions, so it is told as it is read. */
const contentAt = (root: Json, path: Trail): Content => (path[0] === 'custom' ? { json: dataIn({ copy: path }, root) } : { copy: path });

/** A logical id is a reference, and a name stays a name. No alarms are said as well: a mark without Alarms has some of its own. */
function alarmsOf(path: Trail | undefined, root: Json): Part {
  const list = path === undefined ? [] : at(root, path);
  if (!Array.isArray(list)) return { why: 'has alarms that are not a list in this file', remedy: `Write alarms as a list${AGAIN}` };
  const taken = list.map((alarm): Json => {
    if (typeof alarm === 'string' && /^[A-Za-z0-9]+$/.test(alarm)) return { Ref: alarm };
    const name = own(alarm, 'name');
    return isScalar(name) || isObject(name) ? name : null;
  });
  if (taken.includes(null))
    return { why: 'has an alarm that is neither a logical ID nor a name', remedy: `Use logical IDs, or maps with a name${AGAIN}` };
  return { entries: [['Alarms', { json: taken }]] };
}

function hooksOf(pathOf: (key: string) => Trail | undefined, root: Json, functions: readonly string[]): Part {
  const hooks: Entry[] = [];
  for (const [key, name] of [
    ['preTrafficHook', 'PreTraffic'],
    ['postTrafficHook', 'PostTraffic'],
  ] as const) {
    const path = pathOf(key);
    if (!path) continue;
    const hook = at(root, path);
    if (typeof hook !== 'string' || !functions.includes(hook)) {
      return { why: `has a ${key} that is not a function of this file`, remedy: `Name a function of this service${AGAIN}` };
    }
    hooks.push([name, { json: { Ref: logicalIdOf(hook) } }]);
  }
  return { entries: hooks.length === 0 ? [] : [['Hooks', { map: hooks }]] };
}

import { isNoValue, mapBranches } from '../../template/intrinsics';
import { asList, isObject, type Json, own, type Trail } from '../../template/json';
import { propertiesOf, type Resource, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import type { Entry } from '../edits';
import { scheduleOf } from './schedule';

/** Why something cannot be taken over, and what to do. */
export interface Obstacle {
  readonly why: string;
  readonly remedy: string;
}

interface TakenGroup {
  readonly settings: readonly Entry[];
  /** The config of the template that its Type stands for. */
  readonly config: string | undefined;
  readonly obstacles: readonly Obstacle[];
}

/** What a group may say. The rest is for servers: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentgroup.html */
const KNOWN = [
  'ApplicationName',
  'AlarmConfiguration',
  'AutoRollbackConfiguration',
  'DeploymentConfigName',
  'DeploymentGroupName',
  'DeploymentStyle',
  'ServiceRoleArn',
  'Tags',
  'TriggerConfigurations',
];

/** The settings of a mark that say what a deployment group of the template says. Its role is another matter. */
export function groupSettings(id: string, group: Resource, template: Template, values: Values): TakenGroup {
  const properties = propertiesOf(group);
  const path: Trail = ['Resources', id, 'Properties'];
  const obstacles: Obstacle[] = Object.keys(properties)
    .filter((name) => !KNOWN.includes(name))
    .map((name) => ({ why: `its deployment group ${id} has ${name}, which a mark cannot express`, remedy: `Remove ${name}` }));
  const { DeploymentConfigName: config } = properties;
  if (config === undefined) {
    obstacles.push({ why: `its deployment group ${id} has no DeploymentConfigName`, remedy: 'Add a DeploymentConfigName' });
  }
  const schedule = config === undefined ? undefined : scheduleOf(config, [...path, 'DeploymentConfigName'], template, values);
  const settings: Entry[] = schedule ? [['Type', schedule.content]] : [];
  const alarms = alarmSettings(properties.AlarmConfiguration);
  const rollback = rollbackSettings(properties.AutoRollbackConfiguration, path);
  for (const part of [alarms, rollback]) {
    if (Array.isArray(part)) settings.push(...part);
    else obstacles.push({ why: `its deployment group ${id} ${(part as Obstacle).why}`, remedy: (part as Obstacle).remedy });
  }
  for (const name of ['TriggerConfigurations', 'Tags']) {
    if (properties[name] !== undefined) settings.push([name, { copy: [...path, name] }]);
  }
  return { settings, config: schedule?.config, obstacles };
}

/** No alarms are said as well: a mark without Alarms has some of its own. */
function alarmSettings(configuration: Json | undefined): Entry[] | Obstacle {
  const unclear = {
    why: 'has an AlarmConfiguration that cannot be read',
    remedy: 'Write Alarms as a list of maps with Name, and Enabled as true or false',
  };
  if (configuration === undefined) return [['Alarms', { json: [] }]];
  if (!isObject(configuration) || !Array.isArray(configuration.Alarms ?? [])) return unclear;
  const names = asList(configuration.Alarms).map((alarm) =>
    mapBranches(alarm, (branch) => (isNoValue(branch) ? branch : (own(branch, 'Name') ?? null))),
  );
  const { Enabled: enabled, IgnorePollAlarmFailure: poll } = configuration;
  const isOff = String(enabled).toLowerCase() === 'false';
  if (names.some(holdsNull) || (enabled !== undefined && !isOff && String(enabled).toLowerCase() !== 'true')) return unclear;
  return [
    ['Alarms', { json: names }],
    ...(isOff && names.length > 0 ? [['IgnoreAlarms', { json: true }] as const] : []),
    ...(poll === undefined ? [] : [['IgnorePollAlarmFailure', { json: poll }] as const]),
  ];
}

const holdsNull = (value: Json): boolean => value === null || JSON.stringify(value).includes('null');

function rollbackSettings(configuration: Json | undefined, path: Trail): Entry[] | Obstacle {
  if (configuration === undefined) return [];
  const unclear = {
    why: 'has an AutoRollbackConfiguration that cannot be read',
    remedy: 'Write Enabled as true or false, and Events as a list',
  };
  if (!isObject(configuration)) return unclear;
  const enabled = String(configuration.Enabled ?? true).toLowerCase();
  if (enabled === 'false') return [['Rollback', { json: [] }]];
  if (enabled !== 'true') return unclear;
  const { Events: events } = configuration;
  if (events === undefined) return [];
  if (!Array.isArray(events)) return unclear;
  return isAllEvents(events) ? [] : [['Rollback', { copy: [...path, 'AutoRollbackConfiguration', 'Events'] }]];
}

/** SafeDeploy's default. */
const isAllEvents = (events: readonly Json[]): boolean => new Set(events).size === 3 && events.every((event) => typeof event === 'string');

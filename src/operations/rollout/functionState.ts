import type { DeploymentGroupInfo, TrafficRoutingConfig } from '@aws-sdk/client-codedeploy';
import type { AliasConfiguration } from '@aws-sdk/client-lambda';
import { deploymentOf, rounded, type Said } from './deployment';
import type { Place } from './layout';
import { type Alarm, type Deployment, type FunctionState, HOOK_EVENTS, type Hook, type Share } from './model';
import { scheduleOf } from './schedule';
import { isRunning } from './status';

/** What AWS said of a function. What was not or could not be asked is undefined. */
export interface Answers {
  readonly alias?: AliasConfiguration | undefined;
  readonly group?: DeploymentGroupInfo | undefined;
  readonly deployment?: Said | undefined;
  /** CodeDeploy's own deployment that takes that one back. */
  readonly rollback?: Said | undefined;
  /** Of the deployment config of the deployment, or of the group where there is none. */
  readonly routing?: TrafficRoutingConfig | undefined;
  /** By name. */
  readonly alarms: ReadonlyMap<string, Alarm>;
}

export function functionState(place: Place, { alias, group, routing, alarms, ...said }: Answers): FunctionState {
  const config = said.deployment?.info.deploymentConfigName ?? group?.deploymentConfigName;
  const schedule = config === undefined ? null : scheduleOf(config, routing);
  const deployment = said.deployment ? deploymentOf(said.deployment, schedule) : null;
  const rollback = said.rollback ? deploymentOf(said.rollback, null) : null;
  const names = (group?.alarmConfiguration?.alarms ?? []).flatMap(({ name }) => name ?? []);
  return {
    id: place.id,
    name: place.name,
    alias: place.alias,
    versions: sharesOf(alias, isRunning(rollback) ? rollback : deployment),
    schedule,
    hooks: hooksOf(place, deployment),
    alarms: names.map((name) => alarms.get(name) ?? { name, state: null, since: null }),
    ignoresAlarms: group?.alarmConfiguration?.enabled === false && names.length > 0,
    deployment,
    rollback,
  };
}

/** The alias and CodeDeploy differ for moments: while a deployment runs, CodeDeploy knows better. */
function sharesOf(alias: AliasConfiguration | undefined, deployment: Deployment | null): Share[] {
  const { from, to, percent } = deployment ?? {};
  if (isRunning(deployment) && from && to && percent !== null && percent !== undefined) {
    return [
      { version: from, percent: 100 - percent },
      { version: to, percent },
    ].filter((share) => share.percent > 0);
  }
  if (alias?.FunctionVersion === undefined) return [];
  const others = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).filter(([, weight]) => weight > 0);
  const shared = others.map(([version, weight]): Share => ({ version, percent: rounded(100 * weight) }));
  return [{ version: alias.FunctionVersion, percent: rounded(100 - shared.reduce((sum, { percent }) => sum + percent, 0)) }, ...shared];
}

function hooksOf({ hooks }: Place, deployment: Deployment | null): Hook[] {
  return HOOK_EVENTS.flatMap((event) => {
    const name = hooks[event];
    const status = deployment?.events.find((one) => one.name === event)?.status ?? null;
    return name === undefined ? [] : [{ event, function: name, status }];
  });
}

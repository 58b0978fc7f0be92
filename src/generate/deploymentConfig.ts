import { type ConditionalSchedule, isPredefined, predefinedConfig, type Schedule, scheduleName } from '../settings/schedule';

import { fnIf, ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import { resource } from './resource';

/** One for each distinct schedule of a stack. Every property is create-only, so it has no fixed name. */
export const configId = (name: string): string => `SafeDeploy${name}`;

/** What a deployment group's DeploymentConfigName says. `needs` is told every schedule that CodeDeploy does not have. */
export function deploymentConfigName(schedule: Schedule | ConditionalSchedule, needs: (schedule: Schedule) => void): Json {
  if ('condition' in schedule) {
    const { condition, then, otherwise } = schedule;
    return fnIf(condition, deploymentConfigName(then, needs), deploymentConfigName(otherwise, needs));
  }
  if (schedule.kind === 'custom') return schedule.name;
  const name = scheduleName(schedule);
  if (isPredefined(name)) return predefinedConfig(name);
  needs(schedule);
  return ref(configId(name));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentconfig.html */
export function deploymentConfig(schedule: Schedule, condition: string | undefined): Resource {
  if (schedule.kind !== 'Canary' && schedule.kind !== 'Linear') throw new Error('only a canary or linear schedule has a config');
  const { kind, percent, minutes } = schedule;
  const routing =
    kind === 'Canary'
      ? { Type: 'TimeBasedCanary', TimeBasedCanary: { CanaryPercentage: percent, CanaryInterval: minutes } }
      : { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearPercentage: percent, LinearInterval: minutes } };
  return resource(
    'AWS::CodeDeploy::DeploymentConfig',
    { Condition: condition },
    { ComputePlatform: 'Lambda', TrafficRoutingConfig: routing },
  );
}

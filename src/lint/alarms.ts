import { type AlarmWish, isWish } from '../settings/alarms';
import { firstStepMinutes } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import { ifParts } from '../template/intrinsics';
import { asList, isScalar, type Json, type JsonObject, own, type Trail } from '../template/json';
import { soleReference } from '../template/references';
import { propertiesOf, resourceOf, resourcesOf } from '../template/template';
import type { Released } from '../version/released';
import { isGradual } from './deployments';
import type { Subject } from './rule';

/** An alarm of the template that a deployment watches. */
export interface Watched {
  readonly released: Released;
  readonly deployment: Deployment;
  readonly id: string;
  readonly properties: JsonObject;
  readonly path: Trail;
  /** Minutes until more traffic follows; undefined where nobody knows. */
  readonly step: number | undefined;
}

const ALARM = 'AWS::CloudWatch::Alarm';

/** Every alarm resource that a gradual deployment watches. One that stands in another stack can't be judged. */
export function* watchedAlarms(subject: Subject): Generator<Watched> {
  for (const released of subject.functions.values()) {
    const { deployment } = released.settings;
    if (!deployment || deployment.ignoreAlarms || !isGradual(deployment.schedule)) continue;
    const ids = new Set(deployment.alarms.flatMap((alarm) => (isWish(alarm) ? [] : alarmIds(alarm.given, subject))));
    for (const id of ids) {
      const properties = propertiesOf(resourceOf(subject.template, id));
      yield { released, deployment, id, properties, path: ['Resources', id, 'Properties'], step: firstStepMinutes(deployment.schedule) };
    }
  }
}

export const wishesOf = ({ alarms }: Deployment): AlarmWish[] => alarms.filter(isWish);

function alarmIds(given: Json, subject: Subject): string[] {
  const parts = ifParts(given);
  if (parts) return [parts[1], parts[2]].flatMap((branch) => alarmIds(branch, subject));
  const { template, values } = subject;
  const target = soleReference(given);
  if (target && resourceOf(template, target.id)?.Type === ALARM) return target.attribute === '' ? [target.id] : [];
  const name = values.resolve(given);
  if (!isScalar(name)) return [];
  return resourcesOf(template, ALARM)
    .filter(([, alarm]) => values.resolve(propertiesOf(alarm).AlarmName) === name)
    .map(([id]) => id);
}

/** One metric of an alarm, which has one of its own or a list of queries. */
export interface Metric {
  readonly namespace: Json | undefined;
  readonly dimensions: Json | undefined;
  readonly period: Json | undefined;
  readonly path: Trail;
}

export function metricsOf({ properties, path }: Watched): Metric[] {
  const { Namespace: namespace, Dimensions: dimensions, Period: period } = properties;
  if (namespace !== undefined) return [{ namespace, dimensions, period, path: [...path, 'Dimensions'] }];
  return asList(properties.Metrics).flatMap((query, index): Metric[] => {
    const stat = own(query, 'MetricStat');
    const metric = own(stat, 'Metric');
    if (stat === undefined || metric === undefined) return [];
    const at = [...path, 'Metrics', index, 'MetricStat'];
    return [
      {
        namespace: own(metric, 'Namespace'),
        dimensions: own(metric, 'Dimensions'),
        period: own(stat, 'Period'),
        path: [...at, 'Metric', 'Dimensions'],
      },
    ];
  });
}

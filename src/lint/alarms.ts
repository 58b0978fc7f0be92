import { alarmsOfTemplate } from '../alarms/given';
import { type AlarmWish, isWish } from '../settings/alarms';
import { firstStepMinutes } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import type { JsonObject, Trail } from '../template/json';
import { propertiesOf, resourceOf } from '../template/template';
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

/** Every alarm resource that a gradual deployment watches. One that stands in another stack can't be judged. */
export function* watchedAlarms(subject: Subject): Generator<Watched> {
  for (const released of subject.functions.values()) {
    const { deployment } = released.settings;
    if (!deployment || deployment.ignoreAlarms || !isGradual(deployment.schedule)) continue;
    const ids = new Set(
      deployment.alarms.flatMap((alarm) => (isWish(alarm) ? [] : alarmsOfTemplate(alarm.given, subject.template, subject.values))),
    );
    for (const id of ids) {
      const properties = propertiesOf(resourceOf(subject.template, id));
      yield { released, deployment, id, properties, path: ['Resources', id, 'Properties'], step: firstStepMinutes(deployment.schedule) };
    }
  }
}

export const wishesOf = ({ alarms }: Deployment): AlarmWish[] => alarms.filter(isWish);

import { isGradual } from '../deployments';
import { settingPlace } from '../places';
import type { Rule } from '../rule';

export const unwatched: Rule = {
  code: 'SD3101',
  *check({ template, functions }) {
    for (const { id, settings } of functions.values()) {
      const { deployment } = settings;
      if (!deployment || !isGradual(deployment.schedule)) continue;
      if (deployment.alarms.length > 0 && !deployment.ignoreAlarms) continue;
      const why = deployment.ignoreAlarms ? 'IgnoreAlarms is on' : 'no alarm watches it';
      yield {
        path: settingPlace(template, id, deployment.ignoreAlarms ? 'IgnoreAlarms' : 'Alarms'),
        data: { function: id, why },
        about: [id],
      };
    }
  },
};

import { shiftMinutes } from '../../settings/schedule';
import { schedulesOf } from '../deployments';
import { settingPlace } from '../places';
import type { Rule } from '../rule';

/** The default session of an IAM role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html */
const SESSION_MINUTES = 60;

export const longSchedule: Rule = {
  code: 'SD3102',
  *check({ template, functions }) {
    for (const { id, settings } of functions.values()) {
      if (!settings.deployment) continue;
      const minutes = Math.max(...schedulesOf(settings.deployment.schedule).map(shiftMinutes));
      if (minutes >= SESSION_MINUTES) yield { path: settingPlace(template, id, 'Type'), data: { function: id, minutes }, about: [id] };
    }
  },
};

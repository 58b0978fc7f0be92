import { isRegression } from '../../settings/alarmKinds';
import { wishesOf } from '../alarms';
import { schedulesOf } from '../deployments';
import type { Rule } from '../rule';

/** An alarm that compares two versions has nothing to compare where only one of them serves at a time. */
export const regressionAtOnce: Rule = {
  code: 'SD3005',
  *check({ functions }) {
    for (const { id, settings } of functions.values()) {
      const { deployment } = settings;
      if (!deployment || !schedulesOf(deployment.schedule).every(({ kind }) => kind === 'AllAtOnce')) continue;
      for (const { kind, path } of wishesOf(deployment)) if (isRegression(kind)) yield { path, data: { function: id }, about: [id] };
    }
  },
};

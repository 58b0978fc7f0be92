import { watchedAlarms } from '../alarms';
import type { Rule } from '../rule';

/** Lambda writes no data points for a minute without invocations, and the new version has few of them. */
export const alarmOnMissingData: Rule = {
  code: 'SD3004',
  *check(subject) {
    for (const { id, properties, path, released } of watchedAlarms(subject)) {
      if (subject.values.resolve(properties.TreatMissingData) !== 'breaching') continue;
      yield { path: [...path, 'TreatMissingData'], data: { alarm: id, function: released.id }, about: [id, released.id] };
    }
  },
};

import { percent, traffic } from '../../rehearse/numbers';
import { settingPlace } from '../places';
import { adviceOf, faulty } from '../rehearsed';
import type { Rule } from '../rule';

/** Nine of ten bad versions shall be stopped. What is rehearsed is in docs/rehearsal.md. */
export const alarmsTooLate: Rule = {
  code: 'SD3006',
  *check(subject) {
    for (const rehearsal of faulty(subject, 'late')) {
      const { function: id, load, advice } = rehearsal;
      yield {
        path: settingPlace(subject.template, id, 'Alarms'),
        data: {
          function: id,
          traffic: traffic(load.callsPerMinute),
          share: percent(advice?.now.bad ?? 0),
          advice: adviceOf(rehearsal),
        },
        about: [id],
      };
    }
  },
};

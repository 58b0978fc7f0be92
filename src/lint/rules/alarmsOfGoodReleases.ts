import { percent, traffic } from '../../rehearse/numbers';
import { settingPlace } from '../places';
import { adviceOf, faulty } from '../rehearsed';
import type { Rule } from '../rule';

/** No more than one of twenty good versions shall be stopped. */
export const alarmsOfGoodReleases: Rule = {
  code: 'SD3007',
  *check(subject) {
    for (const rehearsal of faulty(subject, 'jumpy')) {
      const { function: id, load, good } = rehearsal;
      yield {
        path: settingPlace(subject.template, id, 'Alarms'),
        data: {
          function: id,
          traffic: traffic(load.callsPerMinute),
          errors: percent(load.errors),
          share: percent(good.stopped),
          alarm: good.by[0]?.name ?? '',
          advice: adviceOf(rehearsal),
        },
        about: [id],
      };
    }
  },
};

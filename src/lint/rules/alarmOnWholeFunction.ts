import { dimensionsOf, isLambda, namesFunction } from '../../alarms/dimensions';
import { metricsOf } from '../../alarms/metrics';
import { watchedAlarms } from '../alarms';
import type { Rule } from '../rule';

/**
 * The new version has a tenth of the traffic: its errors are lost among the invocations of the old one.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export const alarmOnWholeFunction: Rule = {
  code: 'SD3002',
  *check(subject) {
    for (const watched of watchedAlarms(subject)) {
      const { id, released } = watched;
      for (const metric of metricsOf(watched.properties, watched.path)) {
        const dimensions = dimensionsOf(metric, subject.values);
        if (!isLambda(metric, subject.values) || !dimensions) continue;
        const wide = dimensions.size === 0;
        const whole = dimensions.size === 1 && namesFunction(dimensions.get('FunctionName'), released, subject.values);
        if (!wide && !whole) continue;
        const what = wide ? 'all functions of the account' : `all versions of ${released.id} together`;
        yield { path: metric.path, data: { alarm: id, what }, about: [id, released.id] };
        break;
      }
    }
  },
};

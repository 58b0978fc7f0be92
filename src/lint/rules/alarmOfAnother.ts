import { dimensionsOf, isLambda, namesFunction } from '../../alarms/dimensions';
import { metricsOf } from '../../alarms/metrics';
import { isScalar, type Json } from '../../template/json';
import { soleReference } from '../../template/references';
import { FUNCTION, propertiesOf, resourceOf, resourcesOf } from '../../template/template';
import type { Released } from '../../version/released';
import { watchedAlarms } from '../alarms';
import type { Rule, Subject } from '../rule';

/** It fires for the faults of another function, and is silent about those of this one. */
export const alarmOfAnother: Rule = {
  code: 'SD3008',
  *check(subject) {
    for (const { id, properties, path, released } of watchedAlarms(subject)) {
      const metrics = metricsOf(properties, path).filter((metric) => isLambda(metric, subject.values));
      const named = metrics.map((metric) => dimensionsOf(metric, subject.values)?.get('FunctionName'));
      // one that looks at several functions is about all of them
      if (named.some((name) => name === undefined || namesFunction(name, released, subject.values))) continue;
      const index = named.findIndex((name) => otherFunction(name, released, subject) !== undefined);
      const other = otherFunction(named[index], released, subject);
      if (other === undefined) continue;
      yield { path: metrics[index]?.path ?? path, data: { alarm: id, function: released.id, other }, about: [id, released.id] };
    }
  },
};

/** How to call the other function that a dimension names for sure. */
function otherFunction(name: Json | undefined, { id, resource }: Released, { template, values }: Subject): string | undefined {
  const target = soleReference(name);
  if (target && resourceOf(template, target.id)?.Type === FUNCTION) return target.id === id ? undefined : target.id;
  const said = values.resolve(name);
  // what holds a colon is no name: SD3003 says so of an ARN
  if (!isScalar(said) || String(said).includes(':')) return undefined;
  const other = resourcesOf(template, FUNCTION).find(([, one]) => values.resolve(propertiesOf(one).FunctionName) === said);
  if (other) return other[0];
  return isScalar(values.resolve(propertiesOf(resource).FunctionName)) ? 'a function of another template' : undefined;
}

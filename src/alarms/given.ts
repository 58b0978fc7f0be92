import { ifParts } from '../template/intrinsics';
import { isScalar, type Json } from '../template/json';
import { soleReference } from '../template/references';
import { propertiesOf, resourceOf, resourcesOf, type Template } from '../template/template';
import type { Values } from '../template/values';

const ALARM = 'AWS::CloudWatch::Alarm';

/** The alarm resources that one item of Alarms means: one in each branch of a condition, none where it is in another stack. */
export function alarmsOfTemplate(given: Json, template: Template, values: Values): string[] {
  const parts = ifParts(given);
  if (parts) return [parts[1], parts[2]].flatMap((branch) => alarmsOfTemplate(branch, template, values));
  const target = soleReference(given);
  if (target && resourceOf(template, target.id)?.Type === ALARM) return target.attribute === '' ? [target.id] : [];
  const name = values.resolve(given);
  if (!isScalar(name)) return [];
  return resourcesOf(template, ALARM)
    .filter(([, alarm]) => values.resolve(propertiesOf(alarm).AlarmName) === name)
    .map(([id]) => id);
}

import { own, valueAt } from '../../template/json';
import { soleReference } from '../../template/references';
import { resourceOf } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import type { Mention } from '../find/mentions';
import { beside, lastProperty, parentTrail } from '../find/place';
import type { Caller } from '../services/service';

/** Its logical id where it is a role of this template, whose statements can be widened. */
export interface CallingRole {
  readonly id: string | undefined;
}

/** The role with which a caller calls; undefined where a service principal calls, with a permission. */
export function callingRole(caller: Caller | undefined, mention: Mention, { template, values }: Compilation): CallingRole | undefined {
  const path = caller?.by?.role;
  const property = caller?.by?.roleBeside?.[lastProperty(mention) ?? ''];
  const named = property === undefined ? undefined : own(valueAt(template, parentTrail(mention.trail)), property);
  const role = named ?? (path === undefined ? undefined : valueAt(template, beside(mention, path.split('.'))));
  const said = values.resolve(role);
  if (said === undefined) return undefined;
  const target = soleReference(said);
  const isOurs = target?.attribute === 'Arn' && resourceOf(template, target.id)?.Type === 'AWS::IAM::Role';
  // in a document a role of elsewhere does not keep the call back: SAM, whose documents these mostly are, moves it too
  return isOurs || named === undefined ? { id: isOurs ? target.id : undefined } : undefined;
}

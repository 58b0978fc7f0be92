import { joinParts } from '../../template/intrinsics';
import { isScalar, type Json } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, resourcesOf } from '../../template/template';
import type { Rule, Subject } from '../rule';

/** The permission of a caller that moved goes with it, where the template has it. Others stay on the function. */
export const unpermitted: Rule = {
  code: 'SD3306',
  *check(subject) {
    const reported = new Set<string>();
    for (const { mention, outcome, function: id, caller, role, qualifierAt } of subject.consumers) {
      const principal = caller?.by?.principal;
      // who calls what only Move moves is not verified
      if (outcome !== 'moved' || caller?.treatment !== 'moved' || principal === undefined || role || qualifierAt) continue;
      const key = `${mention.owner} ${id}`;
      if (reported.has(key) || mayCall(principal, id, subject)) continue;
      reported.add(key);
      yield { path: mention.trail, data: { owner: mention.owner, function: id, principal }, about: [mention.owner, id] };
    }
  },
};

/** Is there a permission for that principal, on the function or on its alias? What nobody knows may be one. */
function mayCall(principal: string, id: string, { template, values, consumers }: Subject): boolean {
  return resourcesOf(template, 'AWS::Lambda::Permission').some(([owner, permission]) => {
    const { FunctionName, Principal } = propertiesOf(permission);
    const isOurs =
      referencedIds(FunctionName).has(id) || consumers.some(({ mention, function: of }) => mention.owner === owner && of === id);
    return isOurs && mayBe(values.resolve(Principal), principal);
  });
}

/** A part that nobody knows, such as the Region of a text that is put together, may be anything but a service. */
function mayBe(said: Json | undefined, principal: string): boolean {
  const parts = joinParts(said ?? '');
  if (said === '*' || !isScalar(parts[0])) return true;
  return serviceOf(parts.map((part) => (isScalar(part) ? String(part) : UNKNOWN)).join('')) === serviceOf(principal);
}

/** A Region, as far as the form of a principal goes. */
const UNKNOWN = 'xx-any-1';
/** What follows the service: its Region, where it has one, and the partition's own ending. */
const ENDING =
  /(\.[a-z]{2,4}(-[a-z]+)+-\d+)?\.(amazonaws\.(com|com\.cn|eu)|xx-any-1|[a-z0-9]+\.(sgov\.gov|ic\.gov|hci\.ic\.gov)|cloud\.adc-e\.uk)$/;

/** `logs` of `logs.amazonaws.com` and `logs.eu-west-1.amazonaws.com`, in whatever partition. */
const serviceOf = (principal: string): string => principal.replace(ENDING, '');

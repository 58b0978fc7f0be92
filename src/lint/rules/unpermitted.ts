import { isScalar } from '../../template/json';
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
    const said = values.resolve(Principal);
    return isOurs && (!isScalar(said) || said === '*' || serviceOf(String(said)) === serviceOf(principal));
  });
}

/** `events` of `events.amazonaws.com`, in whatever partition. */
const serviceOf = (principal: string): string => principal.split('.amazonaws.')[0] ?? principal;

import { callerAt, POLICY_TYPES } from '../../callers/find/lookup';
import { LATEST } from '../../callers/find/qualifier';
import { own, valueAt } from '../../template/json';
import { referencedIds, soleReference } from '../../template/references';
import { FUNCTION, propertiesOf } from '../../template/template';
import type { Call } from '../schema';
import type { Deployable } from '../side';
import { placesOf } from './naming';
import { BOTH, type Sides } from './sides';

/** A statement that leaves an alias out while somebody who needs it has yet to leave that alias. */
export function lostBy(statement: Call, calls: readonly Call[], sides: Sides): string[] {
  const { function: id, before, after } = statement;
  const lost = before.filter((name) => name !== LATEST && !after.includes(name));
  const roles = rolesOf(statement.resource, sides.before);
  if (lost.length === 0 || staysAllowed(id, lost, roles, sides)) return [];
  const users = calls.filter((one) => one.kind === 'caller' && one.function === id && one.before.some((name) => lost.includes(name)));
  const who = users.filter((one) => mayCallBy(roles, one, sides.before)).map(({ resource }) => resource);
  if (who.length === 0) return [];
  return [`${who.slice(0, 3).join(', ')} may still call ${lost.join(' and ')} when that is no longer allowed; ${BOTH}`];
}

/** The role that a statement stands in, or those that its policy is attached to. */
function rolesOf(id: string, { resources }: Deployable): ReadonlySet<string> {
  const { Roles, RoleName } = propertiesOf(own(resources, id));
  return own(own(resources, id), 'Type') === 'AWS::IAM::Role' ? new Set([id]) : referencedIds(Roles, RoleName);
}

/** Does another policy allow it until the update is over? What leaves the template goes last. */
function staysAllowed(id: string, lost: readonly string[], roles: ReadonlySet<string>, { before, after }: Sides): boolean {
  return [...placesOf(before).values()].some(
    ({ owner, type, names }) =>
      POLICY_TYPES.has(type) &&
      !after.has(owner) &&
      lost.some((name) => names.get(id)?.has(name)) &&
      [...rolesOf(owner, before)].some((role) => roles.has(role)),
  );
}

/** Is it by one of these roles that it calls? Where nobody can say, it may be. */
function mayCallBy(roles: ReadonlySet<string>, { resource, type, property }: Call, { resources, values }: Deployable): boolean {
  const by = callerAt(type, property)?.caller.by;
  if (by?.principal !== undefined && by.role === undefined) return false;
  const path = type === FUNCTION ? 'Role' : by?.role;
  const role =
    path === undefined ? undefined : soleReference(values.resolve(valueAt(propertiesOf(own(resources, resource)), path.split('.'))));
  return role === undefined || roles.has(role.id);
}

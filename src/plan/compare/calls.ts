import { callerAt, POLICY_TYPES } from '../../callers/find/lookup';
import { LATEST } from '../../callers/find/qualifier';
import { own } from '../../template/json';
import type { Call } from '../schema';
import { shown } from '../shown';
import type { Deployable } from '../side';
import { aliasNames, OTHER, VERSION } from './labels';
import { type Place, placesOf } from './naming';
import { isPermissionType } from './resources';

/** What names something else of a function than before: calls, what allows them, and outputs. */
export function callsBetween(before: Deployable, after: Deployable): Call[] {
  const [then, now] = [placesOf(before), placesOf(after)];
  const calls = [...new Set([...now.keys(), ...then.keys()])].flatMap((key) => {
    const place = (now.get(key) ?? then.get(key)) as Place;
    if (!isOnBothSides(place, before, after)) return [];
    const functions = new Set([...namesIn(then.get(key)).keys(), ...namesIn(now.get(key)).keys()]);
    return [...functions].flatMap((id) => {
      const [was, is] = [then, now].map((places) => [...(namesIn(places.get(key)).get(id) ?? [])].sort());
      return was && is && was.join() !== is.join() ? [callOf(place, id, shownOf(was, before), shownOf(is, after))] : [];
    });
  });
  return calls.filter(({ function: id, kind, before: was, after: is }) => {
    const isKnown = own(before.resources, id) !== undefined && own(after.resources, id) !== undefined;
    // another function in the same place is the author's own change, and says nothing of this one's alias
    return isKnown && (kind === 'permission' || kind === 'statement' || (was.length > 0 && is.length > 0));
  });
}

/** A qualifier by a parameter is no name that the template has. */
const shownOf = (names: readonly string[], side: Deployable): string[] =>
  names.map((name) => (name === LATEST || name === VERSION || aliasNames(side).has(name) ? name : shown(name, side, OTHER)));

const namesIn = (place: Place | undefined): Place['names'] => place?.names ?? new Map();

/** A new caller calls what it says, and one that is removed nothing; a permission that comes or goes lets somebody call or not. */
function isOnBothSides({ section, owner, type }: Place, before: Deployable, after: Deployable): boolean {
  return section === 'Outputs' || isPermissionType(type) || (before.has(owner) && after.has(owner));
}

function callOf({ owner, section, type, path }: Place, id: string, before: string[], after: string[]): Call {
  const service = section === 'Resources' ? (callerAt(type, path)?.service ?? null) : null;
  return { resource: owner, type, property: path, function: id, service, kind: kindOf(section, type), before, after, notes: [] };
}

function kindOf(section: Place['section'], type: string): Call['kind'] {
  if (section === 'Outputs') return 'output';
  if (isPermissionType(type)) return 'permission';
  return POLICY_TYPES.has(type) ? 'statement' : 'caller';
}

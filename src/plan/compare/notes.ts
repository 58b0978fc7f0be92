import { callerAt, SNAPSHOTS } from '../../callers/find/lookup';
import { LATEST } from '../../callers/find/qualifier';
import type { Snapshot } from '../../callers/services/service';
import { dependencyGraph, type Graph, reaches } from '../../template/graph';
import { type Json, own } from '../../template/json';
import { propertiesOf, type Template } from '../../template/template';
import { CLOSED } from '../callers';
import { someOf } from '../list';
import type { Call, Plan, PlannedFunction } from '../schema';
import type { Deployable } from '../side';
import { lostBy } from './lostStatements';
import { namesOf } from './naming';
import { samePermission } from './resources';
import { BOTH, type Sides } from './sides';

/** The calls with what their move brings with it: a moment in which they are refused, or somebody who does not follow. */
export function withNotes(calls: readonly Call[], functions: readonly PlannedFunction[], renewals: Plan['renewals'], sides: Sides): Call[] {
  const graph = dependencyGraph({ ...sides.after.template, Resources: sides.after.resources } as Template);
  const noted = new Map(functions.map(({ id, callers }) => [id, callers]));
  return calls.map((call) => {
    const planned = (noted.get(call.function) ?? []).filter(
      ({ resource, property }) => resource === call.resource && property === call.property,
    );
    const closed = isRenamed(call) ? `; ${CLOSED}` : '';
    const notes = [
      ...planned.flatMap((one) => one.notes.map((note) => note.replace(closed, ''))),
      ...backNotes(call, calls, renewals, graph, sides),
    ];
    return { ...call, notes: [...new Set(notes)] };
  });
}

/** From one alias to another: what it takes is said of the function. */
export const isRenamed = ({ before, after }: Call): boolean =>
  [before, after].every((names) => names.some((name) => name !== LATEST)) && before.join() !== after.join();

const gains = ({ before, after }: Call, name: string): boolean => after.includes(name) && !before.includes(name);

/** On the way back there is no mark any more that could order anything. */
function backNotes(call: Call, calls: readonly Call[], renewals: Plan['renewals'], graph: Graph, sides: Sides): string[] {
  if (call.kind === 'statement') return lostBy(call, calls, sides);
  if (call.kind !== 'caller' || !gains(call, LATEST)) return [];
  return [...refused(call, calls, graph, sides), ...shown(call, renewals, graph, sides)];
}

/** Is there a permission on the function for it, before it goes there? */
function refused(call: Call, calls: readonly Call[], graph: Graph, sides: Sides): string[] {
  const moving = calls.filter((one) => one.kind === 'permission' && one.function === call.function && gains(one, LATEST));
  const ids = moving.map(({ resource }) => resource);
  const late = ids.filter(
    (id) => serves(id, call, graph, sides.after) && !reaches(graph, call.resource, id) && !standsAlready(id, ids, sides),
  );
  // one that names the caller is its own; without any, whatever its service may use
  const own = late.filter((id) => reaches(graph, id, call.resource));
  if (late.length === 0) return [];
  const order = own.length > 0 ? 'which is created after it' : 'which it does not wait for';
  return [`calls may be denied from its move until ${someOf(own.length > 0 ? own : late)} exists, ${order}; ${BOTH}`];
}

/** Does another permission of the function, which stays where it is, say the same? */
function standsAlready(permission: string, moving: readonly string[], { before, after }: Sides): boolean {
  const now = own(after.resources, permission);
  return Object.entries(before.resources).some(
    ([id, other]) =>
      own(other, 'Type') === 'AWS::Lambda::Permission' &&
      before.has(id) &&
      !moving.includes(id) &&
      namesOf(before, id, 'FunctionName').has(LATEST) &&
      samePermission(other, now, [before, after]),
  );
}

/** Does a permission let this caller call: it names it, or its service? */
function serves(permission: string, { resource, type, property }: Call, graph: Graph, { resources, values }: Deployable): boolean {
  const principal = values.resolve(own(propertiesOf(own(resources, permission)), 'Principal'));
  const by = callerAt(type, property)?.caller.by?.principal;
  return (by !== undefined && typeof principal === 'string' && principal.startsWith(by)) || reaches(graph, permission, resource);
}

/** Who serves a snapshot of the call goes on with the alias, which is about to go. */
function shown({ resource, type }: Call, renewals: Plan['renewals'], graph: Graph, { after }: Sides): string[] {
  const snapshot = SNAPSHOTS.find(({ parts }) => Object.hasOwn(parts, type));
  if (!snapshot) return [];
  const renewed = renewals.filter(({ parts }) => parts.includes(resource));
  const early = renewed.filter(({ to }) => !reaches(graph, to, resource)).map(({ to }) => to);
  if (early.length > 0)
    return [`${early.join(' and ')} does not wait for it and may keep calling the alias; deploy Callers: Stay in an earlier update`];
  if (renewed.length > 0 || followsByItself(snapshot, after)) return [];
  const who = snapshot.stages ? 'a stage' : 'anything that serves an older version of it';
  return [`${who} that is not in the template keeps calling the alias, and fails when the alias is deleted: redeploy it before that`];
}

function followsByItself({ type, stages }: Snapshot, { resources, values }: Deployable): boolean {
  const ofType = (wanted: string) => Object.values(resources).filter((resource) => own(resource, 'Type') === wanted);
  if (!stages) return type !== undefined && ofType(type).length === 0;
  const isAuto = (stage: Json) => String(values.resolve(own(propertiesOf(stage), stages.auto ?? ''))).toLowerCase() === 'true';
  return ofType(stages.type).length > 0 && ofType(stages.type).every(isAuto);
}

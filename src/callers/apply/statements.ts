import type { Draft } from '../../template/draft';
import { matchesGlob } from '../../template/glob';
import { fnIf, ifParts, isNoValue } from '../../template/intrinsics';
import { asList, groupBy, isObject, type Json, type JsonObject, own, sortedJson, type Trail, valueAt } from '../../template/json';
import type { Released } from '../../version/released';
import type { Consumer } from '../decide/consumers';
import type { NamesInText } from '../find/namesInText';
import { aliasArn, covers } from './aliasArn';
import type { Rewrite } from './rewrite';

const INVOKING = ['lambda:invokefunction', 'lambda:invokeasync', 'lambda:invokefunctionurl'];
const RESOURCE_ELEMENTS = ['Resource', 'NotResource'] as const;

/** What became of a statement: the name of the element that grew, and what it allows or forbids now. */
interface Grown {
  readonly element: string;
  readonly statement: JsonObject;
}

/** `calls`: those that moved, or will, and are made with the role of the statement. */
export function widenStatement(
  { draft, functions }: Rewrite,
  trail: Trail,
  names: NamesInText | undefined,
  calls: readonly Consumer[],
): Grown[] {
  const statement = valueAt(draft.resource(String(trail[1])), trail.slice(2));
  if (!isObject(statement)) return [];
  const invokes = speaksOfInvoking(statement);
  const { concerned, actions } = invokes ? { concerned: functions, actions: undefined } : neighbours(statement, calls, functions);
  if (concerned.size === 0) return [];
  const isAlone = actions === undefined || trail.at(-2) === 'Fn::If'; // a statement of its own has no place in a branch
  // the function's ARN always means the function, in what forbids and in what excepts as well
  return RESOURCE_ELEMENTS.flatMap((element): Grown[] => {
    const before = own(statement, element);
    const after = before === undefined ? before : widenResource(before, concerned, names);
    if (after === before || after === undefined) return [];
    const added = Array.isArray(after) ? after.slice(asList(before).length) : after;
    const grown = isAlone ? { ...statement, [element]: after } : { ...statement, Action: [...actions], [element]: added };
    if (isAlone) draft.change([...trail, element], () => after);
    else addStatement(draft, trail, grown);
    return [{ element, statement: grown }];
  });
}

/** What a call needs beside invoking, and the functions whose calls do; `actions` where the statement speaks of something else too. */
interface Neighbours {
  readonly concerned: ReadonlyMap<string, Released>;
  readonly actions: readonly string[] | undefined;
}

/** A delivery stream reads the configuration of what it calls: a statement for that grows with the call. */
function neighbours(statement: JsonObject, calls: readonly Consumer[], functions: ReadonlyMap<string, Released>): Neighbours {
  const said = texts(own(statement, 'Action') ?? []).map((action) => action.toLowerCase());
  const held = (action: string) => said.some((pattern) => matchesGlob(action.toLowerCase(), pattern));
  const needing = calls.map(({ function: id, caller }) => [id, (caller?.by?.also ?? []).filter(held)] as const);
  const actions = [...new Set(needing.flatMap(([, needed]) => needed))];
  const ids = new Set(needing.flatMap(([id, needed]) => (needed.length > 0 ? id : [])));
  const isAll = said.every((action) => actions.some((needed) => needed.toLowerCase() === action));
  return { concerned: new Map([...functions].filter(([id]) => ids.has(id))), actions: isAll ? undefined : actions };
}

/** Beside the statement, in the same list. A Sid stands for one statement only. */
function addStatement(draft: Draft, trail: Trail, { Sid: _, ...statement }: JsonObject): void {
  draft.change(typeof trail.at(-1) === 'number' ? trail.slice(0, -1) : trail, (list) => [...asList(list), statement]);
}

/** Does a statement's Action hold invoking a function, or its NotAction not? What nobody can decide may. */
function speaksOfInvoking(statement: JsonObject): boolean {
  const [actions, others] = [own(statement, 'Action'), own(statement, 'NotAction')];
  if (actions !== undefined) return texts(actions).some(holdsInvoking);
  return others !== undefined && !texts(others).some(holdsInvoking);
}

/** Every text that a value can turn out to be, as far as it is written down; `*` for the rest. */
export function texts(node: Json): string[] {
  if (Array.isArray(node)) return node.flatMap(texts);
  const branches = ifParts(node);
  if (branches) return [...texts(branches[1]), ...texts(branches[2])];
  if (isNoValue(node)) return [];
  const plain = isObject(node) && typeof node['Fn::Sub'] === 'string' ? node['Fn::Sub'].replace(/\$\{[^}]*\}/g, '*') : node;
  return [typeof plain === 'string' ? plain : '*'];
}

/** `lambda:InvokeFunction`, or a pattern that holds it. Action names have no case. */
const holdsInvoking = (action: string): boolean => INVOKING.some((name) => matchesGlob(name, action.toLowerCase()));

/** The value of Resource with the ARNs of the aliases beside those of the functions. */
function widenResource(resource: Json, functions: ReadonlyMap<string, Released>, names: NamesInText | undefined): Json {
  const branches = ifParts(resource);
  if (branches && holdsList(resource)) {
    const [condition, yes, no] = branches;
    const [then, otherwise] = [widenResource(yes, functions, names), widenResource(no, functions, names)];
    return then === yes && otherwise === no ? resource : fnIf(condition, then, otherwise);
  }
  const list = asList(resource);
  const known = new Set(list.map((item) => sortedJson(item)));
  const covered = new Set([...functions.keys()].filter((id) => list.some((item) => covers(item, id))));
  const uncovered = covered.size > 0 ? new Map([...functions].filter(([id]) => !covered.has(id))) : functions;
  // a pattern may hold functions whose aliases have different names
  const byAlias = [...groupBy(uncovered, ([, { settings }]) => settings.alias).values()].map((group) => new Map(group));
  const all = byAlias.flatMap((group) => list.flatMap((item) => aliasArn(item, group, names) ?? []));
  const added = all.filter((item) => !known.has(sortedJson(item)));
  return added.length > 0 ? [...list, ...added] : resource;
}

/** A Fn::If with a list in one of its branches, however deep: each branch is widened by itself. */
function holdsList(node: Json): boolean {
  const branches = ifParts(node);
  return Array.isArray(node) || (branches !== undefined && (holdsList(branches[1]) || holdsList(branches[2])));
}

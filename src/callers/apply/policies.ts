import type { Draft } from '../../template/draft';
import { matchesGlob } from '../../template/glob';
import { fnIf, ifParts, isNoValue } from '../../template/intrinsics';
import { asList, groupBy, isObject, type Json, type JsonObject, own, sortedJson, type Trail } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, resourceOf, resourcesOf } from '../../template/template';
import type { Released } from '../../version/released';
import type { Consumer } from '../decide/consumers';
import { REASONS } from '../decide/reasons';
import { POLICY_TYPES } from '../find/lookup';
import type { NamesInText } from '../find/namesInText';
import { aliasArn, covers } from './aliasArn';
import type { Outcomes, Rewrite } from './rewrite';

const INVOKING = ['lambda:invokefunction', 'lambda:invokeasync', 'lambda:invokefunctionurl'];

/**
 * An ARN without qualifier does not cover the alias: what allows invoking the function allows the alias too.
 * A statement that forbids, or that excepts the function, is about the alias as well.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
 */
export function widenPolicies(rewrite: Rewrite): Outcomes {
  const { template, draft, consumers, names } = rewrite;
  const widened = new Set<string>();
  const calls = groupBy(
    consumers.filter(({ outcome, role }) => outcome === 'moved' && role?.id !== undefined),
    ({ role }) => role?.id ?? '',
  );
  const attached = new Map(
    [...calls.keys()].map((role) => [role, referencedIds(own(propertiesOf(resourceOf(template, role)), 'ManagedPolicyArns'))]),
  );
  for (const [id, resource] of [...POLICY_TYPES].flatMap((type) => resourcesOf(template, type))) {
    const named = referencedIds(own(resource.Properties, 'Roles'), own(resource.Properties, 'RoleName')).add(id);
    const made = [...calls].flatMap(([role, all]) => (named.has(role) || attached.get(role)?.has(id) ? all : []));
    // a name spelt out matters only where a call moved: whoever uses the name itself goes on calling the function
    const spelt = made.length > 0 && names.any ? names : undefined;
    for (const trail of statements(own(draft.resource(id), 'Properties') ?? null, ['Resources', id, 'Properties'])) {
      for (const element of widenStatement(rewrite, trail, spelt, made)) widened.add(JSON.stringify([...trail, element]));
    }
  }
  const isWidened = ({ mention: { type, trail } }: Consumer) =>
    POLICY_TYPES.has(type) && trail.some((key, i) => isResourceElement(key) && widened.has(JSON.stringify(trail.slice(0, i + 1))));
  const outcome = { outcome: 'widened', because: REASONS.widenedStatement } as const;
  return new Map(widened.size === 0 ? [] : consumers.filter(isWidened).map((consumer) => [consumer, outcome]));
}

const RESOURCE_ELEMENTS = ['Resource', 'NotResource'] as const;
export const isResourceElement = (key: string | number): boolean => key === 'Resource' || key === 'NotResource';

/** Every statement of every policy document below a node, inside Fn::If too. */
export function* statements(node: Json, trail: Trail): Generator<Trail> {
  if (Array.isArray(node)) for (const [i, item] of node.entries()) yield* statements(item, [...trail, i]);
  if (!isObject(node)) return;
  if (own(node, 'Effect') !== undefined && (own(node, 'Resource') ?? own(node, 'NotResource')) !== undefined) yield trail;
  else for (const [key, inner] of Object.entries(node)) yield* statements(inner, [...trail, key]);
}

/** Gives the elements of the statement that grew. `calls`: those that moved and are made with the role of the statement. */
function widenStatement(
  { draft, functions }: Rewrite,
  trail: Trail,
  names: NamesInText | undefined,
  calls: readonly Consumer[],
): readonly string[] {
  const [, id, ...rest] = trail;
  const statement = rest.reduce<Json | undefined>(
    (node, key) => (Array.isArray(node) ? node[key as number] : own(node, String(key))),
    draft.resource(String(id)),
  );
  if (!isObject(statement)) return [];
  const invokes = speaksOfInvoking(statement);
  const { concerned, actions } = invokes ? { concerned: functions, actions: undefined } : neighbours(statement, calls, functions);
  if (concerned.size === 0) return [];
  const isAlone = actions === undefined || trail.at(-2) === 'Fn::If'; // a statement of its own has no place in a branch
  // the function's ARN always means the function, in what forbids and in what excepts as well
  return RESOURCE_ELEMENTS.filter((name) => {
    const before = own(statement, name);
    const after = before === undefined ? before : widenResource(before, concerned, names);
    if (after === before || after === undefined) return false;
    const added = Array.isArray(after) ? after.slice(asList(before).length) : after;
    if (isAlone) draft.change([...trail, name], () => after);
    else addStatement(draft, trail, { ...statement, Action: [...actions], [name]: added });
    return true;
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

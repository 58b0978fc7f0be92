import { matchesGlob } from '../../template/glob';
import { fnIf, getAttTarget, ifParts, joinParts, NO_VALUE } from '../../template/intrinsics';
import { asList, isObject, isScalar, type Json, mapValues, own, sortedJson, valueAt } from '../../template/json';
import { propertiesOf, resourcesOf } from '../../template/template';
import { appendText } from '../../template/text';
import type { Values } from '../../template/values';
import { REASONS } from '../decide/reasons';
import { POLICY_TYPES } from '../find/lookup';
import { isResourceElement, statements } from './policies';
import type { Outcomes, Rewrite } from './rewrite';
import { texts } from './statements';

const DURABLE = 'durableexecution';
/** Actions on executions that a pattern such as `lambda:Get*` holds. https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html */
const ACTIONS = ['checkpoint', 'get', 'stop', 'pause', 'resume', 'delete', 'send'].map((verb) => `lambda:${verb}${DURABLE}`);
const EXECUTIONS = '/durable-execution';
/** Stands for an ARN before its name, and for anything else that only CloudFormation knows. */
const REFERENCE = 'arn:function:';
const UNKNOWN = '\uFFFC';

/**
 * The executions of a durable function belong to the version that started them, never to an alias: `<arn>:7/durable-execution/…`.
 * What allows something on those of $LATEST, where all of them were before, allows it on those of the versions as well.
 * https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html
 */
export function widenDurable({ template, draft, functions, values, environment, consumers }: Rewrite): Outcomes {
  const durable = [...functions.values()].filter(({ resource }) => values.resolve(propertiesOf(resource).DurableConfig) !== undefined);
  if (durable.length === 0) return new Map();
  const prefix = `arn:${values.resolve({ Ref: 'AWS::Partition' })}:lambda:${environment.region}:${environment.accountId}:function:`;
  const references = new Set(durable.map(({ id }) => `{${id}}`));
  const names = durable.flatMap(({ resource }) => flat(own(propertiesOf(resource), 'FunctionName') ?? '', values) || []);
  /** The item for the executions of all versions; undefined where it is about something else, or holds them already. */
  const forVersions = (item: Json, isExplicit: boolean): Json | undefined => {
    const branches = ifParts(item);
    if (branches) {
      const [then, otherwise] = [branches[1], branches[2]].map((branch) => forVersions(branch, isExplicit));
      return then === undefined && otherwise === undefined ? undefined : fnIf(branches[0], then ?? NO_VALUE, otherwise ?? NO_VALUE);
    }
    const [, head = '', name = '', latest, rest = ''] =
      /^(.*:function:)([^:]+?)(:\$LATEST(?:\.PUBLISHED)?)?([/*?][^:]*)?$/.exec(flat(item, values)) ?? [];
    const isHere = head === REFERENCE || matchesGlob(prefix, head.replaceAll(UNKNOWN, '*'));
    const isOurs = isHere && (references.has(name) || names.some((known) => matchesGlob(known, name)));
    if (!isOurs || (latest === undefined && (rest !== '' || !isExplicit))) return undefined;
    if (latest === undefined) return appendText(item, `:*${EXECUTIONS}/*`);
    return rest.startsWith(EXECUTIONS)
      ? mapTexts(item, (text) => text.replace(/\$LATEST(\.PUBLISHED)?/, '*'))
      : mapTexts(item, (text) => text.replace(/\$LATEST.*/, `*${EXECUTIONS}/*`));
  };
  /** The element with those items beside the others. */
  const withVersions = (element: Json, isExplicit: boolean): Json => {
    const branches = ifParts(element);
    if (branches && (Array.isArray(branches[1]) || Array.isArray(branches[2]))) {
      const [then, otherwise] = [withVersions(branches[1], isExplicit), withVersions(branches[2], isExplicit)];
      return then === branches[1] && otherwise === branches[2] ? element : fnIf(branches[0], then, otherwise);
    }
    const list = asList(element);
    const patterns = list.map((item) => flat(item, values)).filter((pattern) => pattern !== UNKNOWN);
    const added = new Map<string, Json>();
    for (const item of list) {
      const more = forVersions(item, isExplicit);
      const text = more === undefined ? '' : flat(more, values);
      if (more !== undefined && !patterns.some((pattern) => matchesGlob(text, pattern))) added.set(sortedJson(more), more);
    }
    return added.size === 0 ? element : [...list, ...added.values()];
  };
  const widened = new Set<string>();
  for (const [id] of [...POLICY_TYPES].flatMap((type) => resourcesOf(template, type))) {
    for (const trail of statements(own(draft.resource(id), 'Properties') ?? null, ['Resources', id, 'Properties'])) {
      const statement = valueAt({ Resources: { [id]: draft.resource(id) ?? null } }, trail);
      const actions = texts(own(statement, 'Action') ?? []).map((action) => action.toLowerCase());
      const isExplicit = actions.some((action) => action.includes(DURABLE));
      if (!isExplicit && !actions.some((action) => ACTIONS.some((name) => matchesGlob(name, action)))) continue;
      for (const element of ['Resource', 'NotResource']) {
        const before = own(statement, element);
        const after = before === undefined ? before : withVersions(before, isExplicit);
        if (after === undefined || after === before) continue;
        draft.change([...trail, element], () => after);
        widened.add(JSON.stringify([...trail, element]));
      }
    }
  }
  const isWidened = (trail: readonly (string | number)[]) =>
    trail.some((key, i) => isResourceElement(key) && widened.has(JSON.stringify(trail.slice(0, i + 1))));
  const outcome = { outcome: 'widened', because: REASONS.widenedDurable } as const;
  return new Map(consumers.filter(({ mention }) => isWidened(mention.trail)).map((consumer) => [consumer, outcome]));
}

/** The text of an expression, with `{F}` for a name that only CloudFormation knows. */
function flat(node: Json, values: Values): string {
  return joinParts(values.resolve(node) ?? null)
    .map((part) => {
      if (isScalar(part)) return String(part);
      const [id, attribute] = getAttTarget(own(part, 'Fn::GetAtt')) ?? [own(part, 'Ref'), ''];
      if (typeof id !== 'string' || id.startsWith('AWS::')) return UNKNOWN;
      return attribute === 'Arn' ? `${REFERENCE}{${id}}` : attribute === '' ? `{${id}}` : UNKNOWN;
    })
    .join('');
}

function mapTexts(node: Json, map: (text: string) => string): Json {
  if (typeof node === 'string') return map(node);
  if (Array.isArray(node)) return node.map((item) => mapTexts(item, map));
  return isObject(node) ? mapValues(node, (inner) => mapTexts(inner, map)) : node;
}

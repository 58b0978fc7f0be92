import type { Output } from '../../generate/output';
import { Draft } from '../../template/draft';
import { reaches } from '../../template/graph';
import { groupBy, type Json } from '../../template/json';
import type { Compilation } from '../../version/compilation';
import { Classifier } from '../decide/classifier';
import { type Consumer, isPermission } from '../decide/consumers';
import { keepOnceEach } from '../decide/onceEach';
import { REASONS } from '../decide/reasons';
import { addressesOf } from '../find/address';
import { callerAt, POLICY_TYPES } from '../find/lookup';
import { type Index, indexTemplate } from '../find/mentions';
import { NamesInText } from '../find/namesInText';
import { placeOf } from '../find/place';
import { widenDurable } from './durable';
import { widenPatterns } from './patterns';
import { movePermissions, type Wait } from './permissions';
import { type Allowed, widenPolicies } from './policies';
import type { Outcomes, Rewrite } from './rewrite';
import { isShorthand, resolveShorthands } from './shorthands';
import { type Renewal, renewSnapshots, type Snapshots } from './snapshots';
import { writeEdits } from './write';

export interface Moved {
  readonly draft: Draft;
  readonly renewals: readonly Renewal[];
  /**
   * Lets who moves wait for what lets it call, wherever that closes no circle: the last of all waits, for without it calls fail for
   * a moment, and without others for good. Gives what became of everybody.
   */
  readonly finish: () => readonly Consumer[];
}

/** Points everything that calls a marked function at its alias, and sees to it that it may. */
export function moveCallers(compilation: Compilation, output: Output): Moved {
  const names = new NamesInText(compilation);
  const { mentions, shorthands, graph } = findMentions(compilation, names);
  const draft = new Draft(compilation.template, graph);
  const classifier = new Classifier(compilation, names);
  const found = mentions.flatMap((mention) => classifier.classify(mention));
  const consumers = keepOnceEach(found, compilation).map((consumer) => staying(consumer, compilation));
  const rewrite: Rewrite = { ...compilation, draft, output, names, consumers };

  checkLists(rewrite);
  draft.addGenerated(output.all()); // before any edit: whether a reference closes a circular dependency depends on all that is generated
  const early = moveConsumers(rewrite); // before shorthands: the places of its edits count in the texts as their authors wrote them
  resolveShorthands(rewrite, shorthands); // before statements: an alias that the author allows already is recognised by its logical id
  const named = waitWhereNamed(rewrite); // after all references to aliases: who refers to one waits already
  const patterns = widenPatterns(rewrite); // after all edits of single items: it appends to the lists that hold them
  const statements = widenPolicies(rewrite);
  const durable = widenDurable(rewrite);
  const snapshots = renewSnapshots(rewrite);
  const { renewals } = snapshots;
  const permissions = movePermissions(rewrite, snapshots); // after the callers: who waits for whom is known only now
  waitForParts(rewrite, snapshots, early); // later still: a part of an API may wait for a permission by now

  const later: Outcomes = new Map([...early, ...named, ...patterns, ...statements.outcomes, ...durable, ...permissions.outcomes]);
  const finish = () => {
    const after = lateCallers(permissions.waits, statements.allowed, draft);
    const staleBy = (consumer: Consumer) => snapshots.stale.get(consumer)?.because;
    return consumers.map((one) => {
      const told = { stale: staleBy(one), after: after.get(one), ...later.get(one) };
      return told.stale || told.after || later.has(one) ? { ...one, ...told } : one;
    });
  };
  return { draft, renewals, finish };
}

/** Whoever moves before what allows it: the permission waits for him, or he does not wait for the policy of his role. */
function lateCallers(waits: readonly Wait[], allowed: Allowed, draft: Draft): ReadonlyMap<Consumer, readonly string[]> {
  const after = new Map<Consumer, string[]>();
  const each = waits.flatMap(({ who, ...wait }) => who.map((owner) => ({ owner, ...wait })));
  for (const [owner, together] of groupBy(each, (wait) => wait.owner)) {
    const permissions = together.map(({ permission }) => permission);
    const late = draft.waitForAll(owner, permissions);
    for (const { caller, permission } of together) {
      const known = after.get(caller) ?? [];
      if (late.has(permission) && !caller.stays && !known.includes(permission)) after.set(caller, [...known, permission]);
    }
  }
  for (const [caller, policies] of allowed) {
    const isInTime = policies.some((policy) => reaches(draft.graph, caller.mention.owner, policy));
    if (!isInTime && !caller.stays) after.set(caller, [...policies]);
  }
  return after;
}

/** `Callers: Stay` leaves everybody where he is; permissions go on without him. */
function staying(consumer: Consumer, { functions }: Compilation): Consumer {
  const stays = consumer.outcome === 'moved' && !isPermission(consumer.mention) && functions.get(consumer.function)?.settings.callersStay;
  return stays ? { ...consumer, outcome: 'kept', because: REASONS.callersStay, stays } : consumer;
}

function findMentions({ template, functions }: Compilation, names: NamesInText): Index {
  const named = (owner: string, type: string, path: string, node: Json) => {
    const caller = callerAt(type, path)?.caller;
    // only where a service is called: a name in a title or a log group is no address
    const isAddress = caller ? caller.treatment !== 'kept' || caller.either : isPermission({ type, path });
    if (!isAddress) return [];
    const place = placeOf({ owner, type, path }, caller, template);
    // any property of a custom resource may happen to say the same
    return addressesOf(node, caller?.at === '*' ? { ...place, how: 'text' } : place, names).keys();
  };
  return indexTemplate(template, (id) => functions.has(id), isShorthand, names.any ? named : undefined);
}

/** An id in Keep or Move that calls nothing does nothing, and its author believes that it does. */
function checkLists({ template, consumers, functions, diagnostics }: Rewrite): void {
  const owners = new Set(consumers.map(({ mention }) => mention.owner)); // of any function: a default list is everybody's
  for (const { id, settings } of functions.values()) {
    for (const [name, listed] of [
      ['Keep', settings.keep],
      ['Move', settings.move],
    ] as const) {
      for (const [other, shown] of listed) {
        const why = Object.hasOwn(template.Resources, other)
          ? 'which does not refer to a marked function'
          : 'which does not exist in the template';
        if (!owners.has(other)) diagnostics.report('SD5003', ['Resources', id], { name, id: shown, why });
      }
    }
  }
}

/** Gives those that name the alias as text and cannot wait for it: the alias itself waits for them. */
function moveConsumers(rewrite: Rewrite): Map<Consumer, Partial<Consumer>> {
  const { consumers, draft, functions, diagnostics } = rewrite;
  const early = new Map<Consumer, Partial<Consumer>>();
  const moving = consumers.filter(({ outcome, mention }) => outcome === 'moved' && !isPermission(mention));
  for (const together of groupBy(moving, ({ mention }) => mention).values()) {
    const textual = writeEdits(draft, together, functions);
    for (const consumer of together) {
      const { mention, caller, function: id, qualifierAt } = consumer;
      const released = functions.get(id);
      if (!released) continue;
      if (qualifierAt) draft.change(qualifierAt, () => released.settings.alias);
      if (!qualifierAt && !textual.has(id)) continue;
      if (draft.wait(mention.owner, released.aliasId)) continue;
      if (caller?.mustExist) diagnostics.report('SD5004', ['Resources', mention.owner], { function: id });
      else early.set(consumer, { early: true });
    }
  }
  return early;
}

/** What names the alias as text must find it. Gives those for which the alias itself waits. */
function waitWhereNamed({ consumers, draft, functions }: Rewrite): Outcomes {
  const early = new Map<Consumer, Partial<Consumer>>();
  for (const consumer of consumers) {
    const { mention, caller, function: id, address } = consumer;
    // who only speaks of the alias, in a policy or a metric, needs none
    const isCaller = mention.section === 'Resources' && caller?.treatment !== 'kept' && !POLICY_TYPES.has(mention.type);
    if (!isCaller || !address.qualifiers.has('alias')) continue;
    if (!draft.wait(mention.owner, functions.get(id)?.aliasId ?? '')) early.set(consumer, { early: true });
  }
  return early;
}

function waitForParts(
  { template, draft, functions, diagnostics }: Rewrite,
  { renewals, unchanged }: Snapshots,
  early: Map<Consumer, Partial<Consumer>>,
): void {
  for (const { from, to } of renewals) {
    if (Object.hasOwn(template.Resources, to)) diagnostics.report('SD4004', ['Resources', from], { id: to });
  }
  for (const { from, sees } of [...renewals, ...unchanged]) draft.waitForAll(from, sees);
  // what names the alias as text, and cannot wait for it, is served by a deployment, which may be able to
  for (const consumer of early.keys()) {
    const { mention, function: id } = consumer;
    const serving = renewals.filter(({ parts }) => parts.includes(mention.owner));
    const waiting = serving.filter(({ from, alone }) => draft.wait(from, functions.get(id)?.aliasId ?? '') && alone);
    if (serving.length > 0 && waiting.length === serving.length) early.delete(consumer);
  }
}

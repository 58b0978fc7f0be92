import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Output } from '../generate/output';
import type { Released } from '../generate/released';
import type { Environment } from '../template/environment';
import { groupBy, type Json, own } from '../template/json';
import { indexTemplate } from '../template/mentions';
import type { Template } from '../template/template';
import type { Values } from '../template/values';
import { Classifier } from './classifier';
import { type Consumer, isPermission } from './consumers';
import { Draft } from './draft';
import { callerAt, POLICY_TYPES } from './lookup';
import { widenPatterns } from './patterns';
import { movePermissions } from './permissions';
import { widenPolicies } from './policies';
import { REASONS } from './reasons';
import { isShorthand, resolveShorthands } from './shorthands';
import { type Renewal, renewSnapshots } from './snapshots';
import { SpelledNames } from './spelled';
import { writeEdits } from './write';

export interface Moved {
  readonly draft: Draft;
  readonly consumers: readonly Consumer[];
  readonly renewals: readonly Renewal[];
}

/** Points everything that calls a marked function at its alias, and sees to it that it may (spec 5). */
export function moveCallers(
  template: Template,
  values: Values,
  environment: Environment,
  functions: ReadonlyMap<string, Released>,
  output: Output,
  diagnostics: Diagnostics,
): Moved {
  const names = new SpelledNames(functions.values(), values, environment);
  const spelled = (owner: string, type: string, path: string, node: Json) =>
    isAddress(type, path) ? names.functionsIn(node, own(template.Resources[owner], 'Condition')) : [];
  const { mentions, shorthands, graph } = indexTemplate(template, (id) => functions.has(id), isShorthand, names.any ? spelled : undefined);
  const draft = new Draft(template, graph);
  draft.addGenerated(output.all());
  const classifier = new Classifier(template, values, environment, functions, names);
  const consumers = mentions.flatMap((mention) => classifier.classify(mention));

  checkLists(template, consumers, functions, diagnostics);
  const early = moveConsumers(consumers, draft, functions, diagnostics);
  resolveShorthands(shorthands, template, draft, functions, diagnostics);
  const patterns = widenPatterns(consumers, draft, functions);
  const widened = widenPolicies(template, draft, functions, consumers, names);
  const { renewals, stale } = renewSnapshots(template, values, consumers, functions);
  const deploymentOf = deployments(renewals);
  const permissions = movePermissions({
    deploymentOf,
    template,
    values,
    functions,
    consumers,
    stale,
    draft,
    output,
    diagnostics,
  });
  for (const { from, to, parts } of renewals) {
    if (Object.hasOwn(template.Resources, to)) diagnostics.report('SD4004', ['Resources', from], { id: to });
    draft.waitForAll(from, parts);
  }
  const later = new Map<Consumer, Partial<Consumer>>([...early, ...patterns, ...permissions]);
  return { draft, consumers: consumers.map((consumer) => settled(consumer, later, widened)), renewals };
}

/** An id in Keep or Move that calls nothing does nothing, and its author believes that it does. */
function checkLists(
  template: Template,
  consumers: readonly Consumer[],
  functions: ReadonlyMap<string, Released>,
  diagnostics: Diagnostics,
): void {
  const owners = new Set(consumers.map(({ mention }) => mention.owner)); // of any function: a default list is everybody's
  for (const { id, settings } of functions.values()) {
    for (const [name, listed] of [
      ['Keep', settings.keep],
      ['Move', settings.move],
    ] as const) {
      for (const other of listed) {
        const why = Object.hasOwn(template.Resources, other) ? 'which names no marked function' : 'which the template does not have';
        if (!owners.has(other)) diagnostics.report('SD5003', ['Resources', id], { name, id: other, why });
      }
    }
  }
}

/** The deployment through which a part of an API goes live, the first where there are several. */
function deployments(renewals: readonly Renewal[]): (owner: string) => string | undefined {
  const first = new Map<string, string>();
  for (const { from, parts } of renewals) for (const owner of [from, ...parts]) if (!first.has(owner)) first.set(owner, from);
  return (owner) => first.get(owner);
}

/** What became of the consumers that were decided last: permissions, patterns, statements, and who goes first. */
function settled(consumer: Consumer, later: ReadonlyMap<Consumer, Partial<Consumer>>, widened: ReadonlySet<string>): Consumer {
  const { trail, type } = consumer.mention;
  if (widened.size > 0 && POLICY_TYPES.has(type)) {
    const statement = trail.slice(0, trail.lastIndexOf('Resource'));
    if (widened.has(JSON.stringify(statement))) return { ...consumer, outcome: 'widened', because: REASONS.widenedStatement };
  }
  const decided = later.get(consumer);
  return decided ? { ...consumer, ...decided } : consumer;
}

/** Only where a service is called: a name in a title or a log group is no address. */
function isAddress(type: string, path: string): boolean {
  if (type === 'AWS::Lambda::Permission' && path === 'FunctionName') return true;
  const treatment = callerAt(type, path)?.caller.treatment;
  return treatment === 'moved' || treatment === 'ask' || (treatment === 'left' && path.endsWith('FunctionName')); // to be reported
}

/** Gives those that name the alias as text and cannot wait for it: the alias itself waits for them. */
function moveConsumers(
  consumers: readonly Consumer[],
  draft: Draft,
  functions: ReadonlyMap<string, Released>,
  diagnostics: Diagnostics,
): ReadonlyMap<Consumer, Partial<Consumer>> {
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

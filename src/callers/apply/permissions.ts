import { Draft } from '../../template/draft';
import { reaches } from '../../template/graph';
import { joinParts, ref } from '../../template/intrinsics';
import { groupBy, type Json, type JsonObject, own } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, type Resource, resourceOf, type Template } from '../../template/template';
import { permissionId } from '../../version/ids';
import { type Consumer, isPermission } from '../decide/consumers';
import { REASONS } from '../decide/reasons';
import type { Renewal } from './apiDeployments';
import type { Outcomes, Rewrite } from './rewrite';
import { writeEdits } from './write';

interface Context extends Rewrite {
  /** The deployment through which a part of an API goes live. */
  readonly deploymentOf: (owner: string) => string | undefined;
  /** Moved, but what calls is a deployment elsewhere, which still calls the function. */
  readonly stale: ReadonlySet<Consumer>;
}

/** A caller that cannot wait for a permission, because the permission waits for it. */
interface Unserved {
  readonly caller: Consumer;
  readonly permission: string;
}

/**
 * A permission goes where its consumers go (spec 5). It moves when all that it can serve is in the template and has moved;
 * otherwise it stays, and the alias gets one beside it, for which whoever waited for the first waits as well.
 */
export function movePermissions(rewrite: Rewrite, renewals: readonly Renewal[], stale: ReadonlySet<Consumer>): Outcomes {
  const context: Context = { ...rewrite, deploymentOf: deployments(renewals), stale };
  const outcomes = new Map<Consumer, Outcome>();
  const around = surroundings(context.template);
  const byFunction = groupBy(context.consumers, (consumer) => consumer.function);
  const inTime = new Set<Consumer>();
  const unserved: Unserved[] = [];
  const permissions = context.consumers.filter((consumer) => isPermission(consumer.mention) && consumer.outcome === 'moved');
  for (const [owner, together] of groupBy(permissions, ({ mention }) => mention.owner)) {
    const properties = propertiesOf(resourceOf(context.template, owner));
    const service = together.map(({ function: id }) => serviceOf(properties, byFunction.get(id) ?? [], context, around));
    const fate = service.every(({ fate }) => fate === service[0]?.fate) ? (service[0]?.fate ?? 'copied') : 'copied';
    const callers = service.flatMap(({ callers }) => callers).filter(({ outcome }) => outcome === 'moved');
    for (const permission of together) outcomes.set(permission, { outcome: fate, because: BECAUSE[fate] });
    if (fate === 'kept') continue;
    const id = fate === 'moved' ? moveInPlace(together, context) : copyToAlias(together, callers, context);
    for (const caller of callers) {
      if (!caller.caller?.checksPermission) continue;
      const waits = context.draft.wait(caller.mention.owner, id);
      if (!waits) unserved.push({ caller, permission: id });
      else if (isForAnySource(properties)) inTime.add(caller);
    }
  }
  // one permission that is there in time will do
  for (const { caller, permission } of unserved) if (!inTime.has(caller)) refuse(caller, permission, context);
  return outcomes;
}

/**
 * What becomes of a permission, in the words of its outcome.
 * moved: everything that it can serve calls the alias. kept: it can serve nothing but what stayed. copied: it may serve both.
 */
type Fate = 'moved' | 'copied' | 'kept';
type Outcome = Pick<Consumer, 'outcome' | 'because'>;
const BECAUSE: Readonly<Record<Fate, string>> = {
  moved: REASONS.permissionMoved,
  copied: REASONS.permissionCopied,
  kept: REASONS.permissionKept,
};

interface ServiceOf {
  readonly fate: Fate;
  /** Callers of the template that may use it. */
  readonly callers: readonly Consumer[];
}

function serviceOf(properties: JsonObject, all: readonly Consumer[], context: Context, around: (id: string) => Set<string>): ServiceOf {
  const forUrl = isForUrl(properties);
  const principal = leadingText(context.values.resolve(own(properties, 'Principal')));
  const possible = all.filter((consumer) => isServed(consumer, principal, forUrl));
  const source = own(properties, 'SourceArn');
  const sources = [...referencedIds(source)].filter((id) => resourceOf(context.template, id) !== undefined && !context.functions.has(id));
  if (sources.length === 0 && !forUrl) return { fate: 'copied', callers: possible }; // anybody outside the template may use it
  const callers = forUrl ? possible : possible.filter(({ mention }) => sources.some((id) => around(mention.owner).has(id)));
  // whatever else about the same API or topic names the function may call it with this permission: a nested stack, a stage variable
  const unknown = all.some(({ outcome, mention }) => outcome === 'left' && sources.some((id) => around(mention.owner).has(id)));
  const allMoved =
    !unknown && callers.length > 0 && callers.every((consumer) => consumer.outcome === 'moved' && !context.stale.has(consumer));
  if (allMoved) return { fate: 'moved', callers };
  return { fate: forUrl ? 'kept' : 'copied', callers };
}

/** The deployment through which a part of an API goes live, the first where there are several. */
function deployments(renewals: readonly Renewal[]): (owner: string) => string | undefined {
  const first = new Map<string, string>();
  for (const { from, parts } of renewals) for (const owner of [from, ...parts]) if (!first.has(owner)) first.set(owner, from);
  return (owner) => first.get(owner);
}

/** Since October 2025 a URL needs both lambda:InvokeFunctionUrl and lambda:InvokeFunction through a URL: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
const isForUrl = (properties: JsonObject): boolean =>
  own(properties, 'FunctionUrlAuthType') !== undefined ||
  own(properties, 'InvokedViaFunctionUrl') !== undefined ||
  own(properties, 'Action') === 'lambda:InvokeFunctionUrl';

/** A source that is named may be another one than the caller's. */
const isForAnySource = (properties: JsonObject): boolean => own(properties, 'SourceArn') === undefined;

/** Does the consumer call with this permission? A name in a running text is no call, and a role needs no permission. */
function isServed({ caller, role, address, outcome, mention }: Consumer, principal: string, forUrl: boolean): boolean {
  if (!caller?.by || (role && !caller.by.roleBeside) || isPermission(mention) || mention.section === 'Outputs') return false;
  if (forUrl || caller.by.action !== undefined) return forUrl && caller.by.action !== undefined;
  const isCall = caller.how !== 'text' || outcome === 'moved' || address.isCall;
  const { principal: called } = caller.by;
  return isCall && called !== undefined && principal.startsWith(called.endsWith(SUFFIX) ? called.slice(0, -SUFFIX.length) : called);
}

/** Not in every partition. */
const SUFFIX = 'amazonaws.com';

/** `logs.` of `logs.${Region}.amazonaws.com`, whether or not the rest is known. */
const leadingText = (value: Json | undefined): string => {
  const [first] = joinParts(value ?? '');
  return typeof first === 'string' ? first : '';
};

/** A resource and what it refers to: its API, topic, bucket or log group. */
function surroundings(template: Template): (id: string) => Set<string> {
  const memo = new Map<string, Set<string>>();
  return (id) => {
    const resource = template.Resources[id];
    const known = memo.get(id) ?? referencedIds(Array.isArray(resource) ? resource : propertiesOf(resource)).add(id);
    memo.set(id, known);
    return known;
  };
}

function moveInPlace(permissions: readonly Consumer[], context: Context): string {
  const { draft, functions, diagnostics } = context;
  const owner = permissions[0]?.mention.owner ?? '';
  for (const each of groupBy(permissions, ({ mention }) => mention).values()) {
    for (const id of writeEdits(draft, each, functions)) {
      if (!draft.wait(owner, functions.get(id)?.aliasId ?? '')) diagnostics.report('SD5004', ['Resources', owner], { function: id });
    }
  }
  return owner;
}

/** Gives the id of the copy. */
function copyToAlias(permissions: readonly Consumer[], callers: readonly Consumer[], context: Context): string {
  const { template, functions, draft, output } = context;
  const id = permissions[0]?.mention.owner ?? '';
  const released = functions.get(permissions[0]?.function ?? '');
  if (!released) return id;
  const copied = new Draft({ Resources: { [id]: template.Resources[id] as Json } }, new Map());
  if (permissions.length > 1)
    for (const each of groupBy(permissions, ({ mention }) => mention).values()) writeEdits(copied, each, functions);
  else copied.change(permissions[0]?.mention.trail ?? [], () => ref(released.aliasId));
  const { Metadata: _, ...copy } = copied.resource(id) as Resource;
  const copyId = permissionId(id, released.settings.alias);
  output.add(copyId, copy as Resource, id);
  draft.addGenerated([[copyId, copy as Resource]]);
  // who calls nothing through the alias may go without it
  for (const owner of draft.dependants(id)) if (owner !== copyId) draft.wait(owner, copyId);
  // whoever moves waits for the permission that lets it call, wherever that closes no circle
  for (const { mention } of callers) draft.preferToWait(context.deploymentOf(mention.owner) ?? mention.owner, copyId);
  return copyId;
}

/** The service tries at once whether it may call, and refuses the change when it may not yet. */
function refuse({ mention, function: id }: Consumer, permission: string, { draft, functions, diagnostics }: Context): void {
  // where the alias itself waits for the caller, that has been said (SD5004)
  const aliasWaits = reaches(draft.graph, functions.get(id)?.aliasId ?? '', mention.owner);
  if (!aliasWaits) diagnostics.report('SD5005', ['Resources', mention.owner], { permission });
}

import type { Diagnostics } from '../diagnostics/diagnostics';
import { permissionId } from '../generate/ids';
import type { Output } from '../generate/output';
import type { Released } from '../generate/released';
import { ref } from '../template/intrinsics';
import { groupBy, isObject, type Json, type JsonObject, own } from '../template/json';
import { referencedIds } from '../template/references';
import { propertiesOf, type Resource, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { type Consumer, isPermission } from './consumers';
import type { Draft } from './draft';
import { writeEdits } from './write';

interface Context {
  readonly template: Template;
  readonly values: Values;
  readonly functions: ReadonlyMap<string, Released>;
  readonly consumers: readonly Consumer[];
  /** Moved, but what calls is a deployment elsewhere, which still calls the function. */
  readonly stale: ReadonlySet<Consumer>;
  readonly draft: Draft;
  readonly output: Output;
  readonly diagnostics: Diagnostics;
}

/**
 * A permission goes where its consumers go (spec 5). It moves when all that it can serve is in the template and has moved;
 * otherwise it stays, and the alias gets one beside it, for which whoever waited for the first waits as well.
 */
export function movePermissions(context: Context): ReadonlyMap<Consumer, Outcome> {
  const outcomes = new Map<Consumer, Outcome>();
  const around = surroundings(context.template);
  const byFunction = groupBy(context.consumers, (consumer) => consumer.function);
  for (const permission of context.consumers) {
    const { mention, function: id } = permission;
    const released = context.functions.get(id);
    if (!isPermission(mention) || permission.outcome !== 'moved' || !released) continue;
    const properties = propertiesOf(resourceOf(context.template, mention.owner));
    const served = serves(properties, byFunction.get(id) ?? [], context, around);
    if (served === 'moved') moveInPlace(permission, context);
    else if (served === 'stayed') copyToAlias(mention.owner, released, context);
    outcomes.set(permission, OUTCOMES[served]);
  }
  return outcomes;
}

type Served = 'moved' | 'stayed' | 'exclusive';
type Outcome = Pick<Consumer, 'outcome' | 'because'>;
const OUTCOMES: Readonly<Record<Served, Outcome>> = {
  moved: { outcome: 'moved', because: 'all that it serves calls the alias' },
  stayed: { outcome: 'copied', because: 'something that it serves may still call the function' },
  exclusive: { outcome: 'kept', because: 'all that it serves still calls the function' },
};

/** moved: everything that it can serve calls the alias. exclusive: it can serve nothing but what stayed. */
function serves(properties: JsonObject, callers: readonly Consumer[], context: Context, around: (id: string) => Set<string>): Served {
  const forUrl = isForUrl(properties);
  const principal = leadingText(context.values.resolve(own(properties, 'Principal')));
  const consumers = callers.filter((consumer) => isServed(consumer, principal, forUrl));
  const source = own(properties, 'SourceArn');
  const sources = [...referencedIds(source)].filter((id) => resourceOf(context.template, id) !== undefined && !context.functions.has(id));
  const linked =
    sources.length === 0 && source !== undefined
      ? []
      : consumers.filter(({ mention }) => source === undefined || sources.some((id) => around(mention.owner).has(id)));
  const allMoved = linked.length > 0 && linked.every((consumer) => consumer.outcome === 'moved' && !context.stale.has(consumer));
  if (forUrl) return allMoved ? 'moved' : 'exclusive';
  return allMoved && sources.length > 0 ? 'moved' : 'stayed';
}

/** Since October 2025 a URL needs both lambda:InvokeFunctionUrl and lambda:InvokeFunction through a URL (aws-facts 4.4). */
const isForUrl = (properties: JsonObject): boolean =>
  own(properties, 'FunctionUrlAuthType') !== undefined ||
  own(properties, 'InvokedViaFunctionUrl') !== undefined ||
  own(properties, 'Action') === 'lambda:InvokeFunctionUrl';

/** Does the consumer call with this permission? A name in a running text is no call, and a role needs no permission. */
function isServed({ caller, role, address, outcome, mention }: Consumer, principal: string, forUrl: boolean): boolean {
  if (!caller?.by || role || isPermission(mention) || mention.section === 'Outputs') return false;
  if (forUrl || caller.by.action !== undefined) return forUrl && caller.by.action !== undefined;
  const isCall = caller.how !== 'text' || outcome === 'moved' || address.calls.size > 0;
  const service = caller.by.principal?.replace(/amazonaws\.com$/, '');
  return isCall && service !== undefined && principal.startsWith(service);
}

/** `logs.` of `logs.${Region}.amazonaws.com`, whether or not the rest is known. */
const leadingText = (value: Json | undefined): string => {
  const join = isObject(value) ? value['Fn::Join'] : undefined;
  const first = Array.isArray(join) && Array.isArray(join[1]) ? join[1][0] : value;
  return typeof first === 'string' ? first : '';
};

/** A resource and what it refers to: its API, topic, bucket or log group. */
function surroundings(template: Template): (id: string) => Set<string> {
  const memo = new Map<string, Set<string>>();
  return (id) => {
    const known = memo.get(id) ?? referencedIds(propertiesOf(resourceOf(template, id))).add(id);
    memo.set(id, known);
    return known;
  };
}

function moveInPlace(permission: Consumer, { draft, functions, diagnostics }: Context): void {
  const { owner } = permission.mention;
  for (const id of writeEdits(draft, [permission], functions)) {
    if (!draft.wait(owner, functions.get(id)?.aliasId ?? '')) diagnostics.report('SD5004', ['Resources', owner], { function: id });
  }
}

function copyToAlias(id: string, released: Released, { template, draft, output, diagnostics }: Context): void {
  const { Metadata: _, ...original } = template.Resources[id] as JsonObject;
  const copyId = permissionId(id, released.settings.alias);
  const copy = { ...original, Properties: { ...propertiesOf(original), FunctionName: ref(released.aliasId) } } as unknown as Resource;
  output.add(copyId, copy, id);
  draft.addGenerated([[copyId, copy]]);
  for (const owner of draft.dependants(id)) {
    if (owner !== copyId && !draft.wait(owner, copyId)) diagnostics.report('SD5004', ['Resources', owner], { function: released.id });
  }
}

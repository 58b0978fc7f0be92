import { joinParts } from '../../template/intrinsics';
import { groupBy, isScalar, type Json, type JsonObject, own, sortedJson } from '../../template/json';
import { referencedIds } from '../../template/references';
import { subPieces } from '../../template/sub';
import { propertiesOf, type Resource, resourceOf, resources } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import { isQualified } from '../find/address';
import { SOURCES } from '../find/lookup';
import { type Consumer, isPermission, willMove } from './consumers';

/** Whom a permission serves. */
export interface Served {
  readonly forUrl: boolean;
  /** Callers of the template that may use it. */
  readonly callers: readonly Consumer[];
  /** Those who name the alias themselves, and would use it there. */
  readonly onAlias: readonly Consumer[];
  /** Nobody outside of the template, and nothing in it that SafeDeploy does not know, may use it. */
  readonly closed: boolean;
}

/** Resources that give themselves a name which is known now, by their ARN. A log group's is written with `:*` and without. */
interface Named {
  readonly whole: ReadonlyMap<string, ReadonlySet<string>>;
  /** `…*` is whatever begins so. */
  readonly starts: ReadonlyMap<string, ReadonlySet<string>>;
}

type Where = Pick<Compilation, 'template' | 'values' | 'functions'>;

/** Since October 2025 a URL needs both lambda:InvokeFunctionUrl and lambda:InvokeFunction through a URL: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
const isForUrl = (permission: JsonObject): boolean =>
  own(permission, 'FunctionUrlAuthType') !== undefined ||
  own(permission, 'InvokedViaFunctionUrl') !== undefined ||
  own(permission, 'Action') === 'lambda:InvokeFunctionUrl';

/** Tells which callers a permission is for, by its principal and by its source. */
export class Serving {
  private readonly byFunction: ReadonlyMap<string, readonly Consumer[]>;
  private readonly around = new Map<string, ReadonlySet<string>>();
  private readonly arns = new Map<string, string | undefined>();
  private named: Named | undefined;

  constructor(
    private readonly where: Where,
    consumers: readonly Consumer[],
  ) {
    this.byFunction = groupBy(consumers, (consumer) => consumer.function);
  }

  of(permission: JsonObject, functionId: string): Served {
    const all = this.byFunction.get(functionId) ?? [];
    const forUrl = isForUrl(permission);
    const principal = leadingText(this.where.values.resolve(own(permission, 'Principal')));
    const possible = all.filter((consumer) => isServed(consumer, principal, forUrl));
    const apart = (served: readonly Consumer[]) => ({
      forUrl,
      callers: served.filter(({ address }) => !isQualified(address)),
      onAlias: served.filter(({ address }) => isQualified(address)),
    });
    if (forUrl) return { ...apart(possible), closed: true };
    const sources = this.sourcesOf(own(permission, 'SourceArn'));
    if (sources.length === 0) return { ...apart(possible), closed: false };
    const isSource = ({ mention: { owner } }: Consumer) => sources.some((ids) => meet(this.surroundings(owner), ids));
    const served = apart(possible.filter(isSource));
    // whatever else about the same API or topic names the function may call it with this permission: a nested stack, a stage variable
    const unknown = all.some((consumer) => consumer.outcome === 'left' && isSource(consumer));
    return { ...served, closed: served.callers.length > 0 && !unknown };
  }

  /** Resources of the template that a SourceArn names, by reference or as text: sets, for many may share one. */
  private sourcesOf(source: Json | undefined): readonly ReadonlySet<string>[] {
    const { template, functions, values } = this.where;
    if (source === undefined) return [];
    const ids = new Set([...referencedIds(source)].filter((id) => resourceOf(template, id) !== undefined && !functions.has(id)));
    const texts = [spelt(values.resolve(source)), ...[...ids].flatMap((id) => this.arnOf(id) ?? [])];
    this.named ??= this.nameAll();
    const { whole, starts } = this.named;
    const named = texts.flatMap((text) => [
      ...[text, text.replace(/:\*$/, '')].flatMap((arn) => whole.get(arn) ?? []),
      ...[...starts].filter(([start]) => text.startsWith(start)).map(([, those]) => those),
    ]);
    return [ids, ...named].filter(({ size }) => size > 0);
  }

  private nameAll(): Named {
    const whole = new Map<string, Set<string>>();
    const starts = new Map<string, Set<string>>();
    for (const [id] of resources(this.where.template)) {
      const arn = this.arnOf(id);
      if (arn === undefined) continue;
      if (arn.endsWith('*')) upsert(starts, arn.slice(0, -1)).add(id);
      else upsert(whole, arn).add(id);
    }
    return { whole, starts };
  }

  /** A resource and what it refers to: its API, topic, bucket or log group. */
  private surroundings(id: string): ReadonlySet<string> {
    const resource = this.where.template.Resources[id];
    const known = this.around.get(id) ?? referencedIds(Array.isArray(resource) ? resource : propertiesOf(resource)).add(id);
    this.around.set(id, known);
    return known;
  }

  /** The ARN that its service gives as the source, where the template spells out what it is called or what it belongs to. */
  private arnOf(id: string): string | undefined {
    if (this.arns.has(id)) return this.arns.get(id);
    const resource = resourceOf(this.where.template, id) as Resource;
    const properties = propertiesOf(resource);
    const given = (form: string) =>
      subPieces(form).every(
        (piece) => !('variable' in piece) || piece.variable.startsWith('AWS::') || own(properties, piece.variable) !== undefined,
      );
    const form = SOURCES.get(resource.Type)?.find(given);
    const arn = form === undefined ? undefined : spelt(this.where.values.resolve({ 'Fn::Sub': [form, properties] }));
    this.arns.set(id, arn);
    return arn;
  }
}

function upsert(sets: Map<string, Set<string>>, key: string): Set<string> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  return set;
}

const meet = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
  for (const id of some) if (others.has(id)) return true;
  return false;
};

/** A value as one text, in which what is not known keeps its words: equal values give equal texts. */
const spelt = (value: Json | undefined): string =>
  joinParts(value ?? '')
    .map((part) => (isScalar(part) ? part : `\uFFFC${sortedJson(part)}`))
    .join('');

/** Does the consumer call with this permission? A name in a running text is no call, a role needs no permission, and who names an alias calls that. */
function isServed(consumer: Consumer, principal: string, forUrl: boolean): boolean {
  const { caller, role, address, mention } = consumer;
  if (!caller?.by || (role && !caller.by.roleBeside) || isPermission(mention) || mention.section === 'Outputs') return false;
  if (isQualified(address) && !address.qualifiers.has('alias')) return false;
  if (forUrl || caller.by.action !== undefined) return forUrl && caller.by.action !== undefined;
  const isCall = caller.how !== 'text' || willMove(consumer) || address.isCall;
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

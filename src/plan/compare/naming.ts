import { callerAt } from '../../callers/find/lookup';
import { LATEST } from '../../callers/find/qualifier';
import { branchesOf, intrinsicOf, joinParts } from '../../template/intrinsics';
import { isObject, type Json, own, valueAt } from '../../template/json';
import { soleReference } from '../../template/references';
import { FUNCTION, propertiesOf } from '../../template/template';
import type { Deployable } from '../side';
import { jsonIn } from './jsonIn';
import { aliasName, labelOf, qualifierIn, VERSION } from './labels';
import { outputsOf } from './outputs';
import { functionOf } from './processed';

/** A place of a processed template, and what it names: of each function its aliases, `$LATEST` or `a version`. */
export interface Place {
  readonly section: 'Resources' | 'Outputs';
  readonly owner: string;
  readonly type: string;
  /** `Targets[].Arn` */
  readonly path: string;
  readonly names: Map<string, Set<string>>;
}

const ALIAS_TYPE = 'AWS::Lambda::Alias';
const VERSION_TYPE = 'AWS::Lambda::Version';
/** They belong to a function, and call none. Nor do metrics, which an alarm watches; its actions do. */
const NO_CALLERS = /^AWS::(Lambda::(Alias|Version)|CodeDeploy::.*)$/;
const METRICS = /^AWS::CloudWatch::/;

/** Every place that names a function, by a key that is the same on both sides. */
export function placesOf(side: Deployable): ReadonlyMap<string, Place> {
  const places = known.get(side) ?? new Reader(side).places;
  known.set(side, places);
  return places;
}

/** What a property of a resource names of any function. */
export const namesOf = (side: Deployable, owner: string, path: string): ReadonlySet<string> =>
  new Set(
    [
      ...(placesOf(side)
        .get(keyOf('Resources', owner, path))
        ?.names.values() ?? []),
    ].flatMap((names) => [...names]),
  );

const keyOf = (section: Place['section'], owner: string, path: string): string => [section, owner, path.replaceAll('[]', '')].join(' ');

const known = new WeakMap<Deployable, ReadonlyMap<string, Place>>();

class Reader {
  readonly places = new Map<string, Place>();
  /** What a reference to an alias or a version names. */
  private readonly qualified = new Map<string, readonly [of: string, name: string]>();
  private readonly byName = new Map<string, string>();

  constructor(private readonly side: Deployable) {
    const { resources, values } = side;
    for (const [id, resource] of Object.entries(resources)) {
      const [type, of] = [own(resource, 'Type'), functionOf(resource)];
      if (type === ALIAS_TYPE && of !== undefined) this.qualified.set(id, [of, aliasName(resource, side)]);
      if (type === VERSION_TYPE && of !== undefined) this.qualified.set(id, [of, VERSION]);
      const name = type === FUNCTION ? values.resolve(own(propertiesOf(resource), 'FunctionName')) : undefined;
      if (typeof name === 'string') this.byName.set(name, id);
    }
    for (const [id, resource] of Object.entries(resources)) if (side.has(id)) this.resource(id, resource);
    for (const [name, output] of outputsOf(side)) {
      this.read(values.resolve(own(output, 'Value')) ?? null, { section: 'Outputs', owner: name, type: 'Output' }, 'Value');
    }
  }

  private resource(owner: string, resource: Json): void {
    const type = String(own(resource, 'Type'));
    if (NO_CALLERS.test(type)) return;
    const properties = this.side.values.resolve(propertiesOf(resource)) ?? {};
    for (const [name, value] of Object.entries(properties)) this.read(value, { section: 'Resources', owner, type, properties }, name);
  }

  private read(node: Json, at: At, path: string): void {
    const list = path.endsWith('[]') ? path : `${path}[]`;
    if (Array.isArray(node)) for (const item of node) this.read(item, at, list);
    else if (!isObject(node)) this.expression(node, at, path);
    else if (intrinsicOf(node) === 'Fn::If') for (const branch of branchesOf(node)) this.read(branch === node ? null : branch, at, path);
    else if (intrinsicOf(node) === 'Fn::ToJsonString') this.read(node['Fn::ToJsonString'] as Json, at, path);
    else if (intrinsicOf(node) !== undefined) this.expression(node, at, path);
    else for (const [key, value] of Object.entries(node)) this.read(value, { ...at, beside: node }, `${path}.${key}`);
  }

  private expression(node: Json, at: At, path: string): void {
    const { section, owner, type } = at;
    if (METRICS.test(type) && callerAt(type, path)?.caller.treatment !== 'moved') return;
    const json = jsonIn(node);
    if (json !== undefined && at.text === undefined) return this.read(json, { ...at, text: path }, path);
    const shown = at.text ?? path;
    for (const [id, said] of this.named(node, isCallee(type, path))) {
      const key = keyOf(section, owner, shown);
      const place = this.places.get(key) ?? { section, owner, type, path: shown, names: new Map() };
      const names = place.names.get(id) ?? new Set();
      place.names.set(id, names.add(said === LATEST ? qualifierBeside(at, path) : said));
      this.places.set(key, place);
    }
  }

  private *named(node: Json, isCallee: boolean): Generator<readonly [id: string, name: string]> {
    const parts = joinParts(node);
    for (const [i, part] of parts.entries()) {
      const target = soleReference(part);
      const alias = target && this.qualified.get(target.id);
      if (typeof part === 'string') yield* this.inText(part, isCallee);
      else if (alias) yield alias;
      else if (target && isName(target.attribute) && own(own(this.side.resources, target.id), 'Type') === FUNCTION) {
        yield [target.id, qualifierIn(parts[i + 1])];
      } else if (isObject(part) && !target) {
        for (const inner of Object.values(part).flat()) yield* this.named(inner as Json, isCallee);
      }
    }
  }

  /** By their own names, where a text is an address: `…:function:NAME:live`. */
  private *inText(text: string, isCallee: boolean): Generator<readonly [id: string, name: string]> {
    for (const [, name = '', said] of text.matchAll(/(?:^|:)function:([\w-]+)(?::([\w$*-]+))?/g)) {
      const id = this.byName.get(name);
      if (id !== undefined) yield [id, labelOf(said)];
    }
    const [name = '', said] = isCallee ? text.split(':') : [];
    const id = this.byName.get(name);
    if (id !== undefined) yield [id, labelOf(said)];
  }
}

interface At {
  readonly section: 'Resources' | 'Outputs';
  readonly owner: string;
  readonly type: string;
  readonly properties?: Json;
  /** The map in which the value stands. */
  readonly beside?: Json;
  /** The property whose text is the JSON in which the value stands. */
  readonly text?: string;
}

/** Does a name that is all of a text call the function of that name? */
function isCallee(type: string, path: string): boolean {
  const treatment = callerAt(type, path)?.caller.treatment;
  return /(^|\.)FunctionName$/.test(path) || (treatment !== undefined && treatment !== 'kept');
}

const isName = (attribute: string): boolean => attribute === '' || attribute === 'Arn';

function qualifierBeside({ type, properties, beside }: At, path: string): string {
  const caller = callerAt(type, path)?.caller;
  const property = typeof caller?.how === 'object' ? caller.how.qualifier : caller?.unless;
  const isBeside = /\.FunctionName$/.test(path);
  const said = property !== undefined ? valueAt(properties, property.split('.')) : isBeside ? own(beside, 'Qualifier') : undefined;
  return labelOf(typeof said === 'string' ? said : undefined);
}

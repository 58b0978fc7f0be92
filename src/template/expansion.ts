import { type Environment, parameterValue } from './environment';
import { ifParts, intrinsicOf, subParts } from './intrinsics';
import { isObject, type Json, type JsonObject, own } from './json';
import { subPieces } from './sub';

/** A condition that is not decided stands in a value by its words, or their hash (values.ts). */
const LONGEST_CONDITION = 2_000;
const DEEPEST_CONDITION = 100;
/** About what a reference takes that stays one. */
const REFERENCE = 30;

/**
 * How much resolving a value would write, counted without writing it: a few kilobytes of Fn::Sub that use each other many times would
 * fill any memory. Never less than `Values` writes, and more where branches and mappings are not looked up.
 */
export class Expansion {
  private readonly known = new Map<string, number>();
  /** Each intrinsic is counted once: a text in texts in texts would take twice the time for each level. */
  private readonly counted = new WeakMap<object, number>();
  private depth = 0;

  constructor(
    private readonly template: JsonObject,
    private readonly environment: Environment,
  ) {}

  of(node: Json | undefined): number {
    if (typeof node === 'string') return node.length + 1;
    if (Array.isArray(node)) return this.sum(node);
    if (!isObject(node)) return 1;
    const key = intrinsicOf(node);
    if (key === undefined) return this.ofMap(node, undefined);
    const size = this.counted.get(node) ?? this.ofMap(node, key);
    this.counted.set(node, size);
    return size;
  }

  private ofMap(node: JsonObject, key: string | undefined): number {
    const value = key === undefined ? null : (node[key] as Json);
    if (key === 'Ref' && typeof value === 'string') return this.reference(value);
    if (key === 'Fn::Sub') return this.sub(value);
    let size = 2;
    for (const name in node) size += name.length + 1 + this.of(node[name]);
    if (key === 'Fn::Join' && Array.isArray(value)) return size + this.of(value[0]) * this.items(value[1]);
    if (key === 'Fn::FindInMap' && Array.isArray(value)) return size + this.mapping(value[0]);
    const condition = ifParts(node)?.[0] ?? node.Condition;
    return typeof condition === 'string' ? size + this.condition(condition) : size;
  }

  private sum(nodes: readonly Json[]): number {
    let sum = 1;
    for (const node of nodes) sum += this.of(node);
    return sum;
  }

  private sub(value: Json): number {
    const { text, map, mapped } = subParts(value) ?? { text: '', map: {}, mapped: false };
    const sizes = mapped ? new Map(Object.entries(map).map(([name, inner]) => [name, this.of(inner)])) : undefined;
    let size = Array.isArray(value) ? this.sum(value) : text.length;
    for (const piece of subPieces(text)) {
      size += 'variable' in piece ? 1 + (sizes?.get(piece.variable) ?? this.reference(piece.variable)) : 1;
    }
    return size;
  }

  /** At most so many items has a list whose parts are this long together. */
  private items(list: Json | undefined): number {
    return Array.isArray(list) ? list.length : this.of(list);
  }

  private reference(name: string): number {
    return this.once(`Ref ${name}`, () => {
      const value = parameterValue(name, own(this.template, 'Parameters'), this.environment.parameterValues);
      return value === undefined ? name.length + REFERENCE : this.of(value);
    });
  }

  /** The largest value of a mapping; of all of them where its name is no text. */
  private mapping(name: Json | undefined): number {
    const mappings = own(this.template, 'Mappings');
    const maps = typeof name === 'string' ? [own(mappings, name)] : Object.values(isObject(mappings) ? mappings : {});
    return this.once(`Map ${typeof name === 'string' ? name : '*'}`, () => {
      const values = maps.flatMap((map) =>
        Object.values(isObject(map) ? map : {}).flatMap((row) => (isObject(row) ? Object.values(row) : [])),
      );
      return values.reduce<number>((most, value) => Math.max(most, this.of(value)), 0);
    });
  }

  private condition(name: string): number {
    if (this.depth >= DEEPEST_CONDITION) return LONGEST_CONDITION;
    return this.once(`Condition ${name}`, () => {
      this.depth++;
      const size = Math.min(LONGEST_CONDITION, this.of(own(own(this.template, 'Conditions'), name)));
      this.depth--;
      return size;
    });
  }

  private once(key: string, measure: () => number): number {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    this.known.set(key, LONGEST_CONDITION); // where it leads back to itself
    const size = measure();
    this.known.set(key, size);
    return size;
  }
}

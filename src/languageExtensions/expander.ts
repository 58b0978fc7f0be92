import { intrinsicOf, subParts } from '../template/intrinsics';
import { isObject, isScalar, type Json, type JsonObject, put, type Trail } from '../template/json';
import { type Context, decided, findInMap, length, toJsonString } from './functions';
import { isLoop, itemsOf, readLoop } from './loops';
import type { Origins } from './origins';
import { inKey, inSub, placeholdersIn, type Scope } from './scope';

/** Twice what CloudFormation takes: loops in loops over long lists would fill any memory. */
const MOST_CHARACTERS = 2_000_000;

/** Where a value was written, where it stands in the result, and what loops it is in. */
interface At {
  readonly from: Trail;
  readonly to: Trail;
  readonly scope: Scope;
}

const step = ({ from, to, scope }: At, key: string | number, renamed = key): At => ({ from: [...from, key], to: [...to, renamed], scope });

/** One walk over a section: loops are written out, and the functions of the transform become their values, the innermost first. */
export class Expander {
  private written = 0;

  constructor(
    private readonly context: Context,
    private readonly origins: Origins,
  ) {}

  section(node: Json, path: Trail): Json {
    return this.expand(node, { from: path, to: path, scope: new Map() });
  }

  private expand(node: Json, at: At): Json {
    if (at.scope.size > 0) this.written += 1 + (typeof node === 'string' ? node.length : 0);
    if (this.isTooMuch(at)) return node;
    if (typeof node === 'string') return this.text(node, at);
    if (Array.isArray(node)) return node.map((item, index) => this.expand(item, step(at, index)));
    if (!isObject(node)) return node;
    const key = intrinsicOf(node);
    return key !== undefined && !isLoop(key) ? this.intrinsic(key, node[key] as Json, at) : this.map(node, at);
  }

  private isTooMuch({ from }: At): boolean {
    if (this.written <= MOST_CHARACTERS) return false;
    this.context.problems.report('SD1233', from.slice(0, 2), { limit: MOST_CHARACTERS });
    return true;
  }

  /** A loop variable counts in a key, a Ref and a Fn::Sub. */
  private text(text: string, { from, scope }: At): Json {
    const [placeholder] = placeholdersIn(text, scope);
    if (placeholder !== undefined) this.context.problems.report('SD1234', from, { placeholder });
    return text;
  }

  private map(node: JsonObject, at: At): JsonObject {
    const result: JsonObject = {};
    const add = (key: string, value: Json, from: Trail) => {
      if (Object.hasOwn(result, key)) this.context.problems.report('SD1229', from, { key });
      else put(result, key, value);
    };
    for (const [key, value] of Object.entries(node)) {
      if (isLoop(key)) this.loop(value, { ...step(at, key), to: at.to }, add);
      else {
        const renamed = inKey(key, at.scope);
        const entry = step(at, key, renamed);
        if (renamed !== key) this.renamed(key, entry);
        add(renamed, this.expand(value, entry), entry.from);
      }
    }
    return result;
  }

  private renamed(key: string, { from, to }: At): void {
    this.context.problems.report('SD1235', from, { key });
    this.origins.move(to, from);
  }

  /** Adds what a loop makes to the map in which it stands. */
  private loop(value: Json, at: At, add: (key: string, value: Json, from: Trail) => void): void {
    const { template, values, problems } = this.context;
    const loop = readLoop(value, at.from, at.scope, template, problems);
    if (!loop) return;
    const collectionAt = step(at, 1);
    const items = itemsOf(this.expand(loop.collection, collectionAt), collectionAt.from, template, values, problems);
    for (const [index, item] of (items ?? []).entries()) {
      const scope = new Map([...at.scope, [loop.identifier, item]]);
      const body: At = { from: [...at.from, 2], to: at.to, scope };
      for (const [key, inner] of Object.entries(loop.body)) {
        if (this.isTooMuch(at)) return;
        if (isLoop(key)) {
          this.loop(inner, { ...step(body, key), to: at.to }, add);
          continue;
        }
        const made = inKey(key, scope);
        const inBody = step(body, key, made);
        if (at.to.length === 1 && !/^[A-Za-z0-9]+$/.test(made)) problems.report('SD1230', inBody.from, { key, position: index + 1 });
        this.origins.move(inBody.to, inBody.from);
        add(made, this.expand(inner, inBody), inBody.from);
      }
    }
  }

  private intrinsic(key: string, value: Json, at: At): Json {
    const inside = step(at, key);
    switch (key) {
      case 'Ref':
        return this.ref(value, inside);
      case 'Fn::Sub':
        return this.sub(value, inside);
      case 'Fn::GetAtt':
        return {
          [key]: Array.isArray(value) ? value.map((part, index) => this.name(part, step(inside, index))) : this.name(value, inside),
        };
      case 'Fn::FindInMap':
        return findInMap(this.expand(value, inside), inside.from, this.context);
      case 'Fn::Length':
        return length(this.expand(value, inside), inside.from, this.context);
      case 'Fn::ToJsonString':
        return toJsonString(this.expand(value, inside), inside.from, this.context);
      default:
        return { [key]: this.expand(value, inside) };
    }
  }

  private ref(value: Json, at: At): Json {
    const name = this.name(value, at);
    return (typeof name === 'string' ? at.scope.get(name) : undefined) ?? { Ref: name };
  }

  /** With the transform, Ref and Fn::GetAtt take functions. */
  private name(value: Json, at: At): Json {
    const name = this.expand(value, at);
    const known = isObject(name) ? decided(name, this.context.values) : undefined;
    return isScalar(known) ? String(known) : name;
  }

  private sub(value: Json, at: At): Json {
    const parts = subParts(value);
    if (!parts) return { 'Fn::Sub': this.expand(value, at) };
    const [ampersand] = placeholdersIn(parts.text, at.scope).filter((one) => one.startsWith('&'));
    if (ampersand !== undefined) this.context.problems.report('SD1235', at.from, { key: ampersand });
    const text = inSub(parts.text, parts.map, at.scope);
    if (at.scope.size > 0) this.written += text.length;
    if (text !== parts.text && !text.includes('${')) return text;
    return { 'Fn::Sub': parts.mapped ? [text, this.expand(parts.map, step(at, 1))] : text };
  }
}

/**
 * A small language for what a setting takes, written as plain data. `issuesOf` checks a value against it, in the macro too;
 * scripts/docs/jsonSchema.ts makes JSON Schema for editors of it.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'anything'
  /** Exactly this text. */
  | { readonly is: string }
  /** A text that matches: a regular expression and its flags. */
  | { readonly text: readonly [source: string, flags?: string] }
  /** A list of these. */
  | { readonly list: Shape }
  /** A map with any keys, each of which matches, and these values. */
  | { readonly entries: Shape; readonly keys?: readonly [source: string] }
  /** A map of these keys. Others are refused, unless it is open; those in `needs` must be there. */
  | { readonly map: Readonly<Record<string, Shape>>; readonly needs?: readonly string[]; readonly open?: true }
  /** One of these. */
  | { readonly any: readonly Shape[] };

export interface Issue {
  readonly path: readonly (string | number)[];
  /** A key of a map that takes no such key. */
  readonly unknown?: string;
  /** The type is right, and only a text or a key is wrong: of several alternatives this one was meant. */
  readonly nearly?: true;
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const WRONG: readonly Issue[] = [{ path: [] }];
const NEARLY: readonly Issue[] = [{ path: [], nearly: true }];
const below = (step: string | number, issues: readonly Issue[]): Issue[] =>
  issues.map((issue) => ({ ...issue, path: [step, ...issue.path] }));

/** Everything that is wrong with a value, at its place. Empty when nothing is. */
export function issuesOf(shape: Shape, value: unknown): readonly Issue[] {
  if (typeof shape === 'string') return shape === 'anything' || typeof value === shape ? [] : WRONG;
  if ('any' in shape) return ofAny(shape.any, value);
  if ('list' in shape) return Array.isArray(value) ? value.flatMap((item, index) => below(index, issuesOf(shape.list, item))) : WRONG;
  if ('is' in shape) return value === shape.is ? [] : WRONG;
  if ('text' in shape) return typeof value !== 'string' ? WRONG : new RegExp(...shape.text).test(value) ? [] : NEARLY;
  if (!isMap(value)) return WRONG;
  return 'map' in shape ? ofMap(shape, value) : ofEntries(shape, value);
}

function ofEntries({ entries, keys }: Extract<Shape, { entries: unknown }>, value: Record<string, unknown>): Issue[] {
  const known = keys && new RegExp(...keys);
  return Object.entries(value)
    .filter(([name]) => name !== '__proto__')
    .flatMap(([name, item]) => (known?.test(name) === false ? [{ path: [name] }] : below(name, issuesOf(entries, item))));
}

function ofMap({ map, needs = [], open }: Extract<Shape, { map: unknown }>, value: Record<string, unknown>): Issue[] {
  const wrong = Object.entries(map).flatMap(([name, inner]) =>
    Object.hasOwn(value, name) ? below(name, issuesOf(inner, value[name])) : needs.includes(name) ? [{ path: [name] }] : [],
  );
  const unknown = open ? [] : Object.keys(value).filter((name) => !Object.hasOwn(map, name));
  return [...wrong, ...unknown.map((name): Issue => ({ path: [], unknown: name, nearly: true }))];
}

/** Where one alternative alone is nearly right, it says what is wrong. */
function ofAny(shapes: readonly Shape[], value: unknown): readonly Issue[] {
  const all = shapes.map((shape) => issuesOf(shape, value));
  if (all.some((issues) => issues.length === 0)) return [];
  const near = all.filter((issues) => issues.every(({ nearly }) => nearly));
  return near.length === 1 && near[0] ? near[0] : WRONG;
}

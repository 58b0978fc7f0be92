/**
 * Reads what shapeOf.mjs wrote: zod's checks of the settings for the macro's bundle, in a twentieth of zod's size.
 * It finds the same issues at the same paths as zod does; test/bundle/ holds it to that.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'unknown'
  | { readonly one: readonly unknown[] }
  | { readonly list: Shape }
  | { readonly record: readonly [key: Shape, value: Shape] }
  | { readonly any: readonly Shape[] }
  | { readonly object: readonly (readonly [name: string, shape: Shape, optional: 0 | 1])[]; readonly strict?: 1 }
  | { readonly of: Shape; readonly checks: readonly Check[] };

interface Check {
  readonly pattern?: readonly [source: string, flags: string];
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly code?: 'unrecognized_keys';
  readonly keys?: readonly string[];
  /** The type is right, and only a check or a key is wrong: a union takes this alternative for the one that was meant. */
  readonly nearly?: boolean;
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const WRONG: readonly Issue[] = [{ path: [] }];
const below = (step: string | number, issues: readonly Issue[]): Issue[] =>
  issues.map((issue) => ({ ...issue, path: [step, ...issue.path] }));

/** In the place of zod's schema. */
export const schemaOf = (shape: Shape) => ({
  safeParse: (value: unknown) => {
    const issues = issuesOf(shape, value);
    return { success: issues.length === 0, error: { issues } };
  },
});

function issuesOf(shape: Shape, value: unknown): readonly Issue[] {
  if (typeof shape === 'string') return shape === 'unknown' || typeof value === shape ? [] : WRONG;
  if ('one' in shape) return shape.one.includes(value) ? [] : WRONG;
  if ('any' in shape) return ofAny(shape.any, value);
  if ('of' in shape) return ofChecks(shape.of, shape.checks, value);
  if ('list' in shape) return Array.isArray(value) ? value.flatMap((item, index) => below(index, issuesOf(shape.list, item))) : WRONG;
  if (!isMap(value)) return WRONG;
  if ('object' in shape) return ofObject(shape, value);
  const [key, inner] = shape.record;
  const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
  return entries.flatMap(([name, item]) => (issuesOf(key, name).length > 0 ? [{ path: [name] }] : below(name, issuesOf(inner, item))));
}

function ofObject({ object, strict }: Extract<Shape, { object: unknown }>, value: Record<string, unknown>): Issue[] {
  const wrong = object.flatMap(([name, inner, optional]) =>
    Object.hasOwn(value, name) ? below(name, issuesOf(inner, value[name])) : optional ? [] : [{ path: [name] }],
  );
  const keys = strict ? Object.keys(value).filter((name) => object.every(([known]) => known !== name)) : [];
  return keys.length > 0 ? [...wrong, { path: [], code: 'unrecognized_keys', keys, nearly: true }] : wrong;
}

/** Where one alternative alone is nearly right, it says what is wrong. */
function ofAny(shapes: readonly Shape[], value: unknown): readonly Issue[] {
  const all = shapes.map((shape) => issuesOf(shape, value));
  if (all.some((issues) => issues.length === 0)) return [];
  const near = all.filter((issues) => issues.every(({ nearly }) => nearly));
  return near.length === 1 && near[0] ? near[0] : WRONG;
}

function ofChecks(shape: Shape, checks: readonly Check[], value: unknown): readonly Issue[] {
  const issues = issuesOf(shape, value);
  if (issues.length > 0) return issues;
  return checks.filter((check) => !passes(check, value as string | unknown[])).map(() => ({ path: [], nearly: true }));
}

const passes = ({ pattern, atLeast, atMost }: Check, value: string | unknown[]): boolean =>
  (!pattern || new RegExp(...pattern).test(value as string)) &&
  (atLeast === undefined || value.length >= atLeast) &&
  (atMost === undefined || value.length <= atMost);

import { isObject, type Json, type Trail } from '../../../src/template/json';
import type { State } from './stack';

/** What somebody calls: a function of the stack, or one of its aliases and versions. */
export interface Target {
  /** Logical id. */
  readonly function: string;
  /** The alias or the number of the version. */
  readonly qualifier: string | undefined;
}

const IN_TEXT = /arn:[\w-]+:lambda:[\w-]*:\d*:function:([\w-]+)(?::([\w$-]+))?/g;
const WHOLE = /^(?:arn:[\w-]+:lambda:[\w-]*:\d*:function:|\d{12}:function:|function:)?([\w-]+)(?::([\w$-]+))?$/;

export type FunctionIds = ReadonlyMap<string, string>;

/** The functions of a stack by the names that they have in the account. */
export const functionsOf = ({ resources }: State): FunctionIds =>
  new Map([...resources.values()].filter(({ type }) => type === 'AWS::Lambda::Function').map(({ id, name }) => [name, id]));

function target(functions: FunctionIds, name: string | undefined, qualifier: string | undefined): Target[] {
  const id = functions.get(name ?? '');
  return id === undefined ? [] : [{ function: id, qualifier: qualifier === '$LATEST' ? undefined : qualifier }];
}

/** The functions whose ARNs stand in a text. */
export const targetsIn = (text: string, functions: FunctionIds): Target[] =>
  [...text.matchAll(IN_TEXT)].flatMap(([, name, qualifier]) => target(functions, name, qualifier));

/** The function that a value means where Lambda takes a name, a part of an ARN or a whole one. */
export function targetOf(text: string, functions: FunctionIds, qualifier?: Json): Target[] {
  const [, name, ownQualifier] = WHOLE.exec(text) ?? [];
  return target(functions, name, ownQualifier ?? (typeof qualifier === 'string' ? qualifier : undefined));
}

/** All texts at a path: `*` stands for any key or index, `**` at its end for everything below. */
export function textsAt(root: Json | undefined, path: string): [trail: Trail, text: string][] {
  const visit = (node: Json | undefined, [key, ...rest]: readonly string[], trail: Trail): [Trail, string][] => {
    if (key === '**') {
      if (typeof node === 'string') return [[trail, node]];
      return inner(node).flatMap(([name, child]) => visit(child, ['**'], [...trail, name]));
    }
    if (key === undefined) return typeof node === 'string' ? [[trail, node]] : [];
    const children = inner(node).filter(([name]) => key === '*' || key === String(name));
    return children.flatMap(([name, child]) => visit(child, rest, [...trail, name]));
  };
  return visit(root, path.split('.'), []);
}

const inner = (node: Json | undefined): [string | number, Json][] => {
  if (Array.isArray(node)) return node.map((item, index) => [index, item]);
  return isObject(node) ? Object.entries(node) : [];
};

/** The value under the name that stands nearest: beside what a trail leads to, or beside one of its ancestors. */
export function nearest(root: Json, trail: Trail, name: RegExp): Json | undefined {
  const ancestors: Json[] = [root];
  for (const key of trail.slice(0, -1)) ancestors.push((ancestors.at(-1) as Record<string | number, Json>)[key] as Json);
  for (const ancestor of ancestors.reverse()) {
    const beside = isObject(ancestor) ? Object.entries(ancestor).find(([key]) => name.test(key)) : undefined;
    if (beside) return beside[1];
  }
  return undefined;
}

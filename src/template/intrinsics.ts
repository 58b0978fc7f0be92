import { isObject, type Json, type JsonObject } from './json';

export const NO_VALUE = { Ref: 'AWS::NoValue' } as const;
export const ref = (id: string): JsonObject => ({ Ref: id });
export const getAtt = (id: string, attribute: string): JsonObject => ({ 'Fn::GetAtt': [id, attribute] });
export const sub = (text: string): JsonObject => ({ 'Fn::Sub': text });
export const fnIf = (condition: string, yes: Json, no: Json): JsonObject => ({ 'Fn::If': [condition, yes, no] });
/** A value that is only there where the condition holds. */
export const onlyIf = (condition: string, value: Json): JsonObject => fnIf(condition, value, NO_VALUE);

/** `Ref`, `Fn::GetAtt`, …; undefined for a plain map. An intrinsic is a map with that one key. */
export function intrinsicOf(node: Json | undefined): string | undefined {
  if (!isObject(node)) return undefined;
  let only: string | undefined;
  for (const key in node) {
    if (only !== undefined) return undefined;
    only = key;
  }
  return only !== undefined && (only === 'Ref' || only.startsWith('Fn::')) ? only : undefined;
}

export const isNoValue = (node: Json | undefined): boolean => isObject(node) && node.Ref === 'AWS::NoValue';

/** [logical id, attribute] of the value of a Fn::GetAtt, which is a list or, in YAML's long form, a dotted string. */
export function getAttTarget(value: Json | undefined): [id: string, attribute: string] | undefined {
  if (typeof value === 'string') return splitDotted(value);
  if (Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string')) {
    return splitDotted(value.join('.'));
  }
  return undefined;
}

/** `Function.Arn` -> ['Function', 'Arn']; attributes may hold more dots. */
export function splitDotted(text: string): [id: string, attribute: string] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Text and map of a Fn::Sub in either form. */
export function subParts(value: Json | undefined): { text: string; map: JsonObject; mapped: boolean } | undefined {
  if (typeof value === 'string') return { text: value, map: {}, mapped: false };
  if (!Array.isArray(value) || typeof value[0] !== 'string') return undefined;
  return isObject(value[1]) ? { text: value[0], map: value[1], mapped: true } : { text: value[0], map: {}, mapped: false };
}

/** [condition, then, else] of a Fn::If. */
export function ifParts(node: Json | undefined): [string, Json, Json] | undefined {
  const value = isObject(node) ? node['Fn::If'] : undefined;
  if (!Array.isArray(value) || value.length !== 3 || typeof value[0] !== 'string') return undefined;
  return [value[0], value[1] as Json, value[2] as Json];
}

/** Everything that a value can turn out to be, as far as its Fn::Ifs say, resolved ones too. */
export function branchesOf(node: Json): Json[] {
  const parts = isObject(node) ? node['Fn::If'] : undefined;
  return Array.isArray(parts) ? parts.slice(1).flatMap(branchesOf) : [node];
}

/** The value with every branch of its Fn::Ifs mapped; itself mapped where it is none. */
export function mapBranches(node: Json, map: (branch: Json) => Json): Json {
  const parts = ifParts(node);
  return parts ? fnIf(parts[0], mapBranches(parts[1], map), mapBranches(parts[2], map)) : map(node);
}

/** What a value is where a condition holds (1) or does not (2), however deep in its Fn::Ifs. */
export function inBranch(node: Json, condition: string, branch: 1 | 2): Json {
  const parts = ifParts(node);
  if (!parts) return node;
  const [name, yes, no] = parts;
  if (name === condition) return inBranch(parts[branch], condition, branch);
  return fnIf(name, inBranch(yes, condition, branch), inBranch(no, condition, branch));
}

/** The parts of a text as `Values` spells it: those of a Fn::Join without delimiter, else the value alone. */
export function joinParts(node: Json): readonly Json[] {
  const join = isObject(node) ? node['Fn::Join'] : undefined;
  return Array.isArray(join) && join[0] === '' && Array.isArray(join[1]) ? join[1] : [node];
}

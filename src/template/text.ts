import { ifParts, intrinsicOf, isNoValue, joinParts, mapBranches, subParts } from './intrinsics';
import { isObject, isScalar, type Json } from './json';
import { escapeSub } from './sub';

/** One text of several parts: itself where all are literal, the part where there is one, a Fn::Join otherwise. */
export function concatenate(parts: readonly Json[], delimiter = ''): Json {
  const pieces: Json[] = [];
  const add = (piece: Json) => {
    const last = pieces.at(-1);
    if (isScalar(piece) && typeof last === 'string') pieces[pieces.length - 1] = last + String(piece);
    else if (isScalar(piece)) pieces.push(String(piece));
    else pieces.push(...joinParts(piece));
  };
  parts.forEach((part, index) => {
    if (index > 0 && delimiter) add(delimiter);
    for (const piece of joinParts(part)) add(piece);
  });
  const filled = pieces.filter((piece) => piece !== '');
  if (filled.length === 0) return '';
  return filled.length === 1 ? (filled[0] as Json) : { 'Fn::Join': ['', filled] };
}

/** The same text with something literal after it, in the author's own spelling. AWS::NoValue stays what it is. */
export function appendText(node: Json, end: string): Json {
  if (isScalar(node)) return String(node) + end;
  if (isNoValue(node)) return node;
  if (ifParts(node)) return mapBranches(node, (branch) => appendText(branch, end));
  const key = intrinsicOf(node);
  const parts = key === 'Fn::Sub' && isObject(node) ? subParts(node[key]) : undefined;
  if (parts) {
    const text = parts.text + escapeSub(end);
    return { 'Fn::Sub': parts.mapped ? [text, parts.map] : text };
  }
  if (key === 'Fn::GetAtt' || key === 'Ref') {
    const target = isObject(node) ? node[key] : undefined;
    const name = Array.isArray(target) ? target.join('.') : target;
    if (typeof name === 'string') return { 'Fn::Sub': `\${${name}}${escapeSub(end)}` };
  }
  return { 'Fn::Join': ['', [node, end]] };
}

/** At most how many characters a resolved text has; undefined when nobody can say. */
export function longestLength(text: Json | undefined): number | undefined {
  if (text === undefined) return 0;
  if (isScalar(text)) return String(text).length;
  const branches = ifParts(text) ?? (isObject(text) && Array.isArray(text['Fn::If']) ? text['Fn::If'] : undefined);
  if (branches) return sumOrMax(branches.slice(1) as Json[], Math.max);
  if (isObject(text) && text.Ref === 'AWS::StackName') return 128;
  if (isNoValue(text)) return 0;
  const pieces = joinParts(text);
  return pieces.length > 1 ? sumOrMax(pieces, (...lengths) => lengths.reduce((a, b) => a + b, 0)) : undefined;
}

function sumOrMax(parts: readonly Json[], combine: (...lengths: number[]) => number): number | undefined {
  const lengths = parts.map(longestLength);
  return lengths.every((length) => length !== undefined) ? combine(...lengths) : undefined;
}

import { getAttTarget, intrinsicOf, splitDotted, subParts } from './intrinsics';
import { isObject, type Json } from './json';
import { subPieces } from './sub';

/** Called for each reference: a logical id or parameter name, and the attribute ('' for a Ref). */
export type Visit = (id: string, attribute: string) => void;

/** Every Ref, Fn::GetAtt and `${…}` in a value, in every spelling. Dotted Refs are SAM's shorthands. */
export function eachReference(node: Json | undefined, visit: Visit): void {
  if (Array.isArray(node)) {
    for (const item of node) eachReference(item, visit);
    return;
  }
  if (!isObject(node)) return;
  const key = intrinsicOf(node);
  if (key === 'Ref') {
    if (typeof node.Ref === 'string') visit(...splitDotted(node.Ref));
    return;
  }
  if (key === 'Fn::GetAtt') {
    const target = getAttTarget(node[key]);
    if (target) return visit(...target);
  }
  if (key === 'Fn::Sub') {
    const parts = subParts(node[key]);
    if (parts) {
      for (const piece of subPieces(parts.text)) {
        if ('variable' in piece && !Object.hasOwn(parts.map, piece.variable)) visit(...splitDotted(piece.variable));
      }
      return eachReference(parts.map, visit);
    }
  }
  for (const inner of Object.values(node)) eachReference(inner, visit);
}

export function referencedIds(...nodes: (Json | undefined)[]): Set<string> {
  const ids = new Set<string>();
  for (const node of nodes) eachReference(node, (id) => ids.add(id));
  return ids;
}

/** The one thing that a value is: `Ref X`, `Fn::GetAtt X.A`, `${X}` or `${X.A}` and nothing around it. */
export function soleReference(node: Json | undefined): { id: string; attribute: string } | undefined {
  if (!isObject(node)) return undefined;
  const key = intrinsicOf(node);
  const named = ([id, attribute]: [string, string]) => ({ id, attribute });
  if (key === 'Ref' && typeof node.Ref === 'string') return named(splitDotted(node.Ref));
  if (key === 'Fn::GetAtt') {
    const target = getAttTarget(node[key]);
    return target && named(target);
  }
  const parts = key === 'Fn::Sub' ? subParts(node[key]) : undefined;
  const pieces = parts ? subPieces(parts.text) : [];
  const only = pieces.length === 1 ? pieces[0] : undefined;
  if (!parts || !only || !('variable' in only)) return undefined;
  return Object.hasOwn(parts.map, only.variable) ? soleReference(parts.map[only.variable]) : named(splitDotted(only.variable));
}

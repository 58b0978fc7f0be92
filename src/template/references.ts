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

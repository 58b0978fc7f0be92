import { getAttTarget, intrinsicOf, splitDotted, subParts } from './intrinsics';
import { isObject, type Json } from './json';
import { subPieces } from './sub';

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

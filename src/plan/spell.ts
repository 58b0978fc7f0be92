import { ifParts, isNoValue, subParts } from '../template/intrinsics';
import { isScalar, type Json, own } from '../template/json';
import { soleReference } from '../template/references';

/** A name as its author wrote it, short enough for a line: `Checkout`, `F.Arn`, `${Stage}-errors`. Never the value behind it. */
export function spell(node: Json | undefined): string {
  if (isScalar(node)) return String(node);
  const target = soleReference(node);
  if (target) return target.attribute ? `${target.id}.${target.attribute}` : target.id;
  const branches = ifParts(node);
  if (branches) {
    const [condition, yes, no] = branches;
    if (isNoValue(no)) return `${spell(yes)} if ${condition}`;
    return isNoValue(yes) ? `${spell(no)} unless ${condition}` : `${spell(yes)} if ${condition}, otherwise ${spell(no)}`;
  }
  const text = subParts(own(node, 'Fn::Sub'))?.text;
  if (text !== undefined) return text;
  const select = own(node, 'Fn::Select');
  if (Array.isArray(select)) return `item ${spell(select[0])} of ${spell(select[1])}`;
  return Object.keys(node ?? {}).join();
}

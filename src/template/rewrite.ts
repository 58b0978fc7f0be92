import { getAttTarget, intrinsicOf, splitDotted, subParts } from './intrinsics';
import { asList, isObject, type Json, type JsonObject, mapValues } from './json';
import { escapeSub, subPieces } from './sub';

/** What a reference becomes: another id and attribute ('' for a Ref), and literal text after it. */
export interface Target {
  readonly id: string;
  readonly attribute: string;
  readonly suffix?: string;
}
/** undefined leaves the reference as it is. */
type Redirect = (id: string, attribute: string) => Target | undefined;

const dotted = ({ id, attribute }: Target): string => (attribute === '' ? id : `${id}.${attribute}`);
const inSub = (target: Target): string => `\${${dotted(target)}}${escapeSub(target.suffix ?? '')}`;

function referenceTo(target: Target): JsonObject {
  if (target.suffix !== undefined) return { 'Fn::Sub': inSub(target) };
  return target.attribute === '' ? { Ref: target.id } : { 'Fn::GetAtt': [target.id, target.attribute] };
}

/** The same value with its references redirected, wherever they stand. What does not change is not copied. */
export function redirect(node: Json, to: Redirect): Json {
  if (Array.isArray(node)) return mapKeeping(node, (item) => redirect(item, to));
  if (!isObject(node)) return node;
  const key = intrinsicOf(node);
  if (key === 'Ref' || key === 'Fn::GetAtt') {
    const value = node[key];
    const named = key === 'Ref' ? (typeof value === 'string' ? splitDotted(value) : undefined) : getAttTarget(value);
    const target = named && to(...named);
    if (target) return referenceTo(target);
    if (key === 'Ref') return node;
  }
  const parts = key === 'Fn::Sub' ? subParts(node[key]) : undefined;
  if (parts) {
    const text = redirectText(parts.text, parts.map, to);
    const map = redirect(parts.map, to) as JsonObject;
    if (text === parts.text && map === parts.map) return node;
    return { 'Fn::Sub': parts.mapped ? [text, map] : text };
  }
  return mapValues(node, (inner) => redirect(inner, to));
}

function redirectText(text: string, map: JsonObject, to: Redirect): string {
  let result = '';
  let last = 0;
  for (const piece of subPieces(text)) {
    if (!('variable' in piece) || Object.hasOwn(map, piece.variable)) continue;
    const target = to(...splitDotted(piece.variable));
    if (!target) continue;
    result += text.slice(last, piece.start) + inSub(target);
    last = piece.end;
  }
  return result + text.slice(last);
}

function mapKeeping(list: Json[], map: (item: Json) => Json): Json[] {
  let changed = false;
  const result = list.map((item) => {
    const mapped = map(item);
    changed ||= mapped !== item;
    return mapped;
  });
  return changed ? result : list;
}

/** The same for a resource, a list of resources or a section: in DependsOn as well, which names logical ids. */
export const redirectAll = (node: Json, to: Redirect, order: (id: string) => readonly string[]): Json => reorder(redirect(node, to), order);

/** Its DependsOn alone. A list gives several ids. */
export function reorder(node: Json, order: (id: string) => readonly string[]): Json {
  if (Array.isArray(node)) return mapKeeping(node, (item) => reorder(item, order));
  if (!isObject(node)) return node;
  if (typeof node.Type !== 'string') return mapValues(node, (inner) => reorder(inner, order));
  return mapValues(node, (value, key) => (key === 'DependsOn' ? reordered(value, order) : value));
}

/** What waits for one keeps its form, a text or a list. */
function reordered(dependsOn: Json, order: (id: string) => readonly string[]): Json {
  const before = asList(dependsOn);
  const after = before.flatMap((id): readonly Json[] => (typeof id === 'string' ? order(id) : [id]));
  if (before.length === after.length && before.every((id, i) => id === after[i])) return dependsOn;
  return Array.isArray(dependsOn) || after.length !== 1 ? [...new Set(after)] : (after[0] as Json);
}

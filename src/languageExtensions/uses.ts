import { intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { isLoop } from './loops';

/** Something that no template can hold without the transform. */
export interface Use {
  readonly name: string;
  readonly path: Trail;
}

export const SECTIONS = ['Conditions', 'Resources', 'Outputs'];
const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'];

/** Every use of the transform in the sections that take it. */
export function usesOf(template: JsonObject): Use[] {
  return SECTIONS.flatMap((section) => usesIn(own(template, section), [section]));
}

/** Loops where CloudFormation takes none. */
export const loopsElsewhere = (template: JsonObject): Use[] =>
  Object.keys(template)
    .filter((section) => !SECTIONS.includes(section))
    .flatMap((section) => usesIn(template[section], [section]).filter(({ name }) => name === 'Fn::ForEach'));

function usesIn(node: Json | undefined, path: Trail): Use[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => usesIn(item, [...path, index]));
  if (!isObject(node)) return [];
  const inside = Object.entries(node).flatMap(([key, value]): Use[] =>
    isLoop(key) ? [{ name: 'Fn::ForEach', path: [...path, key] }] : usesIn(value, [...path, key]),
  );
  const name = ownUse(node, path);
  return name === undefined ? inside : [{ name, path }, ...inside];
}

function ownUse(node: JsonObject, path: Trail): string | undefined {
  const key = intrinsicOf(node);
  const value = key === undefined ? undefined : node[key];
  if (key === 'Fn::Length' || key === 'Fn::ToJsonString') return key;
  if (key === 'Fn::FindInMap' && own(Array.isArray(value) ? value[3] : undefined, 'DefaultValue') !== undefined) return 'DefaultValue of Fn::FindInMap';
  if (key === 'Ref' && isObject(value)) return 'a function in Ref';
  if (path.length === 3 && path[0] === 'Resources' && POLICIES.includes(String(path[2]))) return `a function in ${path[2]}`;
  return undefined;
}

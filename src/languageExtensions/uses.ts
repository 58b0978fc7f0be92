import { intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { isPlainKey } from './functions';
import { isLoop } from './loops';

/** Something that no template can hold without the transform. */
export interface Use {
  readonly name: string;
  readonly path: Trail;
  /** Is it certain that CloudFormation refuses it without the transform? */
  readonly isCertain: boolean;
}

export const SECTIONS = ['Conditions', 'Resources', 'Outputs'];
const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy', 'Condition'];

/** Every use of the transform in the sections that take it. */
export function usesOf(template: JsonObject): Use[] {
  return SECTIONS.flatMap((section) => usesIn(own(template, section), section));
}

/** Loops where CloudFormation takes none. */
export const loopsElsewhere = (template: JsonObject): Use[] =>
  Object.keys(template)
    .filter((section) => !SECTIONS.includes(section))
    .flatMap((section) => usesIn(template[section], section).filter(({ name }) => name === 'Fn::ForEach'));

/** One path for the whole walk: most templates have no use, and thousands of values. */
function usesIn(root: Json | undefined, section: string): Use[] {
  const uses: Use[] = [];
  const path: (string | number)[] = [section];
  const inside = (step: string | number, node: Json): void => {
    path.push(step);
    visit(node);
    path.pop();
  };
  const visit = (node: Json | undefined): void => {
    if (Array.isArray(node)) for (const [index, item] of node.entries()) inside(index, item);
    if (!isObject(node)) return;
    const name = functionIn(node);
    if (name !== undefined) uses.push({ name, path: [...path], isCertain: true });
    else if (isAttribute(path) && intrinsicOf(node) !== undefined) uses.push({ name: String(path[2]), path: [...path], isCertain: false });
    for (const [key, value] of Object.entries(node)) {
      if (isLoop(key)) uses.push({ name: 'Fn::ForEach', path: [...path, key], isCertain: true });
      else inside(key, value);
    }
  };
  visit(root);
  return uses;
}

/** Is this an attribute of a resource or an output in which the transform takes functions? CloudFormation itself does not, or did not always. */
const isAttribute = (path: Trail): boolean => path.length === 3 && path[0] !== 'Conditions' && ATTRIBUTES.includes(String(path[2]));

/** A function, or a function inside another, that CloudFormation takes with the transform only. */
function functionIn(node: JsonObject): string | undefined {
  const key = intrinsicOf(node);
  const value = key === undefined ? undefined : node[key];
  const list = Array.isArray(value) ? value : [];
  switch (key) {
    case 'Fn::Length':
    case 'Fn::ToJsonString':
      return key;
    case 'Ref':
      return isObject(value) ? 'A function in Ref' : undefined;
    case 'Fn::GetAtt':
      return isObject(list[0]) ? 'A function in the logical ID of Fn::GetAtt' : undefined;
    case 'Fn::FindInMap':
      if (own(list[3], 'DefaultValue') !== undefined) return 'The DefaultValue of Fn::FindInMap';
      return list.every(isPlainKey) ? undefined : 'A function in Fn::FindInMap';
    default:
      return undefined;
  }
}

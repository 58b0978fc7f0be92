import type { Diagnostics } from '../diagnostics/diagnostics';
import { isObject, type Json, own, type Trail } from '../template/json';
import type { Template } from '../template/template';
import { onlyIgnores } from './marks';

/** A loop that nobody has expanded yet makes no function that could be released: a mark in it would do nothing. */
export function refuseMarksInLoops(template: Template, diagnostics: Diagnostics): void {
  for (const [id, loop] of Object.entries(template.Resources)) {
    if (!id.startsWith('Fn::ForEach::')) continue;
    for (const path of marksIn(loop, ['Resources', id])) diagnostics.report('SD2008', path);
  }
}

/** Where functions in a value are marked, a loop for example. */
export function marksIn(node: Json, path: Trail): Trail[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => marksIn(item, [...path, index]));
  if (!isObject(node)) return [];
  const mark = typeof node.Type === 'string' ? own(node.Metadata, 'SafeDeploy') : undefined;
  if (mark !== undefined && !onlyIgnores(mark)) return [[...path, 'Metadata', 'SafeDeploy']];
  return Object.entries(node).flatMap(([key, value]) => marksIn(value, [...path, key]));
}

import type { Diagnostics } from '../diagnostics/diagnostics';
import { isObject, type Json, own } from '../template/json';
import type { Template } from '../template/template';

/** Far more than any template has, and far less than a JavaScript stack holds. */
const DEEPEST = 200;

/** Can the fragment be walked at all? */
export function checkDepth(root: Json | undefined, diagnostics: Diagnostics): boolean {
  if (root === undefined || isShallow(root, DEEPEST)) return true;
  diagnostics.report('SD1006', [], { limit: DEEPEST });
  return false;
}

/** Recursion that ends at the limit which it checks. */
function isShallow(node: Json, levels: number): boolean {
  if (typeof node !== 'object' || node === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(node)) {
    for (const item of node) if (!isShallow(item, levels - 1)) return false;
    return true;
  }
  for (const key in node) if (!isShallow(node[key] as Json, levels - 1)) return false;
  return true;
}

/** Is every resource one? `Fn::ForEach::…` and `Fn::Transform` are none and pass through. */
export function checkResources(template: Template, diagnostics: Diagnostics): void {
  for (const id of Object.keys(template.Resources)) {
    const resource = template.Resources[id];
    if (id === '__proto__') diagnostics.report('SD1005', ['Resources', id]);
    else if (!id.startsWith('Fn::') && (!isObject(resource) || typeof own(resource, 'Type') !== 'string')) {
      const why = !isObject(resource)
        ? 'it is not a map'
        : own(resource, 'Type') === undefined
          ? 'it has no Type'
          : 'its Type is not a string';
      diagnostics.report('SD1004', ['Resources', id], { why });
    }
  }
}

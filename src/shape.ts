import type { Diagnostics } from './diagnostics/diagnostics';
import { isObject, type Json, own } from './template/json';
import type { Template } from './template/template';

/** Far more than any template has, and far less than a JavaScript stack holds. */
const DEEPEST = 200;

/** Can the fragment be walked at all? Without recursion: that is what it protects. */
export function checkDepth(root: Json | undefined, diagnostics: Diagnostics): boolean {
  let level: Json[] = root === undefined ? [] : [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      diagnostics.report('SD1006', [], { limit: DEEPEST });
      return false;
    }
    const next: Json[] = [];
    for (const node of level) {
      if (typeof node !== 'object' || node === null) continue;
      for (const inner of Array.isArray(node) ? node : Object.values(node)) {
        if (typeof inner === 'object' && inner !== null) next.push(inner);
      }
    }
    level = next;
  }
  return true;
}

/** Is every resource one? `Fn::ForEach::…` and `Fn::Transform` are none and pass through. */
export function checkResources(template: Template, diagnostics: Diagnostics): void {
  for (const [id, resource] of Object.entries(template.Resources)) {
    if (id === '__proto__') diagnostics.report('SD1005', ['Resources', id]);
    else if (!id.startsWith('Fn::') && (!isObject(resource) || typeof own(resource, 'Type') !== 'string')) {
      diagnostics.report('SD1004', ['Resources', id]);
    }
  }
}

import { isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { FOR_EACH, isLoop } from './loops';
import type { Problems } from './problems';
import { SECTIONS } from './uses';

/** A loop has a name of its own, among loops and logical IDs: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html */
export function loopNames(template: JsonObject, problems: Problems): void {
  const seen = new Set<string>();
  const visit = (node: Json | undefined, path: Trail): void => {
    if (Array.isArray(node)) for (const [index, item] of node.entries()) visit(item, [...path, index]);
    if (!isObject(node)) return;
    for (const [key, value] of Object.entries(node)) {
      const at = [...path, key];
      if (isLoop(key)) {
        const name = key.slice(FOR_EACH.length);
        if (name === '') problems.report('SD1223', at, { why: 'its name is missing' });
        else if (own(own(template, 'Resources'), name) !== undefined) problems.report('SD1224', at, { name, taken: 'a resource' });
        else if (seen.has(name)) problems.report('SD1236', at, { name });
        seen.add(name);
      }
      visit(value, at);
    }
  };
  for (const section of SECTIONS) visit(own(template, section), [section]);
}

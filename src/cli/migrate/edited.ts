import isEqual from 'lodash/isEqual';
import { applied, type Edit } from '../../migrate/edits';
import type { Json } from '../../template/json';
import { Findings } from '../diagnostics/findings';
import type { Format } from '../read/read';
import { readJson } from '../read/readJson';
import { readYaml } from '../read/readYaml';
import { Source } from '../read/source';
import { jsonTree } from './jsonTree';
import { Renderer } from './render';
import { spliced } from './splices';
import { styleOf } from './style';
import { NotHere } from './tree';
import { yamlTree } from './yamlTree';

/**
 * The text of a file with the edits made, or undefined where it can't be made: the result must hold exactly the data that the
 * edits give. Anchors that stand for several places, merges and transforms are what makes the difference.
 */
export function edited(text: string, format: Format, root: Json, edits: readonly Edit[]): string | undefined {
  if (edits.length === 0) return text;
  // the last line gets an end for the time being
  const open = text.endsWith('\n') ? '' : /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const style = styleOf(text + open, format);
  const tree = format === 'json' ? jsonTree(style.text) : yamlTree(style.text);
  const wanted = applied(root, edits);
  for (const copies of [true, false]) {
    try {
      const result = spliced(edits, style, tree, new Renderer(style, tree, root, copies));
      const closed = open === '' ? result : result.slice(0, -open.length);
      if (isEqual(dataOf(closed, format), wanted)) return closed;
    } catch (fault) {
      if (!(fault instanceof NotHere)) throw fault;
    }
  }
  return undefined;
}

function dataOf(text: string, format: Format): Json | undefined {
  const source = new Source('', text);
  return (format === 'json' ? readJson(source, new Findings()) : readYaml(source, new Findings()))?.value;
}

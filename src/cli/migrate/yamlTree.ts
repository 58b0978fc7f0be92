import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { YAML_OPTIONS } from '../read/readYaml';
import type { Written, WrittenEntry } from './tree';

/** How a YAML text that can be read is written. */
export function yamlTree(text: string): Written {
  const { contents } = parseDocument(text, YAML_OPTIONS);
  return written(contents as Node, text);
}

function written(node: Node, text: string): Written {
  const [start = 0, valueEnd = 0] = node.range ?? [];
  if (isAlias(node)) return { kind: 'alias', flow: true, start, end: valueEnd, entries: [] };
  if (isMap(node)) {
    const entries = node.items.map((pair): WrittenEntry => {
      const key = pair.key as Node;
      const [from = 0, keyEnd = 0] = key.range ?? [];
      const value = pair.value ? written(pair.value as Node, text) : nothing(keyEnd);
      return {
        key: isScalar(key) ? String(key.value) : '',
        start: from,
        keyEnd,
        value: value.end > keyEnd ? value : nothing(afterColon(text, keyEnd)),
      };
    });
    return collection('map', node.flow === true, start, valueEnd, entries);
  }
  if (isSeq(node)) {
    const entries = node.items.map((item, key): WrittenEntry => {
      const value = written(item as Node, text);
      return { key, start: value.start, keyEnd: value.start, value };
    });
    return collection('list', node.flow === true, start, valueEnd, entries);
  }
  const { type } = node as { type?: string };
  const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
  return { kind: 'scalar', flow: !isBlock, start, end: isBlock ? text.slice(0, valueEnd).trimEnd().length : valueEnd, entries: [] };
}

/** The end of a block is that of its last line with content: the library counts comments after it. */
function collection(kind: 'map' | 'list', flow: boolean, start: number, end: number, entries: readonly WrittenEntry[]): Written {
  return { kind, flow, start, end: flow ? end : (entries.at(-1)?.value.end ?? end), entries };
}

const nothing = (at: number): Written => ({ kind: 'scalar', flow: true, start: at, end: at, entries: [] });
const afterColon = (text: string, keyEnd: number): number => keyEnd + (/^[ \t]*:/.exec(text.slice(keyEnd, keyEnd + 100))?.[0].length ?? 0);

import { isObject, type JsonObject } from '../template/json';
import type { Edit, Entry } from './edits';
import { at } from './edits';

/** Writes a mark on a function: under its Metadata, which stands after its Type where it is new. undefined where Metadata is no map. */
export function markEdit(root: JsonObject, id: string, settings: readonly Entry[]): Edit | undefined {
  const path = ['Resources', id];
  const metadata = at(root, [...path, 'Metadata']);
  const mark = { map: settings };
  if (metadata === undefined) return { do: 'add', path, key: 'Metadata', content: { map: [['SafeDeploy', mark]] }, after: 'Type' };
  if (!isObject(metadata) || Object.keys(metadata).length === 0) return undefined;
  return { do: 'add', path: [...path, 'Metadata'], key: 'SafeDeploy', content: mark };
}

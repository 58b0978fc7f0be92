import { isObject, type JsonObject } from '../template/json';
import type { Edit, Entry } from './edits';
import { at } from './edits';

/** Writes a mark on a function: under its Metadata, which stands after its Type where it is new. undefined where Metadata is no map. */
export function markEdits(root: JsonObject, id: string, settings: readonly Entry[]): Edit[] | undefined {
  const path = ['Resources', id];
  const metadata = at(root, [...path, 'Metadata']);
  const mark = { map: settings };
  if (isObject(metadata) && Object.keys(metadata).length > 0) {
    return [{ do: 'add', path: [...path, 'Metadata'], key: 'SafeDeploy', content: mark }];
  }
  const added: Edit = { do: 'add', path, key: 'Metadata', content: { map: [['SafeDeploy', mark]] }, after: 'Type' };
  if (metadata === undefined) return [added];
  return metadata === null || isObject(metadata) ? [{ do: 'remove', path: [...path, 'Metadata'] }, added] : undefined;
}

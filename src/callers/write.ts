import type { Released } from '../generate/released';
import { ref } from '../template/intrinsics';
import type { Json, Trail } from '../template/json';
import type { Spot } from '../template/pieces';
import { appendText } from '../template/text';
import { absolute, type Edit } from './address';
import type { Consumer } from './consumers';
import type { Draft } from './draft';

interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Writes one mention's edits, for all functions that it names at once: their spots share texts.
 * A reference to the alias where it closes no circle, the alias as text elsewhere. Gives the functions whose alias it now
 * names as text only, so that somebody else must see to the order.
 */
export function writeEdits(draft: Draft, consumers: readonly Consumer[], functions: ReadonlyMap<string, Released>): Set<string> {
  const texts = new Map<string, { trail: Trail; changes: TextChange[] }>();
  const textual = new Set<string>();
  const changeText = ({ trail, start = 0, end = 0 }: Spot, text: string, insert: boolean) => {
    const key = JSON.stringify(trail);
    const entry = texts.get(key) ?? { trail, changes: [] };
    entry.changes.push({ start: insert ? end : start, end, text });
    texts.set(key, entry);
  };
  for (const { mention, address } of consumers) {
    for (const edit of address.edits) {
      const spot = absolute(mention.trail, edit.spot);
      const inText = spot.end !== undefined;
      if (edit.kind === 'unqualify') {
        changeText(spot, '', false);
        continue;
      }
      const released = functions.get(edit.function);
      if (!released) continue;
      if (edit.kind === 'requalify') {
        textual.add(edit.function);
        changeText(spot, released.settings.alias, false);
        continue;
      }
      if (refers(draft, mention.owner, edit, released)) {
        if (inText) changeText(spot, `\${${released.aliasId}}`, false);
        else draft.change(spot.trail, () => ref(released.aliasId));
        continue;
      }
      textual.add(edit.function);
      const end = `:${released.settings.alias}`;
      if (inText) changeText(spot, end, true);
      else draft.change(spot.trail, (node) => appendText(node ?? '', end));
    }
  }
  for (const { trail, changes } of texts.values()) draft.change(trail, (text) => applied(String(text), changes));
  return textual;
}

const refers = (draft: Draft, owner: string, edit: Edit, { aliasId }: Released): boolean =>
  edit.kind === 'alias' && draft.refer(owner, aliasId);

function applied(text: string, changes: readonly TextChange[]): Json {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end, text: inserted } of [...changes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(last, start), inserted);
    last = end;
  }
  return parts.join('') + text.slice(last);
}

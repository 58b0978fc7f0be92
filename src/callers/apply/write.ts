import type { Draft } from '../../template/draft';
import type { Spot } from '../../template/expressionText';
import { ref } from '../../template/intrinsics';
import type { Json, Trail } from '../../template/json';
import { appendText } from '../../template/text';
import type { Released } from '../../version/released';
import type { Consumer } from '../decide/consumers';
import { absolute, type Edit } from '../find/address';

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
  const texts = new TextChanges();
  const textual = new Set<string>();
  for (const { mention, address } of consumers) {
    for (const edit of address.edits) {
      const spot = absolute(mention.trail, edit.spot);
      const inText = spot.end !== undefined;
      const released = functions.get(edit.function);
      if (!released) continue;
      if (edit.kind === 'latest' || edit.kind === 'unqualify') {
        textual.add(edit.function);
        texts.replace(spot, edit.kind === 'latest' ? released.settings.alias : '');
        continue;
      }
      if (refers(draft, mention.owner, edit, released)) {
        if (inText) texts.replace(spot, `\${${released.aliasId}}`);
        else draft.change(spot.trail, () => ref(released.aliasId));
        continue;
      }
      textual.add(edit.function);
      const end = `:${released.settings.alias}`;
      if (inText) texts.insertAfter(spot, end);
      else draft.change(spot.trail, (node) => appendText(node ?? '', end));
    }
  }
  texts.write(draft);
  return textual;
}

/** What changes in each text: positions count in the text as it was, so that all of it is written at once. */
class TextChanges {
  private readonly texts = new Map<string, { readonly trail: Trail; readonly changes: TextChange[] }>();

  replace({ trail, start = 0, end = 0 }: Spot, text: string): void {
    this.of(trail).push({ start, end, text });
  }

  insertAfter({ trail, end = 0 }: Spot, text: string): void {
    this.of(trail).push({ start: end, end, text });
  }

  write(draft: Draft): void {
    for (const { trail, changes } of this.texts.values()) draft.change(trail, (text) => applied(String(text), changes));
  }

  private of(trail: Trail): TextChange[] {
    const key = JSON.stringify(trail);
    const { changes } = this.texts.get(key) ?? { changes: [] };
    this.texts.set(key, { trail, changes });
    return changes;
  }
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

import type { Migration, Remark, Untouchable } from '../../migrate/migration';
import type { JsonObject } from '../../template/json';
import type { Format } from '../read/read';
import { edited } from './edited';

/** A migration as far as it can be made in the text of the file. */
export interface Decided<M extends Migration> {
  readonly text: string;
  readonly migration: M;
  /** What cannot be made: each is decided anew without it. */
  readonly stuck: readonly Remark[];
}

/** Makes the edits. Where that would change something else, too, the functions that they are for stay as they are. */
export function decided<M extends Migration>(
  text: string,
  format: Format,
  root: JsonObject,
  decide: (untouchable: Untouchable) => M,
): Decided<M> {
  const untouchable = new Set<string>();
  const stuck: Remark[] = [];
  for (;;) {
    const migration = decide(untouchable);
    const made = edited(
      text,
      format,
      root,
      migration.steps.flatMap(({ edits }) => edits),
    );
    if (made !== undefined) return { text: made, migration, stuck };
    const alone = migration.steps.filter(({ edits }) => edited(text, format, root, edits) === undefined);
    const blamed = (alone.length > 0 ? alone : migration.steps).filter(({ of }) => !untouchable.has(of));
    stuck.push(...blamed.map(({ of, path }): Remark => ({ code: 'SD1404', path, data: { id: of } })));
    // what cannot be left out, such as the section that lists the macro, leaves nothing
    if (blamed.length === 0 || blamed.some(({ path }) => path[0] !== 'Resources' && path[0] !== 'Globals')) {
      return { text, migration: { ...migration, steps: [] }, stuck };
    }
    for (const { of } of blamed) untouchable.add(of);
  }
}

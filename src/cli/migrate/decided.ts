import type { Edit } from '../../migrate/edits';
import type { Migration, Remark, Step, Untouchable } from '../../migrate/migration';
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
    const made = edited(text, format, root, editsOf(migration.steps));
    if (made !== undefined) return { text: made, migration, stuck };
    const fails = (steps: readonly Step[]) => edited(text, format, root, editsOf(steps)) === undefined;
    const alone = failing(migration.steps, fails);
    const blamed = (alone.length > 0 ? alone : migration.steps).filter(({ of }) => !untouchable.has(of));
    stuck.push(...blamed.map(({ of, path }): Remark => ({ code: 'SD1404', path, data: { id: of } })));
    // what cannot be left out, such as the section that lists the macro, leaves nothing
    if (blamed.length === 0 || blamed.some(({ path }) => path[0] !== 'Resources' && path[0] !== 'Globals')) {
      return { text, migration: { ...migration, steps: [] }, stuck };
    }
    for (const { of } of blamed) untouchable.add(of);
  }
}

const editsOf = (steps: readonly Step[]): Edit[] => steps.flatMap(({ edits }) => edits);

/** The steps that fail by themselves. Each look reads the file again, so halves are asked before their parts. */
function failing(steps: readonly Step[], fails: (steps: readonly Step[]) => boolean): readonly Step[] {
  if (steps.length === 0 || !fails(steps)) return [];
  if (steps.length === 1) return steps;
  const middle = Math.ceil(steps.length / 2);
  return [...failing(steps.slice(0, middle), fails), ...failing(steps.slice(middle), fails)];
}

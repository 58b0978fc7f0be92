import type { Entry } from '../../diagnostics/entry';
import { TABLE } from '../../diagnostics/table';
import { LINT_TABLE } from '../../lint/table';
import { MIGRATE_TABLE } from '../../migrate/table';
import { CLI_TABLE } from '../diagnostics/table';

/** Every code that SafeDeploy can say, in the order of the codes. */
export const ENTRIES: ReadonlyMap<string, Entry> = new Map(
  [TABLE, CLI_TABLE, LINT_TABLE, MIGRATE_TABLE]
    .flatMap((table): [string, Entry][] => Object.entries(table))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

export const entryOf = (code: string): Entry | undefined => ENTRIES.get(code);

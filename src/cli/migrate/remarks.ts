import type { Entry } from '../../diagnostics/entry';
import { fill } from '../../diagnostics/fill';
import type { Remark } from '../../migrate/migration';
import { MIGRATE_TABLE } from '../../migrate/table';
import type { Finding } from '../diagnostics/findings';
import type { SourceMap } from '../read/sourceMap';

/** Remarks with their words and their places, in the order of the file. */
export function findingsOf(remarks: readonly Remark[], map: SourceMap): Finding[] {
  const all = remarks.map(({ code, path, data }): Finding => {
    const { severity, text, remedy }: Entry = MIGRATE_TABLE[code];
    return { code, severity, message: fill(text, data), remedy: fill(remedy, data), place: map.at(path) };
  });
  return all.sort((a, b) => a.place.start - b.place.start);
}

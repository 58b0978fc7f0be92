import { stripVTControlCharacters } from 'node:util';

/** A cell as it is measured: paint takes no room. */
const widthOf = (cell: string): number => [...stripVTControlCharacters(cell)].length;

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, i) => Math.max(...rows.map((row) => widthOf(row[i] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** A line that fits, cut where it is too long. Escapes take no room, and those behind the cut stay, so that no colour runs on. */
export function cut(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  let room = columns - 1;
  let shown = '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
  for (const piece of line.match(/\u001b\[[0-9;]*m|./gu) ?? []) {
    const isEscape = piece.startsWith('\u001b[');
    if (isEscape || room > 0) shown += piece;
    else if (room === 0) shown += '…';
    if (!isEscape) room--;
  }
  return shown;
}

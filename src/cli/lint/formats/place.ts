import type { Place } from '../../read/source';

/** The line and column after the last character. */
export function endOf({ source, start, end }: Place): { endLine: number; endColumn: number } {
  const { line, column } = source.place({ start: Math.max(start, end), end });
  return { endLine: line, endColumn: column };
}

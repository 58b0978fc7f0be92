import type { Place } from '../read/source';
import { blank, type Paint, visible } from './terminal';

/** The line before a place, its own with a caret under it, and the line after. */
export function frame(place: Place, columns: number, paint: Paint): string[] {
  const { source, line, column } = place;
  const numbers = [line - 1, line, line + 1].filter((number) => source.line(number) !== undefined);
  const margin = String(numbers.at(-1) ?? line).length;
  const width = Math.max(20, columns - margin - 5);
  const own = source.line(line) ?? '';
  // a place far to the right is shown with what stands before and after it
  const from = column > width - 10 ? column - 1 - Math.floor(width / 2) : 0;
  const gutter = (label: string) => paint('dim', `  ${label.padStart(margin)} |`);
  return numbers.flatMap((number) => {
    const text = (source.line(number) ?? '').slice(from, from + width);
    const shown = [`${gutter(String(number))} ${visible(text)}`.trimEnd()];
    if (number !== line) return shown;
    const before = own.slice(from, column - 1);
    const marked = own.slice(column - 1, Math.min(column - 1 + Math.max(1, place.end - place.start), from + width));
    return [...shown, `${gutter('')} ${blank(before)}${paint('red', '^'.repeat(Math.max(1, blank(marked.trimEnd()).length)))}`];
  });
}

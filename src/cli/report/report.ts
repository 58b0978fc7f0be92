import type { Finding } from '../diagnostics/findings';
import { frame } from './frame';
import { type Paint, painter, visible } from './terminal';

/** More than anybody reads at once. */
const MOST = 100;

/** All findings of a file, each with its place, and how many there are. Empty where there is none. */
export function report(findings: readonly Finding[], { colours, columns }: { colours: boolean; columns: number }): string {
  if (findings.length === 0) return '';
  const paint = painter(colours);
  const shown = findings.slice(0, MOST).map((finding) => lines(finding, columns, paint).join('\n'));
  const hidden = findings.length - shown.length;
  const rest = hidden > 0 ? [`… and ${hidden} more.`] : [];
  return `${[...shown, ...rest, summary(findings, paint)].join('\n\n')}\n`;
}

const STYLES = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

function lines({ place, severity, code, message, remedy }: Finding, columns: number, paint: Paint): string[] {
  const where = `${visible(place.source.file)}:${place.line}:${place.column}`;
  const head = `${where}  ${paint(STYLES[severity], severity)} ${code}  ${visible(message)}`;
  return [head, `  ${visible(remedy)}`, '', ...frame(place, columns, paint)];
}

function summary(findings: readonly Finding[], paint: Paint): string {
  const counts = (['error', 'warning', 'note'] as const).flatMap((noun) => {
    const number = findings.filter(({ severity }) => severity === noun).length;
    return number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`];
  });
  return paint('bold', counts.join(', '));
}

import type { Finding } from '../diagnostics/findings';
import { frame } from './frame';
import { type Paint, painter, visible } from './terminal';

/** All findings, each with its place, and how many there are, or what else there is to say at the end. Empty where there is nothing. */
export function report(
  findings: readonly Finding[],
  { colours, columns }: { colours: boolean; columns: number },
  summary: string | undefined = findings.length > 0 ? countsOf(findings) : undefined,
): string {
  if (summary === undefined) return '';
  const paint = painter(colours);
  return `${[...findings.map((finding) => lines(finding, columns, paint).join('\n')), paint('bold', summary)].join('\n\n')}\n`;
}

const STYLES = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

function lines({ place, severity, code, message, remedy }: Finding, columns: number, paint: Paint): string[] {
  const where = `${visible(place.source.file)}:${place.line}:${place.column}`;
  const head = `${where}  ${paint(STYLES[severity], severity)} ${code}  ${visible(message)}`;
  return [head, `  ${visible(remedy)}`, '', ...frame(place, columns, paint)];
}

export const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `1 error, 2 warnings` */
export const countsOf = (findings: readonly Finding[]): string =>
  (['error', 'warning', 'note'] as const)
    .flatMap((noun) => {
      const number = findings.filter(({ severity }) => severity === noun).length;
      return number === 0 ? [] : [counted(number, noun)];
    })
    .join(', ');

import type { PrunedFunction, PrunedVersion } from '../../../operations/prune/model';
import { plural } from '../../plan/words';
import { type Paint, painter, visible } from '../../report/terminal';
import { wrapped } from '../../report/wrap';

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** `18.4 MB` */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1_000 && unit < UNITS.length - 1; unit++) value /= 1_000;
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

const withFate = (functions: readonly PrunedFunction[], ...fates: readonly PrunedVersion['fate'][]): PrunedVersion[] =>
  functions.flatMap(({ versions }) => versions.filter(({ fate }) => fates.includes(fate)));
export const bytesOf = (versions: readonly PrunedVersion[]): number => versions.reduce((sum, { bytes }) => sum + bytes, 0);

/** What would go or has gone, function by function, and what stays for a reason. */
export function pruneText(functions: readonly PrunedFunction[], { colours, columns }: { colours: boolean; columns: number }): string {
  const paint = painter(colours);
  const touched = functions.filter(({ versions }) => versions.some(({ fate, because }) => fate !== 'keep' || !because?.includes('newest')));
  const blocks = touched.map((one) => block(one, columns, paint));
  return `${[...blocks, [paint('bold', summary(functions))]].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function block({ id, name, versions }: PrunedFunction, columns: number, paint: Paint): string[] {
  const going = versions.filter(({ fate }) => fate === 'delete');
  const gone = versions.filter(({ fate }) => fate === 'deleted');
  const named = (label: string, list: readonly PrunedVersion[], style: 'red' | 'green' | 'dim', after = '') =>
    list.length === 0
      ? []
      : wrapped(`${list.map(({ version }) => version).join(', ')}${after}`, columns - 11).map(
          (line, i) => `  ${paint(style, (i === 0 ? label : '').padEnd(7))}  ${line}`,
        );
  const used = versions.filter(({ fate, because }) => fate === 'keep' && !because?.includes('newest'));
  const refused = versions.filter(({ fate }) => fate === 'refused');
  return [
    `${paint('bold', visible(id))} ${paint('dim', visible(name))}  ${plural(versions.length, 'version')}`,
    ...named('delete', going, 'red', ` (${size(bytesOf(going))})`),
    ...named('deleted', gone, 'green', ` (${size(bytesOf(gone))})`),
    ...used.map(({ version, because }) => `  ${paint('dim', 'keep   ')}  ${version}: ${visible(because ?? '')}`),
    ...refused.map(({ version, because }) => `  ${paint('red', 'refused')}  ${version}: ${visible(because ?? '')}`),
  ];
}

function summary(functions: readonly PrunedFunction[]): string {
  const going = withFate(functions, 'delete');
  const gone = withFate(functions, 'deleted');
  const refused = withFate(functions, 'refused');
  if (gone.length + refused.length > 0) {
    return `${plural(gone.length, 'version')} deleted, ${size(bytesOf(gone))} freed${refused.length > 0 ? `; ${plural(refused.length, 'version')} refused` : ''}.`;
  }
  if (going.length === 0) return 'Nothing to delete.';
  return `${plural(going.length, 'version')} to delete, ${size(bytesOf(going))}. Nothing was deleted; add --yes to delete them.`;
}

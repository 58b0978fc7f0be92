import type { Finding } from '../diagnostics/findings';
import { counted, countsOf } from '../report/report';
import type { Judged } from './judge';

/** How it went with many files: what was found in how many templates, and what was not looked at. */
export function summaryOf(findings: readonly Finding[], all: readonly Judged[]): string {
  const number = (outcome: Judged['outcome']) => all.filter((judged) => judged.outcome === outcome).length;
  const judged = counted(number('judged'), 'template');
  const files = new Set(findings.map(({ place }) => place.source.file)).size;
  const found = files === 0 ? `Nothing found in ${judged}.` : `${countsOf(findings)} in ${files} of ${judged}.`;
  const refused = number('refused') > 0 ? [`Not checked: ${counted(number('refused'), 'file')}.`] : [];
  return [found, ...refused, skippedOf(all)].join(' ').trimEnd();
}

/** What was not looked at. */
export function skippedOf(all: readonly Judged[]): string {
  const number = (outcome: Judged['outcome']) => all.filter((judged) => judged.outcome === outcome).length;
  const skipped = [
    ...(number('unmarked') > 0 ? [`${counted(number('unmarked'), 'template')} without SafeDeploy`] : []),
    ...(number('other') > 0
      ? [`${counted(number('other'), 'file')} that ${number('other') === 1 ? 'is not a template' : 'are not templates'}`]
      : []),
  ];
  return skipped.length > 0 ? `Skipped: ${skipped.join(', ')}.` : '';
}

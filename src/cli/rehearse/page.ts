import { count, percent, traffic } from '../../rehearse/numbers';
import type { Outcome } from '../../rehearse/outcome';
import type { Rehearsal } from '../../rehearse/rehearse';
import { escaped, picture } from './picture';
import { advised, aVersion, faults, minutes, schedule, shownOf, silence, versionName } from './words';

const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #59636e; --back: #fff; --line: #d1d9e0; --new: #0969da; --bad: #cf222e; --good: #1a7f37; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f6fc; --quiet: #9198a1; --back: #0d1117; --line: #3d444d; --new: #4493f8; --bad: #f85149; --good: #3fb950; }
}
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 3rem 0 0; } p { margin: .25rem 0; } .quiet { color: var(--quiet); }
.table { overflow-x: auto; } table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; } th { color: var(--quiet); font-weight: 500; }
.fault::before { content: "! "; color: var(--bad); font-weight: 700; } .advice::before { content: "→ "; color: var(--good); font-weight: 700; }
details { margin: .5rem 0; border: 1px solid var(--line); border-radius: 6px; padding: .5rem .75rem; } summary { cursor: pointer; }
svg { width: 100%; height: auto; display: block; } svg text { fill: var(--quiet); font-size: 12px; } svg .title { fill: var(--text); }
.grid { stroke: var(--line); } .share { fill: var(--new); opacity: .5; } .stopped { fill: var(--good); opacity: .5; }
.band { fill: var(--bad); opacity: .2; } .failed, .unwatched { fill: none; stroke: var(--bad); stroke-width: 2; } .unwatched { stroke-dasharray: 4 4; stroke-width: 1; }
.minute { fill: transparent; } .minute:hover { fill: var(--quiet); opacity: .15; }
`;

/** One page that needs nothing else: no script, no font, no network. */
export const pageOf = (rehearsals: readonly Rehearsal[], silent: readonly string[]): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Rehearsal</title><style>${STYLE}</style></head>`,
    '<body><main><h1>Rehearsal</h1>',
    ...rehearsals.map(section),
    ...silent.map((line) => paragraph('quiet', line)),
    '</main></body></html>',
    '',
  ].join('\n');

function section(rehearsal: Rehearsal): string {
  const { function: id, load, runs, horizon, good, bad, leftOut, advice } = rehearsal;
  const shown = shownOf(rehearsal);
  return [
    `<section id="${escaped(id)}"><h2>${escaped(id)}</h2>`,
    paragraph('', `${schedule(rehearsal)}, ${traffic(load.callsPerMinute)} of which ${percent(load.errors)} fail`),
    paragraph(
      'quiet',
      `${runs.toLocaleString('en')} rehearsals of each version; failed requests are counted over the first ${horizon} minutes`,
    ),
    ...faults(rehearsal).map((fault) => paragraph('fault', fault)),
    ...(advice ? advised(advice).map((line) => paragraph('advice', line)) : []),
    `<div class="table"><table><thead><tr>${['new version', 'stopped', 'after', 'failed requests', 'at once', 'unwatched'].map((head) => `<th>${head}</th>`).join('')}</tr></thead>`,
    `<tbody>${[...bad, good].map(row).join('\n')}</tbody></table></div>`,
    ...bad.map((outcome) => {
      const name = aVersion(outcome);
      return `<details${outcome === shown ? ' open' : ''}><summary>${escaped(name)}</summary>\n${picture(outcome, rehearsal, `${id}: ${name}`)}</details>`;
    }),
    ...leftOut.map((alarm) => paragraph('quiet', silence(alarm))),
    '</section>',
  ].join('\n');
}

function row(outcome: Outcome): string {
  const isGood = outcome.fault === 0 && outcome.latency === 1;
  const failed = isGood ? [0, 0, 0] : [outcome.failed.mean, outcome.failedAtOnce, outcome.failedUnwatched];
  const cells = [versionName(outcome), percent(outcome.stopped), minutes(outcome.minutes), ...failed.map(count)];
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

const paragraph = (name: string, words: string): string => `<p${name ? ` class="${name}"` : ''}>${escaped(words)}</p>`;

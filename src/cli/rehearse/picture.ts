import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { count, percent } from '../../rehearse/numbers';
import type { Outcome } from '../../rehearse/outcome';
import type { Rehearsal } from '../../rehearse/rehearse';

/** What a picture shows at one minute. */
interface Moment {
  readonly minute: number;
  readonly share: number;
  readonly stopped: number;
  readonly failed: { readonly low: number; readonly median: number; readonly high: number };
  readonly unwatched: number;
}

const WIDTH = 720;
const LEFT = 56;
const RIGHT = 12;
const PANEL = 84;
const TITLE = 22;
const AXIS = 38;
/** Minutes after the last shift. */
const AFTER = 5;

/**
 * The course of a rollout as SVG: the share of traffic, failed requests with the band that nine of ten rehearsals stay in, and
 * in how many of them the deployment has been stopped. Drawn here, so that the page needs no script.
 */
export function picture(outcome: Outcome, { steps, load }: Rehearsal, label: string): string {
  const last = (steps.at(-1)?.minute ?? 0) + AFTER;
  const moments = outcome.course.slice(0, last).map(({ percent: share, stopped, failed }, minute) => {
    return { minute, share: share / 100, stopped, failed, unwatched: (load.callsPerMinute * share * outcome.fault) / 100 };
  });
  const end = moments.length;
  // a step lasts until the end of its minute
  const shown: Moment[] = moments.length > 0 ? [...moments, { ...(moments.at(-1) as Moment), minute: end }] : [];
  const x = scaleLinear([0, end], [LEFT, WIDTH - RIGHT]);
  const most = Math.max(1, ...moments.flatMap(({ failed, unwatched }) => [failed.high, unwatched]));
  const panels = [
    panel(0, 'Share of traffic on the new version', 1, (y) => [shape('share', shown, x, y, ({ share }) => share)], true),
    panel(
      1,
      'Failed requests per minute: median and 90% of rehearsals; dashed: without alarms',
      most,
      (y) => [
        path(
          'band',
          area<Moment>(
            xOf(x),
            ({ failed }) => y(failed.low),
            ({ failed }) => y(failed.high),
          ).curve(curveStepAfter)(shown),
        ),
        path('unwatched', line<Moment>(xOf(x), ({ unwatched }) => y(unwatched)).curve(curveStepAfter)(shown)),
        path('failed', line<Moment>(xOf(x), ({ failed }) => y(failed.median)).curve(curveStepAfter)(shown)),
      ],
      false,
    ),
    panel(2, 'Share of rehearsals stopped so far', 1, (y) => [shape('stopped', shown, x, y, ({ stopped }) => stopped)], true),
  ];
  const height = 3 * (PANEL + TITLE) + AXIS;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(label)}">`,
    ...panels,
    ...x.ticks(Math.min(12, end)).map((tick) => text(x(tick), height - 20, String(tick), 'middle')),
    text(WIDTH - RIGHT, height - 5, 'minutes after the first shift', 'end'),
    ...moments.map((moment) => hover(moment, x, height)),
    '</svg>',
  ].join('\n');
}

type Scale = ReturnType<typeof scaleLinear<number>>;
const xOf =
  (x: Scale) =>
  ({ minute }: Moment) =>
    x(minute);
const path = (name: string, d: string | null): string => `<path class="${name}" d="${d ?? ''}"/>`;

function shape(name: string, moments: Moment[], x: Scale, y: Scale, value: (moment: Moment) => number): string {
  const filled = area<Moment>(xOf(x), y(0), (moment) => y(value(moment))).curve(curveStepAfter);
  return path(name, filled(moments));
}

function panel(index: number, title: string, most: number, draw: (y: Scale) => string[], isShare: boolean): string {
  const top = index * (PANEL + TITLE) + TITLE;
  const y = scaleLinear([0, most], [top + PANEL - 8, top]);
  if (!isShare) y.nice(3);
  const ticks = isShare ? [0, 0.5, 1] : y.ticks(3);
  return [
    `<g>${text(LEFT, top - 8, title, 'start', 'title')}`,
    ...ticks.map((tick) => `<path class="grid" d="M${LEFT},${y(tick)}H${WIDTH - RIGHT}"/>`),
    ...ticks.map((tick) => text(LEFT - 6, y(tick) + 4, isShare ? percent(tick) : tick.toLocaleString('en'), 'end')),
    ...draw(y),
    '</g>',
  ].join('\n');
}

/** What the pointer is on, in words; browsers show a title without a script. */
function hover({ minute, share, failed, stopped }: Moment, x: Scale, height: number): string {
  const words = `minute ${minute}: ${percent(share)} of traffic; ${count(failed.median)} failed requests (${count(failed.low)} to ${count(failed.high)}); stopped in ${percent(stopped)}`;
  return `<rect class="minute" x="${x(minute)}" y="0" width="${x(minute + 1) - x(minute)}" height="${height - AXIS}"><title>${words}</title></rect>`;
}

const text = (x: number, y: number, words: string, anchor: string, name = ''): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}"${name ? ` class="${name}"` : ''}>${escaped(words)}</text>`;

/** For the text of HTML and for attributes in quotes. */
export const escaped = (words: string): string =>
  words.replace(/[&<>"']/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ?? '');

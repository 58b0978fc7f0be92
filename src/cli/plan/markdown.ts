import { hasChanges } from '../../plan/compare/hasChanges';
import type { Comparison, Plan, PlannedFunction } from '../../plan/schema';
import { visible } from '../report/terminal';
import { wayOf } from './callChanges';
import { callerLines } from './callerLines';
import { diffLines, failLines, lastLines } from './diffLines';
import { branch, counts, drawTimeline, effectLines, headOf, hooksOf, NO_CHANGES, notMarkedLines, plural, sizeLine, VERBS } from './words';

const MOST = 10;

/** The plan for a pull request: the story as a list, the functions as a table, and in full where one unfolds it. */
export function markdownOf(plan: Plan): string {
  if (!hasChanges(plan)) return `${NO_CHANGES}\n`;
  const { functions, comparison } = plan;
  const head = comparison ? `Deployment plan against ${escaped(comparison.with)}` : 'Deployment plan';
  const changing = functions.filter(({ deployment }) => deployment?.effect !== 'unchanged');
  const parts = [
    `### ${head}`,
    bullets(comparison ? changes(plan, comparison) : story(plan)),
    changing.length > 0 ? table(changing) : '',
    ...(comparison ? unfoldedChanges(comparison) : unfolded(plan)),
    ...(comparison ? [bullets(lastLines(comparison).map(({ label, text }) => itemOf(label, text, true)))] : []),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What the template does, whatever is deployed. */
function story(plan: Plan): string[] {
  const { functions, replaced, renewals } = plan;
  const harmless = replaced.filter((one) => one.harmless).length;
  return [
    headOf(plan),
    ...notMarkedLines(plan).map(escaped),
    `Callers: ${counts(functions.flatMap(({ callers }) => callers))}`,
    ...replaced.filter((one) => !one.harmless).map(({ resource, cost }) => `**Replaced:** \`${escaped(resource)}\`: ${escaped(cost)}`),
    ...(harmless > 0 ? [`Replaced without side effects: ${plural(harmless, 'resource')}`] : []),
    ...renewals.map(({ from, to }) => `Renewed: \`${from}\` → \`${to}\``),
    ...notesOf(functions),
    escaped(sizeLine(plan)),
  ];
}

/** What the update changes. */
function changes(plan: Plan, comparison: Comparison): string[] {
  const isNothing = plan.idleMarks.length > 0 || (plan.functions.length === 0 && comparison.leaving.length === 0);
  return [
    ...failLines(plan).map((text) => `**Fails:** ${escaped(text)}`),
    ...effectLines(plan, MOST).map(({ text }) => escaped(text)),
    ...(isNothing ? notMarkedLines(plan).map(escaped) : []),
    ...diffLines(plan, comparison, MOST).map(({ label, text, style }) => itemOf(label, text, style !== undefined)),
    ...notesOf(plan.functions.filter(({ deployment }) => deployment?.effect !== 'unchanged')),
  ];
}

function itemOf(label: string, text: string, matters: boolean): string {
  const title = `${label.charAt(0).toUpperCase()}${label.slice(1)}:`;
  return `${matters ? `**${title}**` : title} ${escaped(text)}`;
}

const notesOf = (functions: readonly PlannedFunction[]): string[] =>
  functions.flatMap(({ id, notes }) => notes.map((note) => `**Note:** \`${escaped(id)}\`: ${escaped(note)}`));

const unfolded = ({ functions, generated }: Plan): string[] => [
  details('Callers', functions.flatMap(callersOf)),
  details(
    'Generated resources',
    generated.map(({ id, type }) => (id === null ? escaped(type) : `\`${escaped(id)}\` ${escaped(type)}`)),
  ),
];

const unfoldedChanges = ({ calls, resources }: Comparison): string[] => [
  details(
    'Callers, permissions, statements and outputs that change',
    calls.map((call) => {
      const notes = call.notes.length > 0 ? `: ${call.notes.join('; ')}` : '';
      return `\`${escaped(call.resource)}\` ${escaped(`${call.property} (${call.type}) ${wayOf(call, call.function)}${notes}`)}`;
    }),
  ),
  details(
    'Resources that change',
    resources.map(({ id, type, action, properties }) => {
      const what = properties.length > 0 ? `: ${properties.join(', ')}` : '';
      return `\`${escaped(id)}\` ${escaped(`${type} ${action}${what}`)}`;
    }),
  ),
];

function table(functions: readonly PlannedFunction[]): string {
  const compares = functions.some(({ deployment }) => deployment !== null);
  // the schedule of a function whose traffic does not move holds for later updates
  const names = [
    'Function',
    ...(compares ? ['This deployment', 'Schedule'] : ['Traffic']),
    'Hooks',
    'Alarms',
    ...(compares ? [] : ['Callers']),
  ];
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(names), row(names.map(() => '---')), ...functions.map((one) => row(cellsOf(one, compares)))].join('\n');
}

function cellsOf(planned: PlannedFunction, compares: boolean): string[] {
  const { id, deployment, schedules, alarms, callers } = planned;
  const traffic = schedules
    .map((schedule) => [branch(schedule), drawTimeline(schedule)].filter((part) => part !== '').join(': '))
    .join('; ');
  const effect = deployment ? `${VERBS[deployment.effect][0]}: ${deployment.because}` : '';
  const cells = [traffic, hooksOf(planned).join(', '), alarms.map(({ name }) => name).join(', '), ...(compares ? [] : [counts(callers)])];
  return [`\`${escaped(id)}\``, ...[...(compares ? [effect] : []), ...cells].map(escaped)];
}

const callersOf = ({ id, callers }: PlannedFunction): string[] =>
  callerLines(callers, true).map(({ outcome, text }) => `\`${escaped(id)}\` ${outcome}: ${escaped(text)}`);

const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

function details(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<details><summary>${title} (${items.length})</summary>\n\n${bullets(items)}\n\n</details>`;
}

/** Names come from a template, and must not write Markdown, HTML, formulas or mentions of people. */
const escaped = (text: string): string =>
  visible(text)
    .replaceAll('\n', ' ')
    .replace(/[\\`*_[\]<>|#@~$]/g, '\\$&');

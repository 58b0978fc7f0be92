import type { Plan, PlannedFunction } from '../../plan/schema';
import { visible } from '../report/terminal';
import { callerLines } from './callerLines';
import { branch, counts, drawTimeline, effectLines, goneLines, hooksOf, notMarkedLines, plural, sizeLine, VERBS } from './words';

/** The plan for a pull request: the story as a list, the functions as a table, the callers where one unfolds them. */
export function markdownOf(plan: Plan): string {
  const { functions, comparison } = plan;
  const head = comparison ? `Deployment plan against ${escaped(comparison.with)}` : 'Deployment plan';
  const changing = functions.filter(({ deployment }) => deployment?.effect !== 'unchanged');
  const parts = [
    `### ${head}`,
    bullets(story(plan)),
    changing.length > 0 ? table(changing) : '',
    details('Callers', functions.flatMap(callersOf)),
    details(
      'Generated resources',
      plan.generated.map(({ id, type }) => (id === null ? escaped(type) : `\`${escaped(id)}\` ${escaped(type)}`)),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function story(plan: Plan): string[] {
  const { functions, replaced, renewals, comparison } = plan;
  const harmless = replaced.filter((one) => one.harmless).length;
  const hidden = comparison?.unknownParameters ?? [];
  return [
    ...(comparison ? effectLines(plan, 10).map(({ text }) => escaped(text)) : [`${plural(functions.length, 'function')} marked`]),
    ...notMarkedLines(plan).map(escaped),
    `Callers: ${counts(functions.flatMap(({ callers }) => callers))}`,
    ...replaced.filter((one) => !one.harmless).map(({ resource, cost }) => `**Replaced:** \`${escaped(resource)}\`: ${escaped(cost)}`),
    ...(harmless > 0 ? [`Replaced without harm: ${plural(harmless, 'resource')}`] : []),
    ...renewals.map(({ from, to }) => `Renewed: \`${from}\` → \`${to}\``),
    ...goneLines(plan).map(escaped),
    ...functions.flatMap(({ id, notes }) => notes.map((note) => `**Note:** \`${escaped(id)}\`: ${escaped(note)}`)),
    ...(hidden.length > 0 ? [`Not known: the deployed values of ${escaped(hidden.join(', '))}`] : []),
    escaped(sizeLine(plan)),
  ];
}

function table(functions: readonly PlannedFunction[]): string {
  const compares = functions.some(({ deployment }) => deployment !== null);
  const names = ['Function', ...(compares ? ['This deployment'] : []), 'Traffic', 'Hooks', 'Alarms', 'Callers'];
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(names), row(names.map(() => '---')), ...functions.map((one) => row(cellsOf(one, compares)))].join('\n');
}

function cellsOf(planned: PlannedFunction, compares: boolean): string[] {
  const { id, deployment, schedules, alarms, callers } = planned;
  const traffic = schedules
    .map((schedule) => [branch(schedule), drawTimeline(schedule)].filter((part) => part !== '').join(': '))
    .join('; ');
  const effect = deployment ? `${VERBS[deployment.effect][0]}: ${deployment.because}` : '';
  const cells = [traffic, hooksOf(planned).join(', '), alarms.map(({ name }) => name).join(', '), counts(callers)];
  return [`\`${escaped(id)}\``, ...[...(compares ? [effect] : []), ...cells].map(escaped)];
}

const callersOf = ({ id, callers }: PlannedFunction): string[] =>
  callerLines(callers, true).map(({ outcome, text }) => `\`${escaped(id)}\` ${outcome}: ${escaped(text)}`);

const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

function details(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<details><summary>${title} (${items.length})</summary>\n\n${bullets(items)}\n\n</details>`;
}

/** Names come from a template, and must not write Markdown, HTML or mentions of people. */
const escaped = (text: string): string =>
  visible(text)
    .replaceAll('\n', ' ')
    .replace(/[\\`*_[\]<>|#@~]/g, '\\$&');

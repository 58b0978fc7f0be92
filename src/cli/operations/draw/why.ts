import type { Answer } from '../../../operations/why/explain';
import { painter, visible } from '../../report/terminal';
import { wrapped } from '../../report/wrap';
import { unreadLines } from './status';

interface Page {
  readonly colours: boolean;
  /** undefined where lines may be as long as they like. */
  readonly columns: number | undefined;
}

/** The cause first, what shows it below, then what to do. */
export function whyText(answer: Answer, { colours, columns = Number.POSITIVE_INFINITY }: Page): string {
  const paint = painter(colours);
  const indented = (text: string, indent: string) =>
    wrapped(visible(text).replaceAll('\n', ' '), columns - indent.length).map((line) => indent + line);
  const time = (at: string | null) => (at === null ? ' '.repeat(20) : `${at.slice(0, 19)}Z`);
  const lines = [
    ...answer.causes.flatMap((cause) => wrapped(visible(cause), columns).map((line) => paint('bold', line))),
    '',
    paint('dim', headOf(answer)),
    ...section(
      'Evidence',
      answer.evidence.map(({ at, what, text }) => `  ${paint('dim', time(at))}  ${visible(what)}: ${visible(text)}`),
    ),
    ...section(
      'What to do',
      answer.actions.flatMap(({ text, command }) => [
        ...indented(text, '  '),
        ...(command === undefined ? [] : [`    ${visible(command)}`]),
      ]),
    ),
    ...unreadLines(answer.unread, paint),
  ];
  return `${lines.join('\n')}\n`;
}

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines]);

/** `shop, update of 2026-11-30T07:24:41Z: UPDATE_ROLLBACK_COMPLETE` */
export function headOf({ stack, region, operation, status, later }: Answer): string {
  const what = operation ? `, ${operation.kind} of ${operation.began.slice(0, 19)}Z` : '';
  const after = later ? ` The ${later.kind} of ${later.began.slice(0, 19)}Z, after it, did not fail.` : '';
  return `Stack ${stack} (${region})${what}: ${status}.${after}`;
}

/** For the summary of a CI job or a comment. */
export function whyMarkdown(answer: Answer): string {
  const { causes, evidence, actions, unread } = answer;
  const rows = evidence.map(
    ({ at, what, text }) => `| ${at === null ? '' : `${at.slice(0, 19)}Z`} | ${escaped(what)} | ${escaped(text)} |`,
  );
  const parts = [
    '### Why the deployment failed',
    ...causes.map((cause) => `**${escaped(cause)}**`),
    escaped(headOf(answer)),
    ...(rows.length > 0 ? [['| Time | What | |', '| --- | --- | --- |', ...rows].join('\n')] : []),
    ...(actions.length > 0 ? ['#### What to do'] : []),
    ...actions.map(({ text, command }) => `${escaped(text)}${command === undefined ? '' : `\n\n${fenced(command)}`}`),
    ...(unread.length > 0
      ? [['Could not read:', ...unread.map(({ action, because }) => `- \`${action}\`: ${escaped(because)}`)].join('\n')]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A command may hold backticks: the fence is longer. */
function fenced(command: string): string {
  const fence = '`'.repeat(Math.max(3, ...(command.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `${fence}sh\n${visible(command)}\n${fence}`;
}

/** Names and log lines must not write Markdown, HTML or mentions of people. */
const escaped = (text: string): string =>
  visible(text)
    .replaceAll('\n', ' ')
    .replace(/[\\`*_[\]<>|#@~]/g, '\\$&');

import { entryOf } from './entries';
import { EXAMPLES } from './examples';
import { WITHOUT_EXAMPLE } from './withoutExample';

/** The words of a code without a template to speak of: blanks are shown as what they stand for. */
export function wordsOf(code: string): { title: string; severity: string; text: string; remedy: string } {
  const entry = entryOf(code);
  if (!entry) throw new Error(`${code} is in no table.`);
  const shown = (text: string) =>
    text.replaceAll('{hint}', '').replace(/\$?\{(\w+)\}/g, (all, name) => (all.startsWith('$') ? all : `<${name}>`));
  return { title: entry.title, severity: entry.severity, text: shown(entry.text), remedy: shown(entry.remedy) };
}

const indented = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd());

/** What `safedeploy explain` prints. */
export function explanation(code: string): string {
  const { title, severity, text, remedy } = wordsOf(code);
  const example = Object.hasOwn(EXAMPLES, code) ? EXAMPLES[code] : undefined;
  const shown = example
    ? [`Bad:`, '', ...indented(example.bad), '', `  ${example.says}`, '', 'Good:', '', ...indented(example.good)]
    : [`No template alone shows it. ${WITHOUT_EXAMPLE[code] ?? ''}`];
  return [`${code}  ${title} (${severity})`, '', `  ${text}`, `  ${remedy}`, '', ...shown, ''].join('\n');
}

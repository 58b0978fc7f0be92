import { docsOf } from '../docs';
import { wrapped } from '../report/wrap';
import { entryOf } from './entries';
import { EXAMPLES } from './examples';
import { WITHOUT_EXAMPLE } from './withoutExample';

/** Of a line, on the narrowest terminal. */
const NARROWEST = 20;

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

const exampleOf = (code: string) => (Object.hasOwn(EXAMPLES, code) ? EXAMPLES[code] : undefined);

/** What `safedeploy explain --json` prints. */
export function explained(code: string) {
  const example = exampleOf(code);
  return { code, ...wordsOf(code), docs: docsOf(code), ...(example ?? { withoutExample: WITHOUT_EXAMPLE[code] }) };
}

/** What `safedeploy explain` prints. Templates keep their lines, so that they can be copied. */
export function explanation(code: string, columns: number): string {
  const { title, severity, text, remedy } = wordsOf(code);
  const paragraph = (said: string) => wrapped(said, Math.max(NARROWEST, columns - 3)).map((line) => `  ${line}`);
  const example = exampleOf(code);
  const shown = example
    ? ['Bad:', '', ...indented(example.bad), '', ...paragraph(example.says), '', 'Good:', '', ...indented(example.good)]
    : wrapped(`There is no example. ${WITHOUT_EXAMPLE[code] ?? ''}`, Math.max(NARROWEST, columns - 1));
  return [`${code}  ${title} (${severity})`, '', ...paragraph(text), ...paragraph(remedy), '', ...shown, '', docsOf(code), ''].join('\n');
}

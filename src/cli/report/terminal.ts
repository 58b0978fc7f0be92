import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** https://no-color.org: the variable counts when it is there and not empty. */
export const takesColours = (isTerminal: boolean, { NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean =>
  isTerminal && !NO_COLOR && TERM !== 'dumb';

/** Where nobody looks at a terminal, lines are as long as people still read. */
const COLUMNS = 120;

/** How wide a line is: what the user says in COLUMNS, then what the terminal says of itself. */
export function columnsOf(stream: { readonly columns?: number }, env: NodeJS.ProcessEnv): number {
  const said = Number(env.COLUMNS);
  return Number.isInteger(said) && said > 0 ? said : stream.columns || COLUMNS;
}

/** Colours on a terminal. `validateStream` would look at the standard output, which is not where diagnostics go. */
export const painter =
  (colours: boolean): Paint =>
  (style, text) =>
    colours ? styleText(style, text, { validateStream: false }) : text;

/** A file may hold characters that move the cursor or turn the writing round; none of them gets through. */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (char) => (char === '\n' ? char : char === '\t' ? ' ' : '\uFFFD'));

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Spaces as wide as the text: East Asian characters and pictures take two columns. */
export const blank = (text: string): string => [...text].map((char) => (WIDE.test(char) ? '  ' : ' ')).join('');

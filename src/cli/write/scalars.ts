/** What PyYAML refuses to read as it is, what YAML 1.1 takes for the end of a line, and half a character. */
const UNPRINTABLE = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
/** A text that every version of YAML takes for a text, wherever it stands outside of brackets. */
const PLAIN = /^[\p{L}_/$(](?!.*(?:: |:$| #| $))[^\n\t]*$/u;
const WORD = /^(?:y|yes|n|no|true|false|on|off|null)$/i;

/** How a text is written so that YAML 1.1 and 1.2 read the same. */
export function quoteOf(text: string, isKey: boolean): 'plain' | 'single' | 'double' | 'block' {
  if (UNPRINTABLE.test(text)) return 'double';
  if (text.includes('\n')) return isKey || !isBlock(text) ? 'double' : 'block';
  return PLAIN.test(text) && !WORD.test(text) && text === text.trim() ? 'plain' : 'single';
}

/** Lines with a beginning and an end that a reader can see. */
const isBlock = (text: string): boolean => /^\n*[^\s]/.test(text) && !/\n[\t ]+$/.test(text) && /\S\n*$/.test(text);

export const singleQuoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A JSON text is a text of YAML as well; what it leaves unescaped, not all readers take. */
export const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** YAML 1.1 wants a point and a signed exponent: 1e+21 is a text to it. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '0';
  const text = Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
  return text.replace(/^(-?\d+)e/, '$1.0e');
}

import type { Json } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import { type Located, locatedList, locatedMap, locatedScalar } from './located';
import { decimal } from './scalars';
import type { Source } from './source';

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what JSON wants escaped
const TEXT = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /(?:true|false|null)\b/y;

class Fault extends Error {}

/**
 * JSON by ECMA-404 and nothing beyond it, with the place of everything. JSON.parse tells no places, and a YAML reader takes
 * comments, trailing commas and bare words. undefined when it can't be read, which is reported.
 */
export function readJson(source: Source, findings: Findings): Located | undefined {
  const reader = new JsonReader(source, findings);
  try {
    const root = reader.document();
    return findings.hasErrors ? undefined : root;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    findings.report('SD1104', source.place({ start: reader.at, end: reader.at + 1 }), { fault: fault.message });
    return undefined;
  }
}

class JsonReader {
  at = 0;

  constructor(
    private readonly source: Source,
    private readonly findings: Findings,
  ) {}

  document(): Located {
    const root = this.value();
    this.take(SPACE);
    if (this.at < this.source.text.length) throw new Fault('something follows the end of the document');
    return root;
  }

  private value(): Located {
    this.take(SPACE);
    const start = this.at;
    const char = this.source.text[start];
    if (char === '{') return this.map(start);
    if (char === '[') return this.list(start);
    const number = this.take(NUMBER);
    if (number !== undefined) return this.number(number, start);
    const word = this.take(WORD) ?? (char === '"' ? this.text() : undefined);
    if (word === undefined) throw new Fault(this.surprise('a value'));
    return locatedScalar(JSON.parse(word) as Json, { start, end: this.at });
  }

  private number(text: string, start: number): Located {
    const span = { start, end: this.at };
    const scalar = decimal(text);
    if ('value' in scalar) return locatedScalar(scalar.value, span);
    this.findings.report(scalar.doubt, this.source.place(span));
    return locatedScalar(null, span);
  }

  private map(start: number): Located {
    const entries = new Map<string, Located>();
    this.items('}', () => {
      this.take(SPACE);
      const key = { start: this.at, end: this.at };
      if (this.source.text[this.at] !== '"') throw new Fault(this.surprise('a key in double quotes'));
      const name = JSON.parse(this.text()) as string;
      key.end = this.at;
      this.take(SPACE);
      if (this.source.text[this.at] !== ':') throw new Fault(this.surprise('a colon'));
      this.at++;
      const first = entries.get(name)?.key;
      if (first) this.findings.report('SD1107', this.source.place(key), { key: name, line: this.source.place(first).line });
      entries.set(name, { ...this.value(), key });
    });
    return locatedMap(entries, { start, end: this.at });
  }

  private list(start: number): Located {
    const items: Located[] = [];
    this.items(']', () => items.push(this.value()));
    return locatedList(items, { start, end: this.at });
  }

  /** What stands between brackets, the closing one included. */
  private items(close: string, item: () => void): void {
    this.at++;
    this.take(SPACE);
    if (this.source.text[this.at] !== close) {
      item();
      this.take(SPACE);
      while (this.source.text[this.at] === ',') {
        this.at++;
        item();
        this.take(SPACE);
      }
      if (this.source.text[this.at] !== close) throw new Fault(this.surprise(`a comma or ${close}`));
    }
    this.at++;
  }

  private text(): string {
    const text = this.take(TEXT);
    if (text === undefined) throw new Fault('this text does not end on its line, or holds something that must be escaped');
    return text;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** What is wrong with what stands here. */
  private surprise(expected: string): string {
    const char = this.source.text[this.at];
    if (char === undefined) return `the file ends where ${expected} is expected`;
    if (char === '/' || char === '#') return 'JSON has no comments';
    if (char === "'") return 'JSON takes double quotes only';
    const isClosing = char === '}' || char === ']';
    if (isClosing && /,\s*$/.test(this.source.text.slice(0, this.at))) return `the comma before ${char} is one too many`;
    return `${expected} is expected here`;
  }
}

import { printParseErrorCode, visit } from 'jsonc-parser';
import type { Json } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import { type Located, locatedList, locatedMap, locatedScalar, underKey } from './located';
import { decimal } from './scalars';
import type { Source, Span } from './source';

/** The first thing that is wrong, where nothing after it can be trusted. */
class Fault extends Error {
  constructor(
    readonly offset: number,
    words: string,
  ) {
    super(words);
  }
}

/**
 * JSON by ECMA-404 and nothing beyond it, with the place of everything: JSON.parse tells no places. undefined when it can't be
 * read, which is reported.
 */
export function readJson(source: Source, findings: Findings): Located | undefined {
  try {
    const root = new JsonReader(source, findings).document();
    return findings.hasErrors ? undefined : root;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    findings.report('SD1104', source.place({ start: fault.offset, end: fault.offset + 1 }), { fault: fault.message });
    return undefined;
  }
}

type Open = { readonly start: number } & ({ readonly items: Located[] } | { readonly entries: Map<string, Located> });

class JsonReader {
  private readonly open: Open[] = [];
  private key: { readonly name: string; readonly span: Span } | undefined;
  private root: Located | undefined;

  constructor(
    private readonly source: Source,
    private readonly findings: Findings,
  ) {}

  document(): Located | undefined {
    visit(
      this.source.text,
      {
        onObjectBegin: (start) => this.begin({ start, entries: new Map() }),
        onObjectProperty: (name, start, length) => this.property(name, { start, end: start + length }),
        onObjectEnd: (offset) => this.end(offset + 1),
        onArrayBegin: (start) => this.begin({ start, items: [] }),
        onArrayEnd: (offset) => this.end(offset + 1),
        onLiteralValue: (value, start, length) => this.literal(value, { start, end: start + length }),
        onError: (code, offset) => {
          throw new Fault(offset, this.wordsFor(printParseErrorCode(code), offset));
        },
      },
      { disallowComments: true },
    );
    return this.root;
  }

  private begin(open: Open): void {
    this.open.push(Object.assign(open, this.key && { key: this.key }));
    this.key = undefined;
  }

  private end(end: number): void {
    const open = this.open.pop() as Open & { key?: JsonReader['key'] };
    const span = { start: open.start, end };
    this.key = open.key;
    this.add('items' in open ? locatedList(open.items, span) : locatedMap(open.entries, span));
  }

  private property(name: string, span: Span): void {
    const open = this.open.at(-1);
    const first = open && 'entries' in open ? open.entries.get(name)?.key : undefined;
    if (first) this.findings.report('SD1107', this.source.place(span), { key: name, line: this.source.place(first).line });
    this.key = { name, span };
  }

  private literal(value: Json, span: Span): void {
    if (typeof value !== 'number') return this.add(locatedScalar(value, span));
    const scalar = decimal(this.source.text.slice(span.start, span.end));
    if ('doubt' in scalar) this.findings.report(scalar.doubt, this.source.place(span));
    this.add(locatedScalar('value' in scalar ? scalar.value : null, span));
  }

  private add(located: Located): void {
    const open = this.open.at(-1);
    if (!open) this.root = located;
    else if ('items' in open) open.items.push(located);
    else if (this.key) open.entries.set(this.key.name, underKey(located, this.key.span));
    this.key = undefined;
  }

  /** What people of other formats write, and what JSON says to that. */
  private wordsFor(code: string, offset: number): string {
    const { text } = this.source;
    const char = text[offset];
    if (char === undefined) return `the file ends, but ${EXPECTED[code] ?? 'a value'} is expected`;
    if (char === '/' || char === '#') return 'JSON does not allow comments';
    if (char === "'") return 'JSON allows only double quotes';
    const isClosing = char === '}' || char === ']';
    if (isClosing && /,\s*$/.test(text.slice(0, offset))) return `JSON does not allow a comma before ${char}`;
    if (TEXT_FAULTS.has(code)) return 'this string is not closed on its line, or contains a character that must be escaped';
    if (code === 'EndOfFileExpected') return 'there is text after the end of the document';
    return `${EXPECTED[code] ?? 'a value'} is expected here`;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key in double quotes',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a comma or }',
  CloseBracketExpected: 'a comma or ]',
};
const TEXT_FAULTS: ReadonlySet<string> = new Set(['UnexpectedEndOfString', 'InvalidUnicode', 'InvalidEscapeCharacter', 'InvalidCharacter']);

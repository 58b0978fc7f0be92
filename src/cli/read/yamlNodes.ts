import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Data } from '../../diagnostics/fill';
import { didYouMean } from '../../diagnostics/nearest';
import { splitDotted } from '../../template/intrinsics';
import type { Findings } from '../diagnostics/findings';
import type { CliCode } from '../diagnostics/table';
import { type Located, locatedList, locatedMap, locatedScalar, underKey } from './located';
import { isPlainText, plainScalar } from './scalars';
import type { Source, Span } from './source';
import { LONG_FORMS } from './tags';

/** `text` keeps unquoted scalars as they are written, for files whose values are all texts. */
export type PlainStyle = 'typed' | 'text';

/** Far more than a template of 1 MB holds, and few enough to work on. */
const MOST_VALUES = 250_000;
const CORE = 'tag:yaml.org,2002:';
const STRUCTURES = new Set([`${CORE}map`, `${CORE}seq`]);
const TEXTS = new Set(['!', `${CORE}str`]);
const SCALARS = new Set(['int', 'float', 'bool', 'null'].map((name) => CORE + name));

const spanOf = ({ range }: { range?: readonly number[] | null }): Span => ({ start: range?.[0] ?? 0, end: range?.[1] ?? 0 });
const isMerge = ({ key }: Pair): boolean => isScalar(key) && key.type === 'PLAIN' && key.tag === undefined && key.value === '<<';

/** Turns the nodes of a YAML document into values, in the order of the file. */
export class YamlNodes {
  private readonly anchors = new Map<string, Located | 'open'>();
  private count = 0;
  private refusals = 0;

  constructor(
    private readonly source: Source,
    private readonly findings: Findings,
    private readonly plain: PlainStyle,
  ) {}

  read(node: Node): Located {
    if (isAlias(node)) return this.alias(node.source, spanOf(node));
    if (++this.count > MOST_VALUES) return this.bomb(spanOf(node));
    if (node.anchor !== undefined) this.anchors.set(node.anchor, 'open');
    const located = this.tagged(node);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, located);
    return located;
  }

  /** An alias shares the value of its anchor, and counts as if it were written out. */
  private alias(name: string, span: Span): Located {
    const target = this.anchors.get(name);
    if (target === undefined) return this.refuse('SD1109', span, { name });
    if (target === 'open') return this.refuse('SD1110', span, { name });
    this.count += target.size;
    return this.count > MOST_VALUES ? this.bomb(span) : { ...target, span, key: undefined };
  }

  /** Told once: everything after it is too much as well. */
  private bomb(span: Span): Located {
    const isFirst = this.count < Number.POSITIVE_INFINITY;
    this.count = Number.POSITIVE_INFINITY;
    this.refusals++;
    return isFirst ? this.refuse('SD1111', span, { limit: MOST_VALUES.toLocaleString('en') }) : locatedScalar(null, span);
  }

  private tagged(node: Node): Located {
    const { tag } = node;
    const span = spanOf(node);
    if (tag === undefined) return this.untagged(node);
    const long = LONG_FORMS.get(tag);
    const tagSpan = this.tagSpan(node, tag);
    if (long !== undefined) {
      const whole = { start: tagSpan.start, end: span.end };
      const value = isScalar(node) ? this.argument(long, String(node.value), span) : this.untagged(node);
      return locatedMap(new Map([[long, underKey(value, tagSpan)]]), whole);
    }
    if (STRUCTURES.has(tag) && !isScalar(node)) return this.untagged(node);
    if (isScalar(node)) {
      if (TEXTS.has(tag)) return locatedScalar(String(node.value), span);
      if (SCALARS.has(tag)) return this.scalar(String(node.value), span, true);
    }
    const shown = tag.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag;
    return this.refuse('SD1108', tagSpan, { tag: shown, hint: didYouMean(tag, [...LONG_FORMS.keys()]) });
  }

  /** The argument of a short form is a text, whatever it looks like; that of GetAtt is two. */
  private argument(long: string, text: string, span: Span): Located {
    if (long !== 'Fn::GetAtt' || !text.includes('.')) return locatedScalar(text, span);
    return locatedList(
      splitDotted(text).map((part) => locatedScalar(part, span)),
      span,
    );
  }

  private untagged(node: Node): Located {
    const span = spanOf(node);
    if (isMap(node)) return this.map(node, span);
    if (isSeq(node)) {
      return locatedList(
        node.items.map((item) => this.read(item as Node)),
        span,
      );
    }
    const { type, value } = node as Scalar;
    return type === 'PLAIN' && this.plain === 'typed' ? this.scalar(String(value), span) : locatedScalar(String(value), span);
  }

  private scalar(text: string, span: Span, isTagged = false): Located {
    const scalar = plainScalar(text);
    if ('doubt' in scalar) return this.refuse(scalar.doubt, span);
    return isTagged && typeof scalar.value === 'string' ? this.refuse('SD1114', span) : locatedScalar(scalar.value, span);
  }

  private map(node: YAMLMap, span: Span): Located {
    const entries = new Map<string, Located>();
    const own = new Map<string, Span>();
    for (const pair of node.items) {
      if (isMerge(pair)) this.merge(pair, entries, own);
      else this.entry(pair, entries, own);
    }
    return locatedMap(entries, span);
  }

  private entry({ key, value }: Pair, entries: Map<string, Located>, own: Map<string, Span>): void {
    const name = this.keyOf(key as Node);
    const keySpan = spanOf(key as Node);
    const located = value ? this.read(value as Node) : locatedScalar(null, { start: keySpan.end, end: keySpan.end });
    if (name === undefined) return;
    const first = own.get(name);
    if (first) this.refuse('SD1107', keySpan, { key: name, line: this.source.place(first).line });
    own.set(name, keySpan);
    entries.set(name, underKey(located, keySpan));
  }

  /** What the map says itself counts more than what it merges, and what it merges first more than the rest. */
  private merge({ key: sign, value }: Pair, entries: Map<string, Located>, own: ReadonlyMap<string, Span>): void {
    const before = this.refusals;
    const merged = this.read(value as Node);
    if (this.refusals > before) return;
    const maps = Array.isArray(merged.value) ? [...(merged.children?.values() ?? [])] : [merged];
    for (const map of maps) {
      if (typeof map.value !== 'object' || map.value === null || Array.isArray(map.value)) {
        this.refuse('SD1112', spanOf(sign as Node));
        return;
      }
      for (const [key, located] of map.children ?? []) {
        const name = String(key);
        if (!own.has(name) && !entries.has(name)) entries.set(name, located);
      }
    }
  }

  private keyOf(key: Node): string | undefined {
    if (isScalar(key)) {
      const text = String(key.value);
      const typed = key.type === 'PLAIN' && this.plain === 'typed' && key.tag === undefined && !isPlainText(text);
      if (!typed && (key.tag === undefined || TEXTS.has(key.tag))) return text;
    }
    this.refuse('SD1113', spanOf(key));
    return undefined;
  }

  private tagSpan(node: Node, tag: string): Span {
    const { start } = spanOf(node);
    const at = this.source.text.lastIndexOf('!', start - 1);
    const first = this.source.text[at - 1] === '!' ? at - 1 : at;
    return { start: first, end: Math.min(start, first + tag.length) };
  }

  private refuse(code: CliCode, span: Span, data: Data = {}): Located {
    this.refusals++;
    this.findings.report(code, this.source.place(span), data);
    return locatedScalar(null, span);
  }
}

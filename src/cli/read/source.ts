import type { Trail } from '../../template/json';

/** A stretch of a text, in UTF-16 units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a file. Lines and columns count from 1, as editors do. */
export interface Place extends Span {
  readonly source: Source;
  readonly line: number;
  readonly column: number;
  /** What stands there, where that is a part of a template. */
  readonly path?: Trail;
}

/** The text of a file, and where its lines begin. */
export class Source {
  private starts: readonly number[] | undefined;

  constructor(
    /** As the user named it. */
    readonly file: string,
    readonly text: string,
  ) {}

  place({ start, end }: Span): Place {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return { source: this, start, end, line: low + 1, column: start - (starts[low] ?? 0) + 1 };
  }

  /** The text of a line without its end; undefined where the file has no such line. */
  line(number: number): string | undefined {
    const starts = this.lineStarts();
    const start = starts[number - 1];
    return start === undefined ? undefined : this.text.slice(start, starts[number] ?? this.text.length).replace(/\r?\n$/, '');
  }

  private lineStarts(): readonly number[] {
    if (!this.starts) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at >= 0 && at + 1 < this.text.length; at = this.text.indexOf('\n', at + 1))
        starts.push(at + 1);
      this.starts = starts;
    }
    return this.starts;
  }
}

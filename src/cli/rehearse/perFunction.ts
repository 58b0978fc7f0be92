import { didYouMean } from '../../diagnostics/nearest';
import type { Quantity } from './quantities';

/** The values of an option that may be about one function (`Checkout=30/min`) or about all (`30/min`). */
export class PerFunction<T> {
  private readonly ofAll: T[] = [];
  private readonly byId = new Map<string, T[]>();

  constructor(
    private readonly option: string,
    given: readonly string[],
    { takes, read }: Quantity<T>,
    mistakes: string[],
  ) {
    for (const said of given) {
      const [, id, text = ''] = /^(?:([A-Za-z0-9]+)=)?(.*)$/s.exec(said) ?? [];
      const value = read(text);
      if (value === undefined) mistakes.push(`--${option} must be ${takes}.`);
      else if (id === undefined) this.ofAll.push(value);
      else this.byId.set(id, [...(this.byId.get(id) ?? []), value]);
    }
  }

  /** What is said about this function, else what is said about all. */
  all(id: string): readonly T[] {
    return this.byId.get(id) ?? this.ofAll;
  }

  /** The last one counts, as with every option. */
  one(id: string): T | undefined {
    return this.all(id).at(-1);
  }

  /** Mistakes: functions that the template does not release. */
  unknown(functions: readonly string[]): string[] {
    return [...this.byId.keys()]
      .filter((id) => !functions.includes(id))
      .map((id) => `--${this.option}: the template has no marked function ${id}.${didYouMean(id, functions)}`);
  }
}

import { isObject, type Json } from '../../src/template/json';

/** Numbers that look random and are the same for the same seed. */
export function randomness(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const chance = (share: number) => next() < share;
  const one = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  return { chance, one };
}

type Random = ReturnType<typeof randomness>;

/** The same data as different authors write it: in blocks and braces, with comments, blank lines, quotes and wide indents. */
export class Author {
  private readonly unit: string;
  private comments = 0;

  constructor(private readonly random: Random) {
    this.unit = random.one(['  ', '    ', ' ']);
  }

  template(value: Record<string, Json>): string {
    const text = `${this.random.chance(0.3) ? '# the head\n' : ''}${this.map(value, '')}`;
    const closed = this.random.chance(0.2) ? text.trimEnd() : text;
    return this.random.chance(0.2) ? closed.replaceAll('\n', '\r\n') : closed;
  }

  private comment(): string {
    return `# comment ${++this.comments}`;
  }

  private map(value: Record<string, Json>, indent: string): string {
    return Object.entries(value)
      .map(([key, inner]) => {
        const blank = indent.length <= this.unit.length && this.random.chance(0.2) ? '\n' : '';
        const above = this.random.chance(0.15) ? `${indent}${this.comment()}\n` : '';
        return `${blank}${above}${indent}${this.random.chance(0.1) ? JSON.stringify(key) : key}:${this.value(inner, indent)}`;
      })
      .join('');
  }

  /** What stands after a colon or a dash, with the end of its line. */
  private value(value: Json, indent: string): string {
    const tail = this.random.chance(0.15) ? `  ${this.comment()}\n` : '\n';
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    if (!isEmpty && isObject(value) && !this.random.chance(0.25)) return `${tail.replace('  ', ' ')}${this.map(value, indent + this.unit)}`;
    if (!isEmpty && Array.isArray(value) && !this.random.chance(0.4)) {
      const inner = indent + this.unit;
      return `${tail.replace('  ', ' ')}${value.map((item) => `${inner}-${this.value(isObject(item) ? item : item, inner).replace(/^\n */, ' ')}`).join('')}`;
    }
    return ` ${this.flow(value)}${tail}`;
  }

  private flow(value: Json): string {
    const space = this.random.one(['', ' ']);
    if (Array.isArray(value)) return `[${value.map((item) => this.flow(item)).join(', ')}]`;
    if (isObject(value)) {
      const all = Object.entries(value).map(([key, inner]) => `${key}: ${this.flow(inner)}`);
      return `{${space}${all.join(', ')}${space}}`;
    }
    if (typeof value !== 'string') return String(value);
    return this.random.one([
      JSON.stringify(value),
      /^[A-Za-z][\w.-]*$/.test(value) && !/^(true|yes|no|on|off|y|n)$/i.test(value) ? value : JSON.stringify(value),
    ]);
  }
}

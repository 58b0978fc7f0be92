import { type Expression, isMissing, NOTHING, type Series, Unknown } from './expression';
import { conditional, constant, filled, mapped, OF_ONE, OVER_SERIES } from './functions';
import { COMPARISONS, combine, OPERATORS, type Operator } from './operators';

/**
 * Metric math, as far as an alarm needs it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
const TOKEN = /\s*(?:(\d+(?:\.\d*)?|\.\d+)|([A-Za-z]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]))/y;

/** `metrics` gives what an id stands for: a metric or another expression. */
export function parseMetricMath(text: string, metrics: (id: string) => Expression | undefined): Expression {
  const wrong = (): never => {
    throw new Unknown(`the expression ${text}`);
  };
  const parser = new Parser(tokens(text, wrong), metrics, wrong);
  const expression = parser.or();
  return parser.atEnd ? expression : wrong();
}

function tokens(text: string, wrong: () => never): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    found.push(match ? (match[1] ?? match[2] ?? match[3] ?? '') : wrong());
  }
  return found;
}

class Parser {
  private next = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly metrics: (id: string) => Expression | undefined,
    private readonly wrong: () => never,
  ) {}

  get atEnd(): boolean {
    return this.next === this.tokens.length;
  }

  or = (): Expression => this.level(['OR', '||'], this.and);
  private and = (): Expression => this.level(['AND', '&&'], this.comparison);
  private comparison = (): Expression => this.level(Object.keys(COMPARISONS), this.sum);
  private sum = (): Expression => this.level(['+', '-'], this.product);
  private product = (): Expression => this.level(['*', '/'], this.signed);

  private level(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    while (operators.includes(this.peek)) {
      const operator = OPERATORS[this.take()] as Operator;
      left = combine(operator, left, operand());
    }
    return left;
  }

  private signed = (): Expression => (this.skips('-') ? mapped(this.signed(), (value) => -value) : this.power());

  private power(): Expression {
    const base = this.primary();
    return this.skips('^') ? combine(OPERATORS['^'] as Operator, base, this.signed()) : base;
  }

  private primary(): Expression {
    const token = this.take();
    if (token === '(') {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    if (/^[\d.]/.test(token)) return constant(Number(token));
    if (!/^[A-Za-z]/.test(token)) this.wrong();
    if (this.skips('(')) return this.call(token);
    const known = this.metrics(token);
    if (!known) throw new Unknown(`the id ${token}`);
    return known;
  }

  private call(name: string): Expression {
    const over = OVER_SERIES[name];
    if (over) {
      const list = this.list();
      const at: Series = (time) => {
        const values = list.map((series) => series.at(time)).filter((value) => !isMissing(value));
        return values.length === 0 ? NOTHING : over(values, list.length);
      };
      return { isScalar: false, at };
    }
    const given = this.commaSeparated(')');
    const [first] = given;
    if (name === 'IF') return conditional(given) ?? this.wrong();
    if (name === 'FILL') return filled(given) ?? this.wrong();
    const one = OF_ONE[name];
    if (one && first) return mapped(first, one);
    throw new Unknown(`the function ${name}`);
  }

  /** `[a, b])` */
  private list(): Expression[] {
    if (!this.skips('[')) throw new Unknown('a function over the data points of one metric');
    const list = this.commaSeparated(']');
    this.expect(')');
    return list;
  }

  private commaSeparated(end: string): Expression[] {
    const list = [this.or()];
    while (this.skips(',')) list.push(this.or());
    this.expect(end);
    return list;
  }

  private get peek(): string {
    return this.tokens[this.next] ?? '';
  }

  private take(): string {
    return this.tokens[this.next++] ?? '';
  }

  private skips(token: string): boolean {
    if (this.peek !== token) return false;
    this.next++;
    return true;
  }

  private expect(token: string): void {
    if (!this.skips(token)) this.wrong();
  }
}

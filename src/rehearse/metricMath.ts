/**
 * Metric math, as far as an alarm needs it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */

/** The value at a time; NaN where there is none. A scalar is the same at all times. */
export type Series = (time: number) => number;
export interface Expression {
  readonly at: Series;
  readonly isScalar: boolean;
}

/** There is no data point. */
export const { isNaN: isMissing } = Number;
const NOTHING = Number.NaN;

/** Something that is not known here: the text says what, as the object of "does not know". */
export class Unknown extends Error {}

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

type Operator = (a: number, b: number) => number;
const truth = (holds: boolean): number => (holds ? 1 : 0);
const LOGIC: Readonly<Record<string, Operator>> = {
  OR: (a, b) => truth(a !== 0 || b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
};
const COMPARISONS: Readonly<Record<string, Operator>> = {
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<=': (a, b) => truth(a <= b),
  '>=': (a, b) => truth(a >= b),
  '<': (a, b) => truth(a < b),
  '>': (a, b) => truth(a > b),
};
const ARITHMETIC: Readonly<Record<string, Operator>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? NOTHING : a / b), // such a data point is dropped
  '^': (a, b) => a ** b,
};
const ALL = { ...LOGIC, ...COMPARISONS, ...ARITHMETIC };

/** Of two series a value that is missing counts as 0, unless both are. */
function combine(operator: Operator, a: Expression, b: Expression): Expression {
  const isScalar = a.isScalar && b.isScalar;
  if (a.isScalar || b.isScalar) {
    return { isScalar, at: (time) => operateOnBoth(operator, a.at(time), b.at(time)) };
  }
  return {
    isScalar,
    at: (time) => {
      const [x, y] = [a.at(time), b.at(time)];
      if (isMissing(x)) return isMissing(y) ? x : operator(0, y);
      return operator(x, isMissing(y) ? 0 : y);
    },
  };
}
const operateOnBoth = (operator: Operator, x: number, y: number): number => (isMissing(x) || isMissing(y) ? NOTHING : operator(x, y));

const constant = (value: number): Expression => ({ isScalar: true, at: () => value });
const mapped = ({ at, isScalar }: Expression, map: (value: number) => number): Expression => ({ isScalar, at: (time) => map(at(time)) });

/** `IF(TRUE, missing, …)` is 0; without a condition there is nothing; without a third argument FALSE is nothing. */
function conditional([condition, yes, no]: readonly Expression[]): Expression | undefined {
  if (!condition || !yes) return undefined;
  return {
    isScalar: false,
    at: (time) => {
      const holds = condition.at(time);
      if (isMissing(holds)) return holds;
      if (holds === 0) return no ? no.at(time) : NOTHING;
      const value = yes.at(time);
      return isMissing(value) ? 0 : value;
    },
  };
}

function filled([series, filler]: readonly Expression[]): Expression | undefined {
  if (!series || !filler) return undefined;
  return {
    isScalar: series.isScalar,
    at: (time) => {
      const value = series.at(time);
      return isMissing(value) ? filler.at(time) : value;
    },
  };
}

/** Over a list of series, at each time. Over the data points of one series they depend on what CloudWatch happens to read. */
const OVER_SERIES: Readonly<Record<string, (values: readonly number[], count: number) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values, count) => values.reduce((sum, value) => sum + value, 0) / count,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};
const OF_ONE: Readonly<Record<string, (value: number) => number>> = { ABS: Math.abs, CEIL: Math.ceil, FLOOR: Math.floor };

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
      const operator = ALL[this.take()] as Operator;
      left = combine(operator, left, operand());
    }
    return left;
  }

  private signed = (): Expression => (this.skips('-') ? mapped(this.signed(), (value) => -value) : this.power());

  private power(): Expression {
    const base = this.primary();
    return this.skips('^') ? combine(ALL['^'] as Operator, base, this.signed()) : base;
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

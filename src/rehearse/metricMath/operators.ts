import { type Expression, isMissing, NOTHING } from './expression';

export type Operator = (a: number, b: number) => number;
const truth = (holds: boolean): number => (holds ? 1 : 0);
const LOGIC: Readonly<Record<string, Operator>> = {
  OR: (a, b) => truth(a !== 0 || b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
};
export const COMPARISONS: Readonly<Record<string, Operator>> = {
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
export const OPERATORS: Readonly<Record<string, Operator>> = { ...LOGIC, ...COMPARISONS, ...ARITHMETIC };

/** Of two series a value that is missing counts as 0, unless both are. */
export function combine(operator: Operator, a: Expression, b: Expression): Expression {
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

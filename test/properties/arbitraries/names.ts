import type { Case } from './facts';

/** Legal names that every JavaScript object seems to have already. */
const HOSTILE: Readonly<Record<string, string>> = {
  Checkout: 'constructor',
  AAlias: 'hasOwnProperty',
  Smoke: 'propertyIsEnumerable',
  Suffix: 'toString',
  Note: 'toLocaleString',
  OnAlpha: 'valueOf',
  OnFlag: 'isPrototypeOf',
  Stages: '1e3',
};

/** The same request with such names for functions, parameters, conditions, and a mapping. */
export function withHostileNames({ facts: { spelt, ...facts }, ...request }: Case): Case {
  const text = JSON.stringify({ ...request, facts });
  const renamed = Object.entries(HOSTILE).reduce((all, [from, to]) => all.replace(new RegExp(`\\b${from}\\b`, 'g'), to), text);
  const one = JSON.parse(renamed) as Case;
  return { ...one, facts: { ...one.facts, spelt } };
}

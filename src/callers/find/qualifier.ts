import { type Flat, isUnknown } from './flat';

/**
 * What an address says after the function.
 * none and latest: the code that nobody published. alias: the one that SafeDeploy manages. another: an alias that it does not
 * manage. version: one of a number. unknown: what only CloudFormation knows.
 */
export type Qualifier = 'none' | 'latest' | 'alias' | 'another' | 'version' | 'unknown';

/** The sets that nearly all addresses have. */
const QUALIFIERS: readonly Qualifier[] = ['none', 'latest', 'alias', 'another', 'version', 'unknown'];
const alone = new Map(QUALIFIERS.map((qualifier) => [qualifier, new Set([qualifier]) as ReadonlySet<Qualifier>]));
export const only = (qualifier: Qualifier): ReadonlySet<Qualifier> => alone.get(qualifier) ?? new Set([qualifier]);

export const LATEST = '$LATEST';
export const isLatest = (qualifier: Qualifier): boolean => qualifier === 'none' || qualifier === 'latest';

export function qualifierOf(said: string | undefined, alias: string | undefined): Qualifier {
  if (said === undefined) return 'none';
  if (said === LATEST) return 'latest';
  if (said === alias) return 'alias';
  if (isUnknown(said)) return 'unknown';
  if (/^\d+$/.test(said)) return 'version';
  return /^[\w-]+$/.test(said) ? 'another' : 'unknown';
}

/** A member of a map in JSON text. Where the text is JSON inside JSON, its quotes are escaped. */
const MEMBER = /[{}]|\\*"(FunctionName|Qualifier(?:\.\$)?)\\*"\s*:\s*\\*"([^"\\]*)/g;

interface Beside {
  readonly said: string;
  readonly from: number;
}
const NONE: ReadonlyMap<number, Beside> = new Map();
const known = new WeakMap<Flat, ReadonlyMap<number, Beside>>();

/** In JSON text: the `Qualifier` in the same map, by where the value of a `FunctionName` begins. */
export function qualifiersBeside(flat: Flat): ReadonlyMap<number, Beside> {
  if (!flat.text.includes('Qualifier')) return NONE;
  const found = known.get(flat) ?? besideIn(flat.text);
  known.set(flat, found);
  return found;
}

function besideIn(text: string): ReadonlyMap<number, Beside> {
  const found = new Map<number, Beside>();
  const open: { callee?: number; qualifier?: Beside }[] = [{}];
  for (const { 0: match, 1: name, 2: said = '', index } of text.matchAll(MEMBER)) {
    if (match === '{') open.push({});
    else if (match === '}' && open.length > 1) open.pop();
    const map = open.at(-1);
    if (name === undefined || !map) continue;
    const from = index + match.length - said.length;
    if (name === 'FunctionName') map.callee = from;
    else map.qualifier = { said, from };
    if (map.callee !== undefined && map.qualifier) found.set(map.callee, map.qualifier);
  }
  return found;
}

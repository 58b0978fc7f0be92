import { SERVICES } from '../services';
import type { Caller, Service, Snapshot } from '../services/service';

interface Row {
  readonly service: string;
  readonly caller: Caller;
  readonly pattern: RegExp;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `Targets[].Arn` as a pattern. A list may stand as a single value, and below the property everything belongs to it. */
function patternOf(path: string): RegExp {
  if (path === '*') return /^/;
  const steps = path.split('.').map((step) => {
    if (step === '*') return '.+';
    const name = literal(step.replaceAll('[]', '').replaceAll('{}', ''));
    return `${name}${step.includes('{}') ? '\\.[^.]+' : ''}(?:\\[\\])*`;
  });
  return new RegExp(`^${steps.join('\\.')}(?:$|[.[])`);
}

/** The narrowest row first: a wildcard gives way to a path, a short path to a long one. */
const narrowest = (a: Row, b: Row): number =>
  Number(a.caller.at === '*') - Number(b.caller.at === '*') || b.caller.at.length - a.caller.at.length;

/** What every service says of a type. The patterns of a type are made when a template has it: hundreds of others would slow each cold start. */
const rows = new Map<string, readonly Row[]>();
function rowsOf(type: string): readonly Row[] {
  const known = rows.get(type);
  if (known) return known;
  const made = SERVICES.flatMap(({ name, callers }) =>
    (Object.hasOwn(callers, type) ? (callers[type] ?? []) : []).map((caller) => ({ service: name, caller, pattern: patternOf(caller.at) })),
  ).sort(narrowest);
  if (made.length > 0) rows.set(type, made); // a hostile template has other types
  return made;
}

const isCustom = (type: string): boolean => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
/** The same few places occur in every template, and in each many times. A hostile one has others: it must not fill the memory. */
const MOST_KNOWN = 2_000;
const memo = new Map<string, Row | undefined>();

/** What the services say about a property path, such as `Targets[].Arn`, of a resource type. */
export function callerAt(type: string, path: string): Row | undefined {
  const key = `${type} ${path}`;
  if (!memo.has(key)) {
    if (memo.size >= MOST_KNOWN) memo.clear();
    const candidates = [...rowsOf(type), ...(isCustom(type) ? rowsOf('Custom::*') : [])];
    memo.set(
      key,
      candidates.find(({ pattern }) => pattern.test(path)),
    );
  }
  return memo.get(key);
}

export const POLICY_TYPES: ReadonlySet<string> = new Set(SERVICES.flatMap(({ policies }) => policies ?? []));
/** Types with a property that takes a version and no alias. */
export const VERSION_ONLY: ReadonlySet<string> = new Set(
  SERVICES.flatMap(({ callers }) => Object.entries(callers)).flatMap(([type, rows]) =>
    rows.some(({ versionOnly }) => versionOnly) ? [type] : [],
  ),
);
export const SNAPSHOTS: readonly Snapshot[] = SERVICES.flatMap(({ snapshots }) => snapshots ?? []);
/** The ARN of what a service names as the source of its calls, by type: service.ts. */
export const SOURCES: ReadonlyMap<string, readonly string[]> = new Map(SERVICES.flatMap(({ sources }) => Object.entries(sources ?? {})));
/** The widest window of types that any service declares, for documents. */
export const services = (): readonly Service[] => SERVICES;

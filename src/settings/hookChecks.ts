import { type Check, type Expect, VALUE_KEY } from '../checks/check';
import { isEmpty } from '../checks/payload';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { ifParts, intrinsicOf } from '../template/intrinsics';
import { asList, isObject, isScalar, type Json, type JsonObject, own, type Trail } from '../template/json';
import type { Values } from '../template/values';

export interface HookWithChecks {
  readonly checks: readonly Check[];
  readonly path: Trail;
}

const CHECK_KEYS = ['Name', 'Payload', 'Expect', 'TimeoutSeconds', 'Warm'];
const DEFAULT_TIMEOUT = 10;
const LONGEST_TIMEOUT = 600;
/** What Lambda gives a function at most, without what the function needs to start, to wait for permissions and to report. */
const LONGEST_RUN = 900 - 45;

const PATH = /^(\$\.?)?[^.[\]]+(\.[^.[\]]+|\[\d+\])*$/;
const integer = (least: number, most: number) => (value: Json) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const isText = (value: Json) => (typeof value === 'string' && value !== '') || intrinsicOf(value) !== undefined;
const isCode = integer(100, 599);

/** What each expectation takes. One value stands for a list of one. */
const EXPECTATIONS: Readonly<Record<keyof Expect, readonly [takes: (value: Json) => boolean, expected: string]>> = {
  FunctionError: [(value) => typeof value === 'boolean', 'true or false'],
  StatusCode: [(value) => asList(value).length > 0 && asList(value).every(isCode), 'a status code such as 200, or a list of status codes'],
  Json: [() => true, ''],
  Body: [() => true, ''],
  Values: [
    (value) =>
      isObject(value) && !intrinsicOf(value) && Object.keys(value).length > 0 && Object.keys(value).every((path) => PATH.test(path)),
    'a map from paths such as body.items[0].id to values',
  ],
  Contains: [(value) => asList(value).length > 0 && asList(value).every(isText), 'a string, or a list of strings'],
  NotContains: [(value) => asList(value).length > 0 && asList(value).every(isText), 'a string, or a list of strings'],
  WithinMilliseconds: [integer(1, LONGEST_TIMEOUT * 1_000), 'a whole number of milliseconds'],
};
const LISTS = ['StatusCode', 'Contains', 'NotContains'];

/**
 * `{Checks: [...]}`. What must be known now is a literal; payloads and expected values may hold intrinsics.
 */
export function resolveChecks(hook: JsonObject, path: Trail, values: Values, diagnostics: Diagnostics): HookWithChecks | undefined {
  const reader = new CheckReader(values, diagnostics);
  reader.refuseUnknown(hook, ['Checks'], path);
  const list = values.unwrap(hook.Checks ?? null);
  if (!Array.isArray(list) || list.length === 0) {
    diagnostics.report('SD2302', [...path, 'Checks'], { name: 'Checks', expected: 'a list of at least one check' });
    return undefined;
  }
  const checks = list.flatMap((item, i) => reader.check(item, i, [...path, 'Checks', i]) ?? []);
  if (list.every((item) => values.unwrap(item) === undefined)) diagnostics.report('SD2312', path, { what: 'every check' });
  const seconds = checks.reduce((sum, { TimeoutSeconds, Warm }) => sum + TimeoutSeconds * (Warm + 1), 0);
  if (seconds > LONGEST_RUN) diagnostics.report('SD2306', path, { seconds, most: LONGEST_RUN });
  return { checks, path };
}

class CheckReader {
  private readonly names = new Set<string>();

  constructor(
    private readonly values: Values,
    private readonly diagnostics: Diagnostics,
  ) {}

  check(item: Json, index: number, path: Trail): Check | undefined {
    const said = this.plain(item, path);
    if (said === undefined || (intrinsicOf(said) && !givesText(said))) return undefined;
    if (!isObject(said) || intrinsicOf(said)) return void this.wrong(path, 'The check', `a map of ${CHECK_KEYS.join(', ')}`);
    this.refuseUnknown(said, CHECK_KEYS, path);
    const { Name: name = `check ${index + 1}`, Payload, Expect: expect, TimeoutSeconds: seconds = DEFAULT_TIMEOUT, Warm: warm = 0 } = said;
    if (typeof name !== 'string' || name === '') this.wrong([...path, 'Name'], 'Name', 'a string');
    if (this.names.has(String(name))) this.diagnostics.report('SD2303', [...path, 'Name'], { name: String(name) });
    this.names.add(String(name));
    if (isEmpty(expect) && !isEmpty(own(this.values.unwrap(item), 'Expect')))
      this.diagnostics.report('SD2312', [...path, 'Expect'], { what: 'everything that this check expects' });
    if (!integer(1, LONGEST_TIMEOUT)(seconds))
      this.wrong([...path, 'TimeoutSeconds'], 'TimeoutSeconds', `a whole number from 1 to ${LONGEST_TIMEOUT}`);
    if (typeof warm !== 'boolean' && !integer(0, 10)(warm)) this.wrong([...path, 'Warm'], 'Warm', 'true, false or a number from 0 to 10');
    return {
      Name: String(name),
      ...(Payload === undefined ? {} : { Payload }),
      Expect: this.expect(expect, [...path, 'Expect']),
      TimeoutSeconds: Number(seconds),
      Warm: Number(warm),
    };
  }

  private expect(said: Json | undefined, path: Trail): Expect {
    if (said === undefined || said === null) return {};
    if (!isObject(said) || intrinsicOf(said)) {
      this.wrong(path, 'Expect', `a map of ${Object.keys(EXPECTATIONS).join(', ')}`);
      return {};
    }
    this.refuseUnknown(said, Object.keys(EXPECTATIONS), path);
    const entries = Object.entries(said).map(([name, value]): [string, Json] => {
      const [takes, expected] = EXPECTATIONS[name as keyof Expect] ?? [() => true, ''];
      if (!takes(value)) this.wrong([...path, name], name, expected);
      return [name, LISTS.includes(name) ? asList(value) : value];
    });
    return Object.fromEntries(entries);
  }

  refuseUnknown(said: JsonObject, known: readonly string[], path: Trail): void {
    for (const name of Object.keys(said)) {
      if (!known.includes(name)) this.diagnostics.report('SD2301', [...path, name], { name, hint: didYouMean(name, known) });
    }
  }

  /** The value without what macro time decides. What stays an intrinsic must give a text: it goes into a variable of its own. */
  private plain(node: Json, path: Trail): Json | undefined {
    const value = this.values.unwrap(node);
    if (Array.isArray(value)) return value.flatMap((item, i) => this.plain(item, [...path, i]) ?? []);
    if (!isObject(value)) return value;
    if (intrinsicOf(value)) {
      if (!givesText(value)) this.diagnostics.report('SD2305', path);
      return value;
    }
    if (Object.hasOwn(value, VALUE_KEY)) this.diagnostics.report('SD2301', [...path, VALUE_KEY], { name: VALUE_KEY, hint: '' });
    const entries = Object.entries(value).map(([key, inner]) => [key, this.plain(inner, [...path, key])] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  }

  private wrong(path: Trail, name: string, expected: string): void {
    this.diagnostics.report('SD2302', path, { name, expected });
  }
}

function givesText(value: Json): boolean {
  const parts = ifParts(value);
  if (parts) return givesText(parts[1]) && givesText(parts[2]);
  return isScalar(value) || !['Fn::Split', 'Fn::GetAZs', 'Fn::Cidr', undefined].includes(intrinsicOf(value));
}

import { type Answer, isMap } from './answer';
import type { Expect } from './check';
import { difference, valueAt } from './difference';

export interface Outcome extends Answer {
  /** Handled or Unhandled, as Lambda says it; undefined when the function returned. */
  readonly functionError: string | undefined;
  readonly milliseconds: number;
}

/** Every expectation that the outcome does not meet, in words that hold neither the payload nor the answer. */
export function unmet(expect: Expect, { value, text, functionError, milliseconds }: Outcome): string[] {
  if (functionError !== undefined && !expect.FunctionError) return [`the function ended with an error (${functionError})`];
  const status = isMap(value) ? value.statusCode : undefined;
  const { StatusCode: codes, Json: json, Body: body, WithinMilliseconds: limit } = expect;
  return [
    expect.FunctionError && functionError === undefined && 'the function ended without an error',
    codes && !codes.includes(status as number) && `the status code is ${shown(status)}, expected ${codes.join(' or ')}`,
    json !== undefined && difference(json, value, ''),
    body !== undefined && difference(body, isMap(value) ? value.body : undefined, 'body'),
    ...Object.entries(expect.Values ?? {}).map(([path, expected]) => difference(expected, valueAt(value, path), path)),
    ...occurrences(expect.Contains, (one) => !text.includes(one), 'Contains', 'does not occur'),
    ...occurrences(expect.NotContains, (one) => text.includes(one), 'NotContains', 'occurs'),
    limit !== undefined && milliseconds > limit && `it took ${Math.round(milliseconds)} ms, expected at most ${limit} ms`,
  ].filter((sentence) => typeof sentence === 'string');
}

/** A number is no content; a status code that is none might be. */
const shown = (status: unknown): string => (typeof status === 'number' ? String(status) : status === undefined ? 'missing' : 'no number');

const occurrences = (texts: readonly string[] | undefined, wrong: (text: string) => boolean, name: string, what: string) =>
  (texts ?? []).map((one, i) => wrong(one) && `the text of ${name}[${i}] ${what}`);

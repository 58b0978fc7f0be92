import assert from 'node:assert/strict';
import { type LogLine, type MacroResponse, respond } from '../../../src/macro/respond';

const LOG_KEYS = ['requestId', 'status', 'milliseconds', 'functions', 'callers', 'moved', 'redeployed', 'codes'];
/** The Timeout of the macro's function: no measure of speed, but where an answer no longer comes. */
const TIMEOUT_MS = 30_000;

export interface Answer {
  readonly response: MacroResponse;
  readonly line: LogLine;
}

/** What holds for the response to anything at all. Gives the response, for more to be said about it. */
export function assertAnswers(event: unknown): Answer {
  const before = written(event);
  const lines: LogLine[] = [];
  const started = performance.now();
  const response = respond(
    event,
    (line) => lines.push(line),
    () => performance.now(),
  );
  assert.ok(performance.now() - started < TIMEOUT_MS, 'it hangs');
  assert.equal(written(event), before, 'the request was changed');

  const { requestId, status, fragment, errorMessage } = response;
  assert.equal(requestId, echoOf(event));
  assert.ok(status === 'success' || status === 'failed');
  if (status === 'success') assert.ok(typeof fragment === 'object' && fragment !== null && errorMessage === undefined);
  else assert.match(errorMessage ?? '', /SD\d{4}/);
  assert.equal(fragment === undefined, status === 'failed');
  assert.doesNotMatch(errorMessage ?? '', /SD9\d{3}/, `an incident: ${JSON.stringify(lines)}`);
  JSON.stringify(response);

  assert.equal(lines.length, 1);
  const line = lines[0] as LogLine;
  for (const key of Object.keys(line)) assert.ok(LOG_KEYS.includes(key), `the log has ${key}`);
  return { response, line };
}

const written = (event: unknown): string | undefined => {
  try {
    return JSON.stringify(event);
  } catch {
    return undefined; // a circle, or a bigint: no JSON
  }
};

/** A request id comes back as it was; what is none can't. */
function echoOf(event: unknown): string {
  const isMap = typeof event === 'object' && event !== null && !Array.isArray(event);
  const id = isMap && Object.hasOwn(event, 'requestId') ? (event as { requestId: unknown }).requestId : undefined;
  return ['string', 'number', 'boolean'].includes(typeof id) ? String(id) : '';
}

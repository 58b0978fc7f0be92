import { hash } from 'node:crypto';
import { Diagnostics } from '../diagnostics/diagnostics';
import { failureMessage } from '../diagnostics/message';
import { isObject, isScalar, type Json, type JsonObject, own } from '../template/json';
import { NOTHING, type TransformResult, transform } from '../transform/transform';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html */
export interface MacroResponse {
  readonly requestId: string;
  readonly status: 'success' | 'failed';
  readonly fragment?: Json;
  readonly errorMessage?: string;
}

/** One line of the log: ids, counts and codes, never content. */
export type LogLine = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * CloudFormation's request in, its response out. Never throws: an exception would hide the reason: CloudFormation then says only "Received malformed response from transform".
 * `log` gets one line, whatever happens.
 */
export function respond(event: unknown, log: (line: LogLine) => void, now: () => number): MacroResponse {
  const started = now();
  const request = isObject(event) ? event : {};
  const given = own(request, 'requestId');
  const requestId = isScalar(given) ? String(given) : '';
  const took = () => Math.round((now() - started) * 10) / 10;
  try {
    const result = run(request);
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    log({
      requestId,
      status: result.fragment ? 'success' : 'failed',
      milliseconds: took(),
      ...counts(result),
      codes: result.diagnostics.map(({ code }) => code),
    });
    if (result.fragment) return { requestId, status: 'success', fragment: result.fragment };
    return { requestId, status: 'failed', errorMessage: failureMessage(errors) };
  } catch (fault) {
    const { incident, where } = incidentOf(requestId, fault);
    log({ requestId, status: 'fault', milliseconds: took(), incident, where });
    const diagnostics = new Diagnostics();
    diagnostics.report('SD9001', [], { incident });
    return { requestId, status: 'failed', errorMessage: failureMessage(diagnostics.all) };
  }
}

function run(request: JsonObject): TransformResult {
  const { region, accountId } = request;
  if (typeof region !== 'string' || typeof accountId !== 'string') {
    const diagnostics = new Diagnostics();
    diagnostics.report('SD1007', [], { name: typeof region === 'string' ? 'accountId' : 'region' });
    return { ...NOTHING, fragment: undefined, diagnostics: diagnostics.all };
  }
  const given = own(request, 'templateParameterValues');
  return transform({
    fragment: own(request, 'fragment'),
    params: own(request, 'params'),
    region,
    accountId,
    parameterValues: isObject(given) ? given : {},
  });
}

const counts = ({ functions, consumers, renewals }: TransformResult) => ({
  functions: functions.length,
  callers: consumers.length,
  moved: consumers.filter(({ outcome }) => outcome === 'moved').length,
  redeployed: renewals.length,
});

/** Where the fault was thrown, and not what it says: a message may quote the template. */
function incidentOf(requestId: string, fault: unknown): { incident: string; where: string } {
  const frames = fault instanceof Error ? (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const where = frames
    .slice(0, 4)
    .map((line) => line.trim().replace(/\(?\/.*\/([^/]+)\)?$/, '$1'))
    .join(' < ');
  return { where, incident: hash('sha256', `${requestId}\n${where}`, 'hex').slice(0, 12) };
}

import { readAnswer } from './answer';
import { CHECKS, type Check, TARGET } from './check';
import { unmet } from './judge';
import { isEmpty, payloadOf, read } from './payload';
import { type Clock, type Limits, nameOf, persist, Refusal } from './persist';

export interface Invocation {
  readonly payload: string;
  readonly functionError: string | undefined;
  readonly requestId: string | undefined;
}

/** What the check function needs from outside: two calls of AWS, a clock, and somebody who writes down what it says. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that Lambda leaves to this invocation. */
  readonly remaining: () => number;
  readonly invoke: (target: string, payload: string, left: number) => Promise<Invocation>;
  readonly report: (call: HookCall, status: Status, left: number) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** What CodeDeploy sends to a hook: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
interface HookCall {
  readonly deploymentId: string;
  readonly lifecycleEventHookExecutionId: string;
}
export type Status = 'Succeeded' | 'Failed';

/** Kept free at the end to report in, whatever the checks do. */
const TIME_TO_REPORT = 10_000;
const TIME_TO_END = 500;
/** How long new permissions may take to count. */
const GRACE = 30_000;
type Deadlines = Omit<Limits, 'limit'>;
/** CodeDeploy's names for a hook that nobody waits for: another report cannot help. */
const TOO_LATE = /LifecycleEventAlreadyCompleted|InvalidLifecycleEventHookExecutionId|InvalidDeploymentId|DeploymentDoesNotExist/;

/** Text from outside ends no line of the log and paints no terminal: `%0A` for a line feed. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, encodeURIComponent);

/** Runs every check and tells CodeDeploy, whatever happens. Throws only so that Lambda calls again to report. */
export async function run(event: unknown, given: Surroundings): Promise<Status | undefined> {
  const surroundings: Surroundings = { ...given, log: (line) => given.log(visible(line)) };
  const call = hookCall(event);
  if (!call) {
    surroundings.log(
      'This call does not come from CodeDeploy: it has no DeploymentId and LifecycleEventHookExecutionId, so there is nothing to report to.',
    );
    return undefined;
  }
  const end = surroundings.clock.now() + surroundings.remaining();
  const reserve = Math.min(TIME_TO_REPORT, surroundings.remaining() / 2);
  let status: Status = 'Failed';
  try {
    status = (await checksHold(surroundings, end - reserve)) ? 'Succeeded' : 'Failed';
  } catch (fault) {
    surroundings.log(`The checks could not be read: ${nameOf(fault)}. This counts as a failure.`);
  }
  await report(call, status, surroundings, end);
  return status;
}

function hookCall(event: unknown): HookCall | undefined {
  const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId } = Object(event);
  if (typeof deploymentId !== 'string' || typeof lifecycleEventHookExecutionId !== 'string') return undefined;
  return { deploymentId, lifecycleEventHookExecutionId };
}

/** All of them, also after one has failed: whoever reads the log wants to see everything that is wrong. */
async function checksHold(surroundings: Surroundings, until: number): Promise<boolean> {
  const { environment, clock } = surroundings;
  const text = environment[CHECKS] ?? '';
  const written = JSON.parse(text) as Check[];
  const checks = read(text, environment) as Check[];
  const limits = { until, grace: clock.now() + GRACE };
  let all = checks.length > 0;
  for (const [i, check] of checks.entries()) {
    const vanishes = isEmpty(check.Expect) && !isEmpty(written[i]?.Expect);
    const failures = vanishes ? ['a condition removes everything that it expects'] : await failuresOf(check, surroundings, limits);
    const verdict = failures.length === 0 ? 'passed' : `FAILED: ${failures.join('; ')}`;
    surroundings.log(`${nameOfTarget(surroundings)}, check "${check.Name}" ${verdict}.`);
    all &&= failures.length === 0;
  }
  return all;
}

async function failuresOf(check: Check, surroundings: Surroundings, limits: Deadlines): Promise<string[]> {
  for (let i = 0; i < check.Warm; i++) await attempt(check, surroundings, limits).catch(() => undefined);
  try {
    const { invocation, milliseconds } = await attempt(check, surroundings, limits);
    const { functionError, requestId } = invocation;
    const failures = unmet(check.Expect, { ...readAnswer(invocation.payload), functionError, milliseconds });
    return failures.length > 0 ? [...failures, `its request id is ${requestId}`] : [];
  } catch (fault) {
    if (fault instanceof Refusal) return [`nothing was checked, because Lambda did not run the function, or not in time: ${fault.message}`];
    throw fault;
  }
}

/** One invocation and how long its last try took. */
async function attempt({ Payload, TimeoutSeconds }: Check, { environment, invoke, clock }: Surroundings, limits: Deadlines) {
  const act = async (left: number) => {
    const started = clock.now();
    const invocation = await invoke(environment[TARGET] ?? '', payloadOf(Payload), left);
    return { invocation, milliseconds: clock.now() - started };
  };
  return persist(act, { ...limits, limit: 1_000 * TimeoutSeconds }, clock);
}

/** `orders:7` of the ARN of a version or an alias. */
const nameOfTarget = ({ environment }: Surroundings): string => (environment[TARGET] ?? '').split(':').slice(6).join(':');

async function report(call: HookCall, status: Status, { report: send, clock, log }: Surroundings, end: number): Promise<void> {
  try {
    await persist((left) => send(call, status, left), { limit: Number.POSITIVE_INFINITY, until: end - TIME_TO_END, grace: end }, clock);
    log(`Reported ${status} to CodeDeploy for ${call.deploymentId}.`);
  } catch (fault) {
    const why = fault instanceof Refusal ? fault.message : nameOf(fault);
    log(`CodeDeploy did not accept the report ${status} for ${call.deploymentId}: ${why}.`);
    if (!TOO_LATE.test(why)) throw new Refusal(why);
  }
}

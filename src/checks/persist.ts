export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** AWS said no to a call, or said nothing in time. */
export class Refusal extends Error {}

export interface Limits {
  /** Milliseconds for one call, with everything that is tried again. */
  readonly limit: number;
  /** No attempt starts or goes on after this. */
  readonly until: number;
  /** Until then a denied access is tried again: permissions that this stack update changed take seconds to count. */
  readonly grace: number;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;

/** Acts until AWS answers, refuses for good, or the time is up. `act` gets the milliseconds that are left. */
export async function persist<T>(act: (left: number) => Promise<T>, { limit, until, grace }: Limits, clock: Clock): Promise<T> {
  let why = 'no time was left';
  let started = clock.now();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const left = Math.min(started + limit, until) - clock.now();
    if (left <= 0) throw new Refusal(`${why} until the time was up`);
    try {
      return await act(left);
    } catch (fault) {
      why = nameOf(fault);
      if (/Abort|Timeout/.test(why)) throw new Refusal(`there was no response within ${Math.round(left)} ms`);
      const denied = /AccessDenied/.test(why);
      if (denied ? clock.now() >= grace : !isPassing(fault)) throw new Refusal(why);
      await clock.sleep(pause);
      if (denied) started = clock.now(); // waiting for permissions is not the call's fault
    }
  }
}

/** The name of a fault and not its message, which may quote the call. */
export const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : 'an unknown fault');

/** Throttled, not ready yet, a fault of the service, no connection: nothing of this is about the call itself. */
function isPassing(fault: unknown): boolean {
  const status = (fault as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return /Throttl|TooMany/.test(nameOf(fault)) || status === undefined || status === 409 || status >= 500;
}

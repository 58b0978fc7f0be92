/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const PER_SECOND = 5;
const AT_ONCE = 10;

/** Waits until one more call is within a few a second: the account's other users share its rates. */
export function pacer({ now, sleep }: Clock): () => Promise<void> {
  let free = AT_ONCE;
  let last = now();
  return async () => {
    const moment = now();
    free = Math.min(AT_ONCE, free + ((moment - last) / 1_000) * PER_SECOND) - 1;
    last = moment;
    if (free < 0) await sleep((-free / PER_SECOND) * 1_000);
  };
}

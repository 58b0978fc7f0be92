import type { Unread } from '../../../operations/rollout/model';
import type { Clients } from '../../aws/clients';
import { kindOf, saidOf } from '../../aws/faults';
import { faultOf } from '../fault';
import type { Action } from '../policies';

/** Asks AWS, and remembers what it was not allowed to read. */
export class Reader {
  private readonly refusals = new Map<Action, string>();

  constructor(readonly clients: Clients) {}

  get unread(): Unread[] {
    return [...this.refusals].map(([action, because]) => ({ action, because }));
  }

  isRefused = (action: Action): boolean => this.refusals.has(action);

  /** What a command can't do without: it ends with a diagnostic. */
  async must<T>(action: Action, ask: (clients: Clients) => Promise<T>): Promise<T> {
    try {
      return await ask(this.clients);
    } catch (fault) {
      throw faultOf(action, fault);
    }
  }

  /** undefined where it is not there, or must not be read: that is remembered. */
  async may<T>(action: Action, ask: (clients: Clients) => Promise<T>): Promise<T | undefined> {
    try {
      return await ask(this.clients);
    } catch (fault) {
      const kind = kindOf(fault);
      if (kind === 'missing') return undefined;
      if (kind !== 'denied' && kind !== 'throttled' && kind !== 'refused') throw faultOf(action, fault);
      this.refusals.set(action, saidOf(fault));
      return undefined;
    }
  }
}

/** All pages of a list. */
export async function pages<T>(ask: (token: string | undefined) => Promise<readonly [items: T[] | undefined, next: string | undefined]>) {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const [items, next] = await ask(token);
    all.push(...(items ?? []));
    token = next === token ? undefined : next || undefined; // a list that answers with the same page for ever ends here
  } while (token !== undefined);
  return all;
}

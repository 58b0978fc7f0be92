import type { Finding } from '../diagnostics/findings';
import type { Given } from '../parameters/given';
import { Source } from '../read/source';
import type { Judged, Orders } from './judge';

/** What goes between threads is copied without methods, and a text only where something was found in it. */
interface WireFinding extends Omit<Finding, 'place'> {
  readonly source: number;
  readonly start: number;
  readonly end: number;
}
export interface WireJudged extends Omit<Judged, 'findings'> {
  readonly sources: readonly { readonly file: string; readonly text: string }[];
  readonly findings: readonly WireFinding[];
}
export interface WireOrders extends Omit<Orders, 'given'> {
  readonly given: readonly (readonly [string, string])[];
}

export function toWire({ findings, ...rest }: Judged): WireJudged {
  const sources = [...new Set(findings.map(({ place }) => place.source))];
  return {
    ...rest,
    sources: sources.map(({ file, text }) => ({ file, text })),
    findings: findings.map(({ code, severity, message, remedy, place: { source, start, end } }) => {
      return { code, severity, message, remedy, source: sources.indexOf(source), start, end };
    }),
  };
}

export function fromWire({ findings, sources, ...rest }: WireJudged): Judged {
  const read = sources.map(({ file, text }) => new Source(file, text));
  return {
    ...rest,
    findings: findings.map(({ source, start, end, ...finding }) => {
      const { [source]: own = new Source('', '') } = read;
      return { ...finding, place: own.place({ start, end }) };
    }),
  };
}

export const ordersToWire = (orders: Orders): WireOrders => ({ ...orders, given: [...orders.given] });
export const ordersFromWire = (orders: WireOrders): Orders => ({ ...orders, given: new Map(orders.given) satisfies Given });

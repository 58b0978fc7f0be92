import type { Request } from '../compile';
import type { Finding } from '../diagnostics/findings';
import type { Given } from '../parameters/given';
import { Source } from '../read/source';
import { othersOf } from '../template';
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
export interface WireOrders extends Omit<Orders, 'given' | 'request'> {
  readonly given: readonly (readonly [string, string])[];
  readonly request: Omit<Request, 'others'>;
  readonly python: string | undefined;
  readonly includes: readonly (readonly [string, string])[];
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

export function ordersToWire({ given, request: { others, ...request }, ...orders }: Orders): WireOrders {
  return { ...orders, request, given: [...given], python: others?.python, includes: [...(others?.includes ?? [])] };
}

export function ordersFromWire({ given, request, python, includes, ...orders }: WireOrders): Orders {
  return { ...orders, request: { ...request, others: othersOf(python, includes) }, given: new Map(given) satisfies Given };
}

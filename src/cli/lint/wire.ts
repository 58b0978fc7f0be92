import type { Request } from '../compile';
import type { Finding } from '../diagnostics/findings';
import type { OtherTransforms } from '../expand/macro';
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
  readonly others: Pick<OtherTransforms, 'python' | 'includes'> | undefined;
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

export function ordersToWire({ request: { others, ...request }, given, ...rest }: Orders): WireOrders {
  return { ...rest, request, given: [...given], others: others && { python: others.python, includes: others.includes } };
}

export function ordersFromWire({ request, others, given, ...rest }: WireOrders): Orders {
  const whole = others ? { ...request, others: othersOf(others.python, others.includes) } : request;
  return { ...rest, request: whole, given: new Map(given) satisfies Given };
}

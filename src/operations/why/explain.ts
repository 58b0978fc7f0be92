import type { Unread } from '../rollout/model';
import type { Evidence, Release } from './evidence';
import type { Action, Item } from './explanation';
import { RULES } from './rules';
import { stuck } from './stuck';
import { aliasOf, ended, versionsOf } from './words';

/** Why the last failed operation failed. `why --json` writes it. */
export interface Answer {
  readonly stack: string;
  readonly region: string;
  readonly status: string;
  readonly operation: { readonly kind: string; readonly began: string; readonly ended: string | null } | null;
  /** The operation that came after it, and did not fail. */
  readonly later: { readonly kind: string; readonly began: string } | null;
  /** Names of the rules that recognised something: a cause, and perhaps `stuck`. */
  readonly rules: readonly string[];
  /** One sentence for each. */
  readonly causes: readonly string[];
  readonly evidence: readonly { readonly at: string | null; readonly what: string; readonly text: string }[];
  readonly actions: readonly Action[];
  readonly unread: readonly Unread[];
}

export function explain(evidence: Evidence): Answer {
  const { stack, operation, later, unread } = evidence;
  const found = RULES.flatMap((rule) => {
    const explanation = rule.recognise(evidence);
    return explanation ? [{ name: rule.name, explanation }] : [];
  })[0];
  const after = stuck(evidence);
  const explanations = [...(found ? [found.explanation] : []), ...(after ? [after] : [])];
  const items = [...common(evidence), ...explanations.flatMap((one) => one.evidence)];
  const ended = operation && !operation.status.endsWith('_IN_PROGRESS') ? operation.last.toISOString() : null;
  return {
    stack: stack.name,
    region: stack.region,
    status: stack.status,
    operation: operation ? { kind: operation.kind, began: operation.began.toISOString(), ended } : null,
    later: later ? { kind: later.kind, began: later.began.toISOString() } : null,
    rules: [...(found ? [found.name] : []), ...(after ? ['stuck'] : [])],
    causes: explanations.map(({ cause }) => cause),
    evidence: inOrder(items).map(({ at, what, text }) => ({ at: at?.toISOString() ?? null, what, text })),
    // when the stack is stuck, that comes first: nothing else can be deployed before
    actions: [...(after?.actions ?? []), ...(found?.explanation.actions ?? [])],
    unread,
  };
}

/** What every explanation shows: the event and the deployment. */
function common({ failure, release, reasons }: Evidence): Item[] {
  const event = failure
    ? [
        {
          at: failure.at,
          what: [...failure.path, failure.id].join('/'),
          text: `${failure.status}: ${ended(failure.reason) || 'no reason given'}`,
        },
      ]
    : reasons.slice(0, 1).map(({ at, reason }) => ({ at, what: 'stack', text: ended(reason) }));
  return [...event, ...(release ? deploymentItems(release, aliasOf({ release, place: release.place, failure })) : [])];
}

function deploymentItems(release: Release, alias: string): Item[] {
  const { deployment } = release;
  const { id, status, created, ended: end, error, rolledBackBy, events } = deployment;
  const { from, to } = versionsOf(release);
  const schedule = release.schedule ? `, ${release.schedule.name}` : '';
  const back = rolledBackBy ? `; rolled back by ${rolledBackBy}` : '';
  const when = (time: string | null) => (time === null ? undefined : new Date(time));
  return [
    { at: when(created), what: id, text: `started to shift ${alias} from version ${from} to ${to}${schedule}` },
    ...events
      .filter((event) => event.status === 'Failed')
      .map((event) => ({
        at: when(event.ended),
        what: id,
        text: `${event.name} failed${event.message ? `: ${ended(event.message)}` : ''}`,
      })),
    ...(error ? [{ at: when(end), what: id, text: `${status}, ${error.code}: ${ended(error.message)}${back}` }] : []),
  ];
}

/** By time; what has none comes last. Stable, so that a log stays in its order. */
const inOrder = (items: readonly Item[]): Item[] =>
  items.toSorted((a, b) => (a.at?.getTime() ?? Number.POSITIVE_INFINITY) - (b.at?.getTime() ?? Number.POSITIVE_INFINITY));

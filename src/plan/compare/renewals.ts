import { SNAPSHOTS } from '../../callers/find/lookup';
import type { Snapshot } from '../../callers/services/service';
import { own, sortedJson } from '../../template/json';
import { LONGEST_ID } from '../../template/quotas';
import { propertiesOf } from '../../template/template';
import type { Call, Plan } from '../schema';
import type { Deployable, Planned } from '../side';

type Renewal = Plan['renewals'][number];

const LENGTH_OF_DIGEST = 10;

/** API deployments that another takes the place of, with another logical id: towards the alias and back. */
export function renewalsBetween({ results, deployable: after }: Planned, before: Deployable, calls: readonly Call[]): Renewal[] {
  const known = new Map(results.flatMap(({ renewals }) => renewals.map((one) => [one.to, one] as const)));
  return SNAPSHOTS.flatMap((snapshot) => {
    const [gone, made] = [idsOf(snapshot, before, after), idsOf(snapshot, after, before)];
    const used = new Set<string>(); // resources stand in the order of the author on both sides
    return made.flatMap((to): Renewal[] => {
      const base = known.get(to)?.from ?? to;
      const from = gone.find((id) => !used.has(id) && isOf(base, id) && wholeOf(id, snapshot, before) === wholeOf(to, snapshot, after));
      if (from === undefined) return [];
      used.add(from);
      const parts = known.get(to)?.parts ?? [];
      return [{ from, to, parts: [...new Set([...parts, ...partsOf(snapshot, to, after, calls)])] }];
    });
  });
}

const idsOf = ({ type }: Snapshot, here: Deployable, there: Deployable): string[] =>
  Object.keys(here.resources).filter((id) => own(here.resources[id], 'Type') === type && here.has(id) && !there.has(id));

/** Is it the author's own, or one that was renewed before? A long id is cut to make room for the digest. */
const isOf = (base: string, id: string): boolean =>
  id === base ||
  (id.startsWith(base.slice(0, LONGEST_ID - LENGTH_OF_DIGEST)) && id.length === Math.min(LONGEST_ID, base.length + LENGTH_OF_DIGEST));

const wholeOf = (id: string, { of = '' }: Snapshot, { resources, values }: Deployable): string =>
  sortedJson(values.resolve(own(propertiesOf(own(resources, id)), of)));

/** What calls something else now in the API that it shows. */
export function partsOf(snapshot: Snapshot, id: string, side: Deployable, calls: readonly Call[]): string[] {
  const whole = wholeOf(id, snapshot, side);
  return calls.filter((call) => call.kind === 'caller' && isPart(call, whole, snapshot, side)).map(({ resource }) => resource);
}

function isPart({ resource, type }: Call, whole: string, { parts }: Snapshot, { resources, values }: Deployable): boolean {
  const property = Object.hasOwn(parts, type) ? parts[type] : undefined;
  if (property === undefined) return false;
  if (property === '') return whole === sortedJson({ Ref: resource });
  return whole === sortedJson(values.resolve(own(propertiesOf(own(resources, resource)), property)));
}

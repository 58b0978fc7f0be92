import { branchesOf, isNoValue, ref } from '../../template/intrinsics';
import { groupBy, isScalar, type Json, own, sortedJson, valueAt } from '../../template/json';
import { soleReference } from '../../template/references';
import { propertiesOf, type Resource, resourceOf, resourcesOf, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import { shortHash } from '../../version/digest';
import { renewedId } from '../../version/ids';
import { type Consumer, willMove } from '../decide/consumers';
import { SNAPSHOTS } from '../find/lookup';
import type { Snapshot, Stages } from '../services/service';
import type { Rewrite } from './rewrite';

/** A deployment that shows calls of a marked function. */
interface Showing {
  readonly from: string;
  /** Parts of its API that move, or will. */
  readonly parts: readonly string[];
  /** All that it shows and that is in the template: it must not be taken before any of that is as it shall be. */
  readonly sees: readonly string[];
  /** No stage takes snapshots of its own beside it. */
  readonly alone: boolean;
}

/** One that must be made anew, because what it took a snapshot of calls the alias now: docs/how-it-works.md. */
export interface Renewal extends Showing {
  readonly to: string;
}

export interface Snapshots {
  readonly renewals: readonly Renewal[];
  /** Of APIs all of whose calls stay for now. They are made anew when calls come back from the alias, under their own ids. */
  readonly unchanged: readonly Showing[];
  /** Consumers that moved while somebody goes on serving an older snapshot of their calls. */
  readonly stale: ReadonlyMap<Consumer, Snapshot>;
}

export function renewSnapshots(rewrite: Rewrite): Snapshots {
  const { template, consumers, values } = rewrite;
  const renewals: Renewal[] = [];
  const unchanged: Showing[] = [];
  const stale = new Map<Consumer, Snapshot>();
  const concerned = consumers.filter((consumer) => willMove(consumer) && consumer.mention.section === 'Resources');
  for (const snapshot of SNAPSHOTS) {
    const parts = concerned.filter(({ mention }) => Object.hasOwn(snapshot.parts, mention.type));
    const wholes = groupBy(parts, ({ mention }) => wholeOf(mention.owner, resourceAt(template, mention.owner), snapshot, rewrite));
    for (const [whole, all] of wholes) {
      const { shown, follows, alone } = fateOf(snapshot, whole, rewrite);
      const moved = all.filter(({ outcome }) => outcome === 'moved');
      const isThere = ({ mention }: Consumer) => values.mayExist(resourceAt(template, mention.owner));
      if (!follows) for (const consumer of moved.filter(isThere)) stale.set(consumer, snapshot);
      const owners = [...new Set(all.map(({ mention }) => mention.owner))];
      const sees = shown.length > 0 ? Object.keys(snapshot.parts).flatMap((type) => idsOf(ofWhole(type, whole, snapshot, rewrite))) : [];
      for (const [from, resource] of shown) {
        const showing = { from, parts: owners.filter((owner) => owner !== from), sees, alone };
        if (moved.length === 0) unchanged.push(showing);
        else renewals.push({ ...showing, to: renewed(from, resource, moved, snapshot, rewrite) });
      }
    }
  }
  return { renewals, unchanged, stale };
}

type Found = readonly [id: string, resource: Resource];
type Where = Pick<Rewrite, 'template' | 'values'>;

const resourceAt = (template: Template, id: string): Resource => template.Resources[id] as Resource;

/** One spelling for the API, agent or state machine that a resource is, or that it names. */
function wholeOf(id: string, resource: Resource, { parts, of }: Snapshot, { template, values }: Where): string {
  const property = parts[resource.Type] ?? of ?? '';
  if (property === '') return sortedJson(ref(id));
  const named = values.resolve(own(propertiesOf(resource), property));
  const target = soleReference(named);
  // an API's Ref is its id, and so are its attributes RestApiId and ApiId
  return sortedJson(target && resourceOf(template, target.id) ? ref(target.id) : named);
}

const idsOf = (found: readonly Found[]): string[] => found.map(([id]) => id);

const ofWhole = (type: string, whole: string, snapshot: Snapshot, where: Where): readonly Found[] =>
  resourcesOf(where.template, type).filter(([id, resource]) => wholeOf(id, resource, snapshot, where) === whole);

/** Which snapshots of it can be made anew, and does everybody who serves one follow? */
function fateOf(snapshot: Snapshot, whole: string, where: Where): { shown: readonly Found[]; follows: boolean; alone: boolean } {
  const { type, stages } = snapshot;
  const { values } = where;
  if (type === undefined) return { shown: [], follows: false, alone: false };
  const found = ofWhole(type, whole, snapshot, where);
  if (!stages) return { shown: [], follows: found.length === 0, alone: false };
  const says = ([, resource]: Found, property = '') => values.resolve(own(propertiesOf(resource), property));
  const serving = ofWhole(stages.type, whole, snapshot, where).filter(([, stage]) => values.mayExist(stage));
  const isAuto = (stage: Found) => isTrue(says(stage, stages.auto));
  if (serving.length > 0 && serving.every(isAuto)) return { shown: [], follows: true, alone: false };
  // an API without a stage in the template has one somewhere else
  const isServed = serving.length > 0 || found.some((one) => values.mayExist(one[1]) && says(one, stages.made?.name) !== undefined);
  const ids = new Set(idsOf(found));
  const follows = isServed && serving.every((stage) => isAuto(stage) || servesOneOf(ids, stage, stages, values));
  return { shown: found, follows, alone: !serving.some(isAuto) };
}

const isTrue = (value: Json | undefined): boolean => isScalar(value) && String(value).toLowerCase() === 'true';

/** Whatever its conditions decide. */
function servesOneOf(ids: ReadonlySet<string>, [, stage]: Found, { serves }: Stages, values: Values): boolean {
  const properties = values.resolve(propertiesOf(stage));
  const isOurs = (named: Json) => ids.has(soleReference(named)?.id ?? '');
  return serves.every((path, i) => {
    const named = valueAt(properties, path.split('.'));
    return named === undefined ? i > 0 : branchesOf(named).every((branch) => (isNoValue(branch) ? i > 0 : isOurs(branch)));
  });
}

/** Its new id: a digest of which parts call which aliases. */
function renewed(from: string, resource: Resource, moved: readonly Consumer[], { stages }: Snapshot, rewrite: Rewrite): string {
  const { functions, values, diagnostics } = rewrite;
  const now = moved.map(({ mention, function: id }) => [mention.owner, id, functions.get(id)?.settings.alias ?? '']);
  const property = stages?.made?.description ?? '';
  if (values.mayExist(resource) && values.resolve(own(propertiesOf(resource), property)) !== undefined)
    diagnostics.report('SD5006', ['Resources', from], { property });
  return renewedId(from, shortHash(['API deployment', [...new Set(now.map((part) => sortedJson(part)))].sort()]));
}

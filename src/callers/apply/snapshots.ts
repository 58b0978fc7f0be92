import { branchesOf, isNoValue, ref } from '../../template/intrinsics';
import { groupBy, isScalar, type Json, own, sortedJson, valueAt } from '../../template/json';
import { soleReference } from '../../template/references';
import { propertiesOf, type Resource, resourceOf, resourcesOf, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import { shortHash } from '../../version/digest';
import { renewedId } from '../../version/ids';
import type { Consumer } from '../decide/consumers';
import { SNAPSHOTS } from '../find/lookup';
import type { Snapshot, Stages } from '../services/service';
import type { Rewrite } from './rewrite';

/** A deployment that must be made anew, because what it took a snapshot of calls the alias now: docs/how-it-works.md. */
export interface Renewal {
  readonly from: string;
  readonly to: string;
  /** Moved parts of its API. */
  readonly parts: readonly string[];
  /** All that it shows and that is in the template: it must not be taken before any of that is as it shall be. */
  readonly sees: readonly string[];
  /** No stage takes snapshots of its own beside it. */
  readonly alone: boolean;
}

export interface Snapshots {
  readonly renewals: readonly Renewal[];
  /** Consumers that moved while somebody goes on serving an older snapshot of their calls. */
  readonly stale: ReadonlyMap<Consumer, Snapshot>;
}

export function renewSnapshots(rewrite: Rewrite): Snapshots {
  const { template, consumers } = rewrite;
  const renewals: Renewal[] = [];
  const stale = new Map<Consumer, Snapshot>();
  const moved = consumers.filter(({ outcome, mention }) => outcome === 'moved' && mention.section === 'Resources');
  for (const snapshot of SNAPSHOTS) {
    const changed = moved.filter(({ mention }) => Object.hasOwn(snapshot.parts, mention.type));
    const wholes = groupBy(changed, ({ mention }) => wholeOf(mention.owner, resourceAt(template, mention.owner), snapshot, rewrite));
    for (const [whole, parts] of wholes) {
      const { renewed, follows, alone } = fateOf(snapshot, whole, rewrite);
      const isThere = ({ mention }: Consumer) => rewrite.values.mayExist(resourceAt(template, mention.owner));
      if (!follows) for (const consumer of parts.filter(isThere)) stale.set(consumer, snapshot);
      renewals.push(...renewalsOf(renewed, parts, snapshot, whole, rewrite).map((renewal) => ({ ...renewal, alone })));
    }
  }
  return { renewals, stale };
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

const ofWhole = (type: string, whole: string, snapshot: Snapshot, where: Where): readonly Found[] =>
  resourcesOf(where.template, type).filter(([id, resource]) => wholeOf(id, resource, snapshot, where) === whole);

/** Which snapshots of it are made anew, and does everybody who serves one follow? */
function fateOf(snapshot: Snapshot, whole: string, where: Where): { renewed: readonly Found[]; follows: boolean; alone: boolean } {
  const { type, stages } = snapshot;
  const { values } = where;
  if (type === undefined) return { renewed: [], follows: false, alone: false };
  const found = ofWhole(type, whole, snapshot, where);
  if (!stages) return { renewed: [], follows: found.length === 0, alone: false };
  const says = ([, resource]: Found, property = '') => values.resolve(own(propertiesOf(resource), property));
  const serving = ofWhole(stages.type, whole, snapshot, where).filter(([, stage]) => values.mayExist(stage));
  const isAuto = (stage: Found) => isTrue(says(stage, stages.auto));
  if (serving.length > 0 && serving.every(isAuto)) return { renewed: [], follows: true, alone: false };
  // an API without a stage in the template has one somewhere else
  const isServed = serving.length > 0 || found.some((one) => values.mayExist(one[1]) && says(one, stages.made?.name) !== undefined);
  const ids = new Set(found.map(([id]) => id));
  const follows = isServed && serving.every((stage) => isAuto(stage) || servesOneOf(ids, stage, stages, values));
  return { renewed: found, follows, alone: !serving.some(isAuto) };
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

function renewalsOf(
  renewed: readonly Found[],
  moved: readonly Consumer[],
  snapshot: Snapshot,
  whole: string,
  rewrite: Rewrite,
): Omit<Renewal, 'alone'>[] {
  const { functions, values, diagnostics } = rewrite;
  const now = moved.map(({ mention, function: id }) => [mention.owner, id, functions.get(id)?.settings.alias ?? '']);
  const suffix = shortHash(['API deployment', [...new Set(now.map((part) => sortedJson(part)))].sort()]);
  const owners = [...new Set(moved.map(({ mention }) => mention.owner))];
  const sees = Object.keys(snapshot.parts).flatMap((type) => ofWhole(type, whole, snapshot, rewrite).map(([id]) => id));
  return renewed.map(([from, resource]) => {
    const property = snapshot.stages?.made?.description ?? '';
    if (values.mayExist(resource) && values.resolve(own(propertiesOf(resource), property)) !== undefined)
      diagnostics.report('SD5006', ['Resources', from], { property });
    return { from, to: renewedId(from, suffix), parts: owners.filter((owner) => owner !== from), sees };
  });
}

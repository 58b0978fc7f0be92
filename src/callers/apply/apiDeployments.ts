import { ref } from '../../template/intrinsics';
import { groupBy, isScalar, type Json, sortedJson } from '../../template/json';
import { soleReference } from '../../template/references';
import { propertiesOf, type Resource, resourceOf, resourcesOf, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import { shortHash } from '../../version/digest';
import { renewedId } from '../../version/ids';
import type { Consumer } from '../decide/consumers';
import { SNAPSHOTS } from '../find/lookup';
import type { Snapshot } from '../services/service';
import type { Rewrite } from './rewrite';

/** A deployment that must be made anew, because what it took a snapshot of calls the alias now: docs/how-it-works.md. */
export interface Renewal {
  readonly from: string;
  readonly to: string;
  /** Moved parts of its API, which it must see. */
  readonly parts: readonly string[];
}

export interface Snapshots {
  readonly renewals: readonly Renewal[];
  /** Consumers whose move takes effect only with a deployment that this template does not hold. */
  readonly stale: ReadonlySet<Consumer>;
}

export function renewApiDeployments({ template, values, consumers, functions }: Rewrite): Snapshots {
  const renewals: Renewal[] = [];
  const stale = new Set<Consumer>();
  const moved = consumers.filter(({ outcome, mention }) => outcome === 'moved' && mention.section === 'Resources');
  for (const snapshot of SNAPSHOTS) {
    const changed = moved.filter(({ mention }) => Object.hasOwn(snapshot.parts, mention.type));
    if (changed.length === 0) continue;
    const apis = groupBy(changed, ({ mention }) =>
      apiOf(mention.owner, resourceAt(template, mention.owner), snapshot.parts[mention.type] ?? '', template, values),
    );
    const deployments = ofType(template, snapshot.deployment, snapshot.api, values);
    for (const [api, parts] of apis) {
      if (deploysItself(template, snapshot, api, values)) continue;
      const found = deployments.filter((deployment) => deployment.api === api);
      if (found.length === 0) for (const consumer of parts) stale.add(consumer);
      const now = parts.map(({ mention, function: id }) => [mention.owner, id, functions.get(id)?.settings.alias ?? '']);
      const suffix = shortHash(['API deployment', [...new Set(now.map((part) => sortedJson(part)))].sort()]);
      const owners = [...new Set(parts.map(({ mention }) => mention.owner))];
      for (const { id } of found) renewals.push({ from: id, to: renewedId(id, suffix), parts: owners.filter((owner) => owner !== id) });
    }
  }
  return { renewals, stale };
}

const resourceAt = (template: Template, id: string): Resource => template.Resources[id] as Resource;

/** One spelling for the API that a part or a deployment names; '' means that the part is the API. */
function apiOf(id: string, resource: Resource, property: string, template: Template, values: Values): string {
  if (property === '') return sortedJson(ref(id));
  const named = values.resolve(propertiesOf(resource)[property] as Json | undefined);
  const target = soleReference(named);
  // an API's Ref is its id, and so are its attributes RestApiId and ApiId
  return sortedJson(target && resourceOf(template, target.id) ? ref(target.id) : named);
}

const ofType = (template: Template, type: string, property: string, values: Values) =>
  resourcesOf(template, type).map(([id, resource]) => ({ id, resource, api: apiOf(id, resource, property, template, values) }));

/** All stages of the API are in the template, and take their own snapshots. */
function deploysItself(template: Template, { autoDeploy }: Snapshot, api: string, values: Values): boolean {
  if (!autoDeploy) return false;
  const stages = ofType(template, autoDeploy.stage, autoDeploy.api, values).filter((stage) => stage.api === api);
  const isAuto = ({ resource }: { resource: Resource }) => isTrue(values.resolve(propertiesOf(resource)[autoDeploy.property]));
  return stages.length > 0 && stages.every(isAuto);
}

const isTrue = (value: Json | undefined): boolean => isScalar(value) && String(value).toLowerCase() === 'true';

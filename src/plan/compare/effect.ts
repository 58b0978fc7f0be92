import { LATEST } from '../../callers/find/qualifier';
import { type Json, own } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf } from '../../template/template';
import { resourceIngredient } from '../../version/digest';
import { aliasId } from '../../version/ids';
import type { Released } from '../../version/released';
import { STAMP } from '../../version/stamp';
import { isLocalCode, UNPACKAGED } from '../localCode';
import type { Deployment, PlannedFunction } from '../schema';
import type { Before, Deployable, Planned } from '../side';
import { differences } from './differences';
import { aliasName, OTHER } from './labels';
import { functionOf, processedIngredients, versionsOf } from './processed';

type Changed = Deployment['changed'];

/** What two versions behind one alias must share: https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html */
const UNSHIFTABLE = ['Role', 'DeadLetterConfig'];
/** CloudFormation makes a function with another name anew, and its alias with it. */
const REPLACES = ['FunctionName'];

const isOf = (names: readonly string[], property: string): boolean =>
  names.some((name) => property === name || property.startsWith(`${name}.`));
const list = (names: readonly string[]): string => names.join(' and ');

/** What this deployment does to the traffic of a function. */
export function effectOf(released: Released, plan: PlannedFunction, planned: Planned, before: Before): Deployment {
  const { id, aliasId } = released;
  const none: Changed = [];
  if (plan.condition?.holds === false) {
    return { effect: 'absent', because: `its condition ${plan.condition.name} is false`, changed: none };
  }
  if (!before.deployable.has(id)) return { effect: 'first', because: 'the function is new', changed: none };
  const changed = changesOf(released, planned, before);
  if (!before.deployable.has(aliasId)) return { ...newAlias(released, planned, before), changed };
  const was = aliasName(own(before.deployable.resources, aliasId), before.deployable);
  if (was !== OTHER && was !== released.settings.alias) return { ...renamed(released.settings.alias, was, aliasId), changed };
  const published = isPublished(released, plan, changed, before);
  if (published === false && isLocalCode(released)) return { effect: 'unknown', because: UNPACKAGED, changed };
  if (published === false) return { effect: 'unchanged', because: 'its version does not change', changed: none };
  const names = changed.filter(({ certain }) => certain).map(({ property }) => property);
  if (names.some((name) => isOf(REPLACES, name))) {
    return { effect: 'first', because: 'a new FunctionName replaces the function and its alias', changed };
  }
  if (isOnLatest(aliasId, before) && !plan.schedules.every(({ name }) => name === 'None')) return { ...FROM_LATEST, changed };
  if (published === undefined) {
    return { effect: 'unknown', because: `it is not known whether ${list(hiddenIn(plan, before))} changed`, changed };
  }
  return { ...moves(plan, whatChanged(released, changed, planned, before), barredBy(released, names)), changed };
}

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html: CurrentVersion is a positive integer. */
const FROM_LATEST: Omit<Deployment, 'changed'> = {
  effect: 'refused',
  because: 'its alias is on $LATEST, and CodeDeploy moves traffic between published versions only: set Type: None for this update',
};

const isOnLatest = (aliasId: string, { deployable: { resources, values } }: Before): boolean =>
  values.resolve(own(propertiesOf(own(resources, aliasId)), 'FunctionVersion')) === LATEST;

/** CloudFormation makes the new one before it removes the old, and Lambda takes a name once for each function. */
function newAlias(
  { id, settings: { alias } }: Released,
  planned: Planned,
  { deployable: { resources, values } }: Before,
): Omit<Deployment, 'changed'> {
  const aliases = Object.entries(resources).filter(([, one]) => own(one, 'Type') === 'AWS::Lambda::Alias' && functionOf(one) === id);
  const nameOf = (resource: Json) => values.resolve(own(propertiesOf(resource), 'Name'));
  const [taken] = aliases.find(([, resource]) => nameOf(resource) === alias) ?? [];
  if (taken !== undefined) return { effect: 'refused', because: `the function already has an alias ${alias}, as ${taken}` };
  const [going] = aliases.find(([other]) => other.startsWith(aliasId({ id, alias: '' })) && !planned.deployable.has(other)) ?? [];
  if (going !== undefined) return renamed(alias, aliasName(own(resources, going), { values } as Deployable), going);
  return { effect: 'first', because: `the alias ${alias} is new` };
}

/** CloudFormation deletes the old one when everything else is done. */
const renamed = (alias: string, was: string, id: string): Omit<Deployment, 'changed'> => ({
  effect: 'first',
  because: `the alias ${was} (${id}) is replaced by ${alias}: callers outside this template that use ${was} fail when it is deleted`,
});

/** Parameters whose value is hidden now, or was in the deployed stack. */
const hiddenIn = ({ version }: PlannedFunction, before: Before): readonly string[] =>
  version.unknown.length > 0 ? version.unknown : before.deployable.unknown;

function changesOf(released: Released, planned: Planned, before: Before): Changed {
  const unknown = new Set([...before.deployable.unknown, ...planned.deployable.unknown]);
  const was = before.released?.get(released.id);
  if (before.released && was) return differences(was.ingredients, released.ingredients, unknown);
  return differences(processedIngredients(released, before.deployable), processedIngredients(released, planned.deployable), unknown);
}

/** The logical id says it exactly, where nothing in it is hidden; undefined when nobody knows. */
function isPublished({ id, versionId }: Released, plan: PlannedFunction, changed: Changed, before: Before): boolean | undefined {
  const wasHidden = before.released !== undefined && before.deployable.unknown.length > 0;
  if (plan.version.id !== null && !wasHidden) {
    return !versionsOf(id, before.deployable.resources).includes(versionId) || !before.deployable.has(versionId);
  }
  if (changed.some(({ certain }) => certain)) return true;
  const mayDiffer = plan.version.unknown.length > 0 && !before.keepsValues;
  return changed.length > 0 || mayDiffer ? undefined : false;
}

/** Which of them changed, by themselves or because CloudFormation replaces what they refer to. */
function barredBy({ ingredients }: Released, names: readonly string[]): readonly string[] {
  return UNSHIFTABLE.filter((name) => {
    const behind = [...referencedIds(ingredients.get(name))].map(resourceIngredient);
    return names.some((property) => isOf([name, ...behind], property));
  });
}

const some = (names: readonly string[]): string => `${list(names.slice(0, 3))}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;

/** A version that somebody else has made gives way although nothing in it changed. */
function whatChanged({ id, versionId }: Released, changed: Changed, planned: Planned, before: Before): string {
  const [names, hidden] = [true, false].map((is) => some(changed.flatMap(({ property, certain }) => (certain === is ? [property] : []))));
  if (names) return `${names} changed`;
  if (hidden) return `what changed is a value that nobody can see, of ${hidden}, or a setting such as Revision`;
  const was = versionsOf(id, before.deployable.resources).at(-1);
  const isStamped = ({ deployable: { resources } }: Before | Planned) =>
    JSON.stringify(propertiesOf(own(resources, id)).Description ?? '').includes(STAMP);
  return was === undefined || (isStamped(before) && isStamped(planned))
    ? UNSEEN
    : `the version ${versionId} takes the place of ${was}, and nothing else changed`;
}

function moves({ schedules }: PlannedFunction, why: string, barred: readonly string[]): Omit<Deployment, 'changed'> {
  if (schedules.every(({ name }) => name === 'None')) return { effect: 'atOnce', because: `${why}, and its Type is None` };
  const isAtOnce = schedules.every(({ name }) => name === 'AllAtOnce');
  if (barred.length > 0 && isAtOnce) {
    return {
      effect: 'unknown',
      because: `${list(barred)} changed, and AWS does not document whether CodeDeploy accepts that with AllAtOnce: set Type: None for this update`,
    };
  }
  if (barred.length > 0) {
    return {
      effect: 'refused',
      because: `${list(barred)} changed, which both versions behind an alias must share: set Type: None for this update`,
    };
  }
  if (isAtOnce) return { effect: 'atOnce', because: `${why}, and its Type is AllAtOnce` };
  return { effect: 'shifts', because: why };
}

/** A processed template shows neither Revision and AutoPublishCodeSha256 nor the Region, the account and the release of SafeDeploy. */
const UNSEEN = 'the deployed template does not show what changed: a setting such as Revision, or the digest format of SafeDeploy';

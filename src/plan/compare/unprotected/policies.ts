import { POLICY_TYPES } from '../../../callers/find/lookup';
import { matchesGlob } from '../../../template/glob';
import { asList, groupBy, isObject, type Json, own, sortedJson } from '../../../template/json';
import { referencedIds, soleReference } from '../../../template/references';
import { propertiesOf } from '../../../template/template';
import type { Unprotected } from '../../schema';
import { shown } from '../../shown';
import type { Deployable } from '../../side';
import { spell } from '../../spell';
import { functionOf } from '../processed';
import type { Context } from './context';

const ROLE = 'AWS::IAM::Role';

/** One action that a role may or may not take on one resource. */
interface Grant {
  readonly effect: string;
  readonly action: string;
  readonly on: Json;
  readonly condition: string;
}

/** Roles of functions that may do less from the update on, for the version that serves as well. */
export function lostPermissions(context: Context): Unprotected[] {
  const { before, after, serving } = context;
  const roleOf = (id: string) => soleReference(before.values.resolve(own(propertiesOf(own(before.resources, id)), 'Role')))?.id ?? '';
  return [...groupBy(serving, roleOf)].flatMap(([role, functions]): Unprotected[] => {
    if (own(own(before.resources, role), 'Type') !== ROLE || !after.has(role)) return [];
    const lost = lossOf(role, before, after);
    return lost.length > 0 ? [{ resource: role, type: ROLE, functions, because: `${lost.join('; ')}, also for the current version` }] : [];
  });
}

function lossOf(role: string, before: Deployable, after: Deployable): string[] {
  const [then, now] = [grantsOf(role, before, (id) => after.has(id)), grantsOf(role, after, () => true)];
  const isAllowed = (grant: Grant) =>
    now.some((other) => covers(other, grant)) || now.some((other) => covers(other, onFunction(grant, before)));
  const lost = then.filter((grant) => grant.effect === 'Allow' && !isAllowed(grant));
  const denied = now.filter((grant) => grant.effect === 'Deny' && !then.some((other) => covers(other, grant)));
  const gone = managed(role, before).filter((arn) => !managed(role, after).includes(arn));
  return [
    ...(lost.length > 0 ? [`it loses ${said(lost, before)}`] : []),
    ...(denied.length > 0 ? [`it is denied ${said(denied, after)}`] : []),
    ...(gone.length > 0 ? ['it loses a managed policy'] : []),
  ];
}

const MOST = 3;

/** `dynamodb:PutItem on Table`. What no author wrote in the template may hold the value of a parameter, and is not shown. */
function said(grants: readonly Grant[], side: Deployable): string {
  const texts = grants.map(({ action, on }) => {
    const target = soleReference(on);
    const what = shown(action, side, 'an action');
    return target ? `${what} on ${target.id}` : what;
  });
  const all = [...new Set(texts)];
  return all.length > MOST + 1 ? `${all.slice(0, MOST).join(', ')} and ${all.length - MOST} more` : all.join(', ');
}

/** The inline policies of a role, and those of the template that are attached to it. One that is removed goes when the update is over. */
function grantsOf(role: string, side: Deployable, stays: (id: string) => boolean): Grant[] {
  const { resources, values } = side;
  const arns = own(propertiesOf(own(resources, role)), 'ManagedPolicyArns');
  const named = referencedIds(values.resolve(arns));
  const attached = Object.entries(resources).filter(([id, resource]) => {
    const { Roles, RoleName } = propertiesOf(resource);
    const isPolicy = POLICY_TYPES.has(String(own(resource, 'Type'))) && id !== role;
    return isPolicy && side.has(id) && stays(id) && (named.has(id) || referencedIds(Roles, RoleName).has(role));
  });
  const inline = asList(values.resolve(own(propertiesOf(own(resources, role)), 'Policies'))).map((policy) => own(policy, 'PolicyDocument'));
  const documents = [...inline, ...attached.map(([, resource]) => values.resolve(own(propertiesOf(resource), 'PolicyDocument')))];
  return documents.flatMap((document) => asList(own(document, 'Statement'))).flatMap(grantsIn);
}

function grantsIn(statement: Json): Grant[] {
  if (!isObject(statement)) return [];
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const actions = Action === undefined ? [`all but ${sortedJson(NotAction)}`] : asList(Action).map((action) => spell(action));
  const places = Resource === undefined ? [`all but ${sortedJson(NotResource)}`] : asList(Resource);
  return actions.flatMap((action) => places.map((on) => ({ effect: String(Effect), action, on, condition: sortedJson(Condition) })));
}

function covers(wide: Grant, narrow: Grant): boolean {
  if (wide.effect !== narrow.effect || (wide.condition !== narrow.condition && wide.condition !== 'undefined')) return false;
  const matches = (text: string, glob: string) => matchesGlob(text.toLowerCase(), glob.toLowerCase());
  if (!matches(narrow.action, wide.action)) return false;
  if (sortedJson(wide.on) === sortedJson(narrow.on) || wide.on === '*') return true;
  return typeof wide.on === 'string' && typeof narrow.on === 'string' && matchesGlob(narrow.on, wide.on);
}

/** Where a function is no longer released, its callers go back to what they may call. */
function onFunction(grant: Grant, { resources }: Deployable): Grant {
  const of = functionOf(own(resources, soleReference(grant.on)?.id ?? ''));
  return of === undefined ? grant : { ...grant, on: { 'Fn::GetAtt': [of, 'Arn'] } };
}

const managed = (role: string, { resources, values }: Deployable): string[] =>
  asList(values.resolve(own(propertiesOf(own(resources, role)), 'ManagedPolicyArns'))).map(sortedJson);

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
    const because = [
      ...lossOf(role, before, after).map((lost) => `${lost}, also for the current version`),
      ...lossAtTheEnd(role, before, after).map((lost) => `${lost} at the end of the update, after any shift`),
    ];
    return because.map((text) => ({ resource: role, type: ROLE, functions, because: text }));
  });
}

/** In one sentence: what is lost, what is denied. */
function lossOf(role: string, before: Deployable, after: Deployable): string[] {
  const [then, now] = [grantsOf(role, before, (id) => after.has(id)), grantsOf(role, after, () => true)];
  const lost = lostGrants(then, now, before);
  const denied = now.filter((grant) => grant.effect === 'Deny' && !then.some((other) => covers(other, grant)));
  const gone = managed(role, before).filter((arn) => !managed(role, after).includes(arn));
  const losses = [
    ...(lost.length > 0 ? [`it loses ${said(lost, before)}`] : []),
    ...(denied.length > 0 ? [`it is denied ${said(denied, after)}`] : []),
    ...(gone.length > 0 ? ['it loses a managed policy'] : []),
  ];
  return losses.length > 0 ? [losses.join('; ')] : [];
}

/** CloudFormation deletes a policy that has left the template when everything else is done. */
function lossAtTheEnd(role: string, before: Deployable, after: Deployable): string[] {
  const lost = lostGrants(
    grantsOf(role, before, (id) => !after.has(id), false),
    grantsOf(role, after, () => true),
    before,
  );
  return lost.length > 0 ? [`it loses ${said(lost, before)}`] : [];
}

function lostGrants(then: readonly Grant[], now: readonly Grant[], before: Deployable): Grant[] {
  const isAllowed = (grant: Grant) =>
    now.some((other) => covers(other, grant)) || now.some((other) => covers(other, onFunction(grant, before)));
  return then.filter((grant) => grant.effect === 'Allow' && !isAllowed(grant));
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

/** The inline policies of a role, and those of the template that are attached to it. */
function grantsOf(role: string, side: Deployable, isMeant: (id: string) => boolean, withInline = true): Grant[] {
  const { resources, values } = side;
  const arns = own(propertiesOf(own(resources, role)), 'ManagedPolicyArns');
  const named = referencedIds(values.resolve(arns));
  const attached = Object.entries(resources).filter(([id, resource]) => {
    const { Roles, RoleName } = propertiesOf(resource);
    const isPolicy = POLICY_TYPES.has(String(own(resource, 'Type'))) && id !== role;
    return isPolicy && side.has(id) && isMeant(id) && (named.has(id) || referencedIds(Roles, RoleName).has(role));
  });
  const policies = withInline ? asList(values.resolve(own(propertiesOf(own(resources, role)), 'Policies'))) : [];
  const inline = policies.map((policy) => own(policy, 'PolicyDocument'));
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

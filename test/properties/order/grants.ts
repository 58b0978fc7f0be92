import { asList, isObject, type Json, type JsonObject } from '../../../src/template/json';
import type { Stack } from '../oracle/evaluate';
import { ANYBODY } from './callers';
import { type Call, INVOKE, INVOKE_URL, type Need } from './calls';
import { globsMeet } from './globs';
import { arnOf } from './names';
import type { Made, State } from './stack';
import { functionsOf, type Target, targetOf } from './targets';

/** Something in a stack by which calls get through. */
export interface Grant {
  /** The resource that gives it. */
  readonly owner: string;
  readonly covers: (call: Pick<Call, 'target' | 'need'>) => boolean;
}

/** The resources of which one at least covers a call. */
export const ownersOf = (grants: readonly Grant[], call: Pick<Call, 'target' | 'need'>): Set<string> =>
  new Set(grants.flatMap(({ owner, covers }) => (covers(call) ? [owner] : [])));

const same = (one: Target, other: Target): boolean => one.function === other.function && one.qualifier === other.qualifier;
const ofType = ({ resources }: State, type: string): Made[] => [...resources.values()].filter((made) => made.type === type);

/** Aliases and versions, for those who name one. */
export function qualifiersOf(state: State): Grant[] {
  const functions = functionsOf(state);
  const there = (made: Made, qualifier: Json | undefined): Grant[] =>
    targetOf(String(made.properties.FunctionName), functions).map((target) => ({
      owner: made.id,
      covers: (call) => same(call.target, { ...target, qualifier: String(qualifier) }),
    }));
  return [
    ...ofType(state, 'AWS::Lambda::Alias').flatMap((made) => there(made, made.properties.Name)),
    ...ofType(state, 'AWS::Lambda::Version').flatMap((made) => there(made, made.number)),
  ];
}

/** What a permission allows. */
export interface Permission {
  readonly id: string;
  readonly target: Target;
  readonly principal: string;
  readonly action: string;
  readonly source: string | undefined;
  /** For calls through a Function URL alone. */
  readonly forUrl: boolean;
}

export function permissionsOf(state: State): Permission[] {
  const functions = functionsOf(state);
  return ofType(state, 'AWS::Lambda::Permission').flatMap(({ id, properties }) =>
    targetOf(String(properties.FunctionName), functions).map((target): Permission => {
      const { Principal, Action, SourceArn, FunctionUrlAuthType, InvokedViaFunctionUrl } = properties;
      const source = SourceArn === undefined ? undefined : String(SourceArn);
      const forUrl = Action === INVOKE_URL || FunctionUrlAuthType !== undefined || String(InvokedViaFunctionUrl) === 'true';
      return { id, target, principal: String(Principal), action: String(Action), source, forUrl };
    }),
  );
}

/** `logs.eu-west-1.amazonaws.com` is the service logs in one Region. */
const serviceOf = (principal: string): string => principal.replace(/\.amazonaws\.com(\.cn)?$/, '').replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, '');

export function permits(permission: Permission, { target, need }: Pick<Call, 'target' | 'need'>): boolean {
  if (need?.kind !== 'permission' || !same(permission.target, target) || !allows(permission.action, need.action)) return false;
  const isUrl = need.principal === '*';
  if (isUrl || permission.forUrl) return isUrl && permission.forUrl;
  const { principal, source } = permission;
  const isFromOne = source !== undefined && need.sources.some((one) => isFrom(source, one));
  if (need.principal === ANYBODY) return isFromOne;
  return (principal === '*' || serviceOf(principal) === need.principal) && (source === undefined || isFromOne);
}

/** Does the pattern hold the source's ARN, or the source's name where an author spells the ARN out? */
export const isFrom = (pattern: string, source: string): boolean =>
  globsMeet(pattern, source) || (!source.startsWith('arn:') && pattern.split(':').slice(5).join(':').includes(source));

export const permissionGrants = (state: State): Grant[] =>
  permissionsOf(state).map((permission) => ({ owner: permission.id, covers: (call) => permits(permission, call) }));

/** Of AWS's managed policies, those that allow calling every function. */
const ALLOWS_ALL = /:policy\/(service-role\/AWSLambdaRole|AWSLambda_FullAccess|AdministratorAccess|PowerUserAccess)$/;

/** The roles that a statement speaks for, by name, and the statement; a role's own managed policies of AWS among them. */
function statementsOf(state: State): { owner: string; roles: string[]; statement: JsonObject }[] {
  const roles = ofType(state, 'AWS::IAM::Role');
  const documents = (made: Made, names: string[], ...found: (Json | undefined)[]) =>
    found
      .flatMap((document) => asList(isObject(document) ? document.Statement : undefined))
      .filter(isObject)
      .map((statement) => ({ owner: made.id, roles: names, statement }));
  const listed = ({ properties }: Made) => asList(properties.Roles).map(String);
  return [
    ...roles.flatMap((role) =>
      documents(
        role,
        [role.name],
        ...asList(role.properties.Policies).map((policy) => (isObject(policy) ? policy.PolicyDocument : undefined)),
      ),
    ),
    ...roles
      .filter(({ properties }) => asList(properties.ManagedPolicyArns).some((arn) => ALLOWS_ALL.test(String(arn))))
      .map(({ id, name }) => ({ owner: id, roles: [name], statement: { Effect: 'Allow', Action: '*', Resource: '*' } })),
    ...ofType(state, 'AWS::IAM::Policy').flatMap((policy) => documents(policy, listed(policy), policy.properties.PolicyDocument)),
    ...ofType(state, 'AWS::IAM::RolePolicy').flatMap((policy) =>
      documents(policy, [String(policy.properties.RoleName)], policy.properties.PolicyDocument),
    ),
    ...ofType(state, 'AWS::IAM::ManagedPolicy').flatMap((policy) => {
      const having = roles.filter(({ properties }) =>
        asList(properties.ManagedPolicyArns).some((arn) => String(arn).endsWith(`/${policy.name}`)),
      );
      return documents(policy, [...listed(policy), ...having.map(({ name }) => name)], policy.properties.PolicyDocument);
    }),
  ];
}

/** Statements that allow; what is denied takes no part in this model. */
export function statementGrants(state: State, stack: Stack): Grant[] {
  /** A call of the function itself may be written with `$LATEST` or without, and so may the statement. */
  const arnsOf = ({ function: id, qualifier }: Target): string[] => {
    const made = state.resources.get(id);
    const ends = qualifier === undefined ? ['', ':$LATEST'] : [`:${qualifier}`];
    return made ? ends.map((end) => arnOf(made, stack) + end) : [];
  };
  const allowing = statementsOf(state).filter(
    ({ statement: { Effect, Action } }) => Effect === 'Allow' && asList(Action).some((action) => allows(action, INVOKE)),
  );
  return allowing.map(({ owner, roles, statement: { Resource, NotResource } }) => ({
    owner,
    covers: ({ target, need }: { target: Target; need: Need }) => {
      if (need?.kind !== 'statement' || !roles.includes(need.role.split('/').at(-1) ?? '')) return false;
      const called = arnsOf(target);
      const holds = (patterns: Json | undefined) =>
        asList(patterns).some((pattern) => called.some((arn) => globsMeet(String(pattern), arn)));
      return NotResource === undefined ? holds(Resource) : !holds(NotResource);
    },
  }));
}

/** Actions are the same in capitals and in small letters. */
const allows = (action: Json, needed: string): boolean => globsMeet(String(action).toLowerCase(), needed.toLowerCase());

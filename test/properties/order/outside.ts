import type { Call } from './calls';
import type { Demand } from './demands';
import { type Grant, isFrom, ownersOf, type Permission, permissionsOf, permits, qualifiersOf } from './grants';
import type { Made, State, Update } from './stack';
import type { Target } from './targets';

/** Who calls from elsewhere, about whom nothing else is known. */
const SOMEBODY = { goesOn: undefined, looks: false } as const;

const isThere = ({ function: id, qualifier }: Target, state: State): boolean =>
  state.resources.has(id) &&
  (qualifier === undefined || qualifiersOf(state).some(({ covers }) => covers({ target: { function: id, qualifier }, need: undefined })));

/** A permission that nobody in the template needs is for somebody outside, who has to keep it for as long as what it is for is there. */
export function outsideDemands({ before, after }: Update, then: readonly Call[]): Demand[] {
  const all = [...before.resources.values()].filter(({ type }) => type !== 'AWS::Lambda::Permission');
  const serves = ({ source, ...permission }: Permission): boolean => {
    if (source === undefined && !permission.forUrl) return false;
    const { function: id } = permission.target;
    const isServed = (call: Call) => call.target.function === id && permits({ ...permission, source, target: call.target }, call);
    // the console's test of a method, and who names the function under another condition, or where only SAM will read it
    const sources = all.filter(({ type, name }) => (source === undefined ? type === 'AWS::Lambda::Url' : isFrom(source, name)));
    const isIdle = (made: Made) => made.written.includes(id) && sources.some((one) => one === made || made.written.includes(one.id));
    return /\/test-invoke-stage\//.test(source ?? '') || then.some(isServed) || all.some(isIdle);
  };
  return permissionsOf(before)
    .filter((permission) => !serves(permission) && isThere(permission.target, after))
    .map((permission): Demand => {
      const { target, principal, action, source } = permission;
      const key = JSON.stringify([target, principal, action]);
      const isAsWide = (other: Permission) =>
        JSON.stringify([other.target, other.principal, other.action]) === key && (other.source === undefined || other.source === source);
      const givers = (state: State) => new Set(permissionsOf(state).flatMap((other) => (isAsWide(other) ? [other.id] : [])));
      return { ...SOMEBODY, caller: `whom ${permission.id} is for`, target, missing: 'permission', givers };
    });
}

/** Who uses a role is not always in the template, so that it has to go on allowing what it allowed. CodeDeploy is the exception. */
export function roleDemands({ before, after, actions }: Update, grants: (state: State) => readonly Grant[]): Demand[] {
  const isKept = ({ id, type, properties }: Made) =>
    type === 'AWS::IAM::Role' &&
    actions.get(id) === 'keep' &&
    !/codedeploy\./.test(JSON.stringify(properties.AssumeRolePolicyDocument ?? ''));
  const functions = [...before.resources.values()].filter(({ id, type }) => type === 'AWS::Lambda::Function' && after.resources.has(id));
  const roles = [...before.resources.values()].filter(isKept);
  return roles.flatMap(({ id, name }) =>
    functions.flatMap((made): Demand[] => {
      const target: Target = { function: made.id, qualifier: undefined };
      const call = { target, need: { kind: 'statement', role: name } as const };
      const givers = (state: State) => ownersOf(grants(state), call);
      return givers(before).size === 0 ? [] : [{ ...SOMEBODY, caller: `who has ${id}`, target, missing: 'statement', givers }];
    }),
  );
}

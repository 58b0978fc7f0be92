import { groupBy, type Json, sortedJson } from '../template/json';
import type { Released } from '../version/released';
import { anyOf } from './conditions';
import { type HookTarget, under } from './hooks';

/** Something that a role must be allowed to do for the deployment of one function. */
export interface Grant {
  /** Logical id. */
  readonly role: string;
  readonly action: string;
  readonly arn: Json;
  /** The conditions under which it is there. */
  readonly when: HookTarget['when'];
  /** The alias or deployment group that needs it. */
  readonly owner: string;
  /** Must it be there before its owner is ready? A name is how an author avoids that the alias waits for the hook. */
  readonly waits: boolean;
}

export const INVOKE = 'lambda:InvokeFunction';

export const grantOf = ({ aliasId }: Released, role: string, action: string, arn: Json, when: Grant['when'], waits = true): Grant => ({
  role,
  action,
  arn,
  when,
  owner: aliasId,
  waits,
});

export const whenever = (condition: string | undefined): Grant['when'] => (condition === undefined ? [] : [[condition, true]]);

/** A policy must say something, also where no condition can keep it away (a map of resources has no Conditions). Nobody needs a permission for this: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const NOTHING: Json = { Sid: 'NeverEmpty', Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' };

export const statement = (action: string | string[], resources: readonly Json[]): Json => ({
  Effect: 'Allow',
  Action: action,
  Resource: [...resources],
});

export const policyDocument = (statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: [...statements] });

/** Grants of one kind share a statement. */
export const kindOf = ({ action, when }: Grant): string => sortedJson([action, when as unknown as Json]);

/** One statement for each kind, under its conditions. */
export const statementsOf = (grants: readonly Grant[]): Json[] =>
  [...groupBy(grants, kindOf).values()].map((kind) => {
    const [{ action, when }] = kind as [Grant];
    const arns = kind.map(({ arn }) => arn);
    return under(when, statement(action, arns));
  });

/**
 * The condition under which one of the grants is there; undefined where that is always. `whole` is that of their role, and `within`
 * says of which conditions it follows.
 */
export function whenAny(grants: readonly Grant[], whole: string | undefined, within: (condition: string) => boolean): Json | undefined {
  const spelt = (when: Grant['when']) => sortedJson(when as unknown as Json);
  const all = [...new Map(grants.map(({ when }) => [spelt(when), when])).values()];
  const isOther = (when: Grant['when']) => all.some((other) => spelt(other) === spelt(when.map(([name, holds]) => [name, !holds])));
  if (all.some((when) => when.length === 0 || (when.length === 1 && isOther(when)))) return undefined;
  const holdsMore = (when: Grant['when']) => (other: Grant['when']) =>
    other !== when && other.every((one) => when.some((same) => spelt([one]) === spelt([same])));
  const terms = all
    .filter((when) => !all.some(holdsMore(when)))
    .map((when) => {
      const operands = when.map(([Condition, holds]): Json => (holds ? { Condition } : { 'Fn::Not': [{ Condition }] }));
      const isWithin = whole === undefined || when.some(([name, holds]) => holds && within(name));
      const both = isWithin ? operands : [{ Condition: whole }, ...operands];
      return both.length === 1 ? (both[0] as Json) : { 'Fn::And': both };
    });
  return anyOf(terms.sort((one, other) => (sortedJson(one) < sortedJson(other) ? -1 : 1)));
}

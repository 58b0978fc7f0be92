import { groupBy, type Json, sortedJson } from '../template/json';
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

/** A policy must say something. Nobody needs a permission for this: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const NOTHING: Json = { Sid: 'NeverEmpty', Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' };

export const statement = (action: string | string[], resources: readonly Json[]): Json => ({
  Effect: 'Allow',
  Action: action,
  Resource: [...resources],
});

export const policyDocument = (statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: [...statements] });

/** Grants of one kind share a statement. */
export const kindOf = ({ action, when }: Grant): string => sortedJson([action, when as unknown as Json]);

/** One statement for each kind, under its conditions. */
export function statementsOf(grants: readonly Grant[]): Json[] {
  const kinds = [...groupBy(grants, kindOf).values()].map((kind) => {
    const [{ action, when }] = kind as [Grant];
    const arns = kind.map(({ arn }) => arn);
    return { when, statement: under(when, statement(action, arns)) };
  });
  const said = kinds.map((kind) => kind.statement);
  return kinds.some(({ when }) => when.length === 0) ? said : [...said, NOTHING];
}

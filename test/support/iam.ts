import { asList, isObject, type Json, type JsonObject, own } from '../../src/template/json';

/** A request as IAM sees it. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

type Compare = (wanted: string, given: string) => boolean;
const OPERATORS: Readonly<Record<string, Compare>> = {
  StringEquals: (wanted, given) => wanted === given,
  ArnLike: (wanted, given) => matchesArn(wanted, given),
};

/**
 * IAM's decision about a request by identity-based policies alone: denied unless allowed, an explicit Deny wins.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * An element or operator that is not known here is an error, so that nothing is taken for granted.
 */
export function isAllowed(policies: readonly Json[], call: Call): boolean {
  const applying = policies.flatMap(statementsOf).filter((statement) => applies(statement, call));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}

export const statementsOf = (policy: Json): JsonObject[] => asList(own(policy, 'Statement')) as JsonObject[];

function applies(statement: JsonObject, { action, resource, context = {} }: Call): boolean {
  const unknown = Object.keys(statement).filter((key) => !['Sid', 'Effect', 'Action', 'Resource', 'Condition'].includes(key));
  if (unknown.length > 0) throw new Error(`not evaluated: ${unknown.join(', ')}`);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw new Error(`an effect of ${statement.Effect}`);
  const texts = (node: Json | undefined) => asList(node).map(String);
  return (
    texts(statement.Action).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    texts(statement.Resource).some((pattern) => matchesArn(pattern, resource)) &&
    Object.entries(isObject(statement.Condition) ? statement.Condition : {}).every(([operator, keys]) => {
      const compare = OPERATORS[operator];
      if (!compare || !isObject(keys)) throw new Error(`not evaluated: ${operator}`);
      // a key that the request does not have does not match
      return Object.entries(keys).every(([key, wanted]) => {
        const given = context[key];
        return given !== undefined && texts(wanted).some((one) => compare(one, given));
      });
    })
  );
}

/** A wildcard reaches over colons only in the last of the six parts of an ARN. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === given.length && wanted.every((part, n) => matches(part, given[n] ?? ''));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);

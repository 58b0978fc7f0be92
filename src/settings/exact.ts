import { ifParts, joinParts } from '../template/intrinsics';
import { asList, type Json } from '../template/json';
import type { Values } from '../template/values';

/** Every piece of text in a value, in each branch of its Fn::Ifs, as far as macro time knows it. */
const texts = (value: Json, values: Values): string[] => {
  const parts = ifParts(value);
  if (parts) return [parts[1], parts[2]].flatMap((branch) => texts(branch, values));
  return asList(values.resolve(value))
    .flatMap(joinParts)
    .filter((piece) => typeof piece === 'string');
};

/**
 * Does a name or an ARN mean one thing? It goes into a policy, where `*` and `?` stand for others, and `${…}`, which only Fn::Sub
 * replaces, for something else: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const isExact = (value: Json, values: Values): boolean => !texts(value, values).some((text) => /[*?]|\$\{/.test(text));

/** Does an ARN name another Region than this? */
export const isElsewhere = (value: Json, values: Values): boolean =>
  texts(value, values).some((text) => {
    const [arn, , , region] = text.split(':');
    return arn === 'arn' && region !== undefined && region !== '' && region !== values.resolve({ Ref: 'AWS::Region' });
  });

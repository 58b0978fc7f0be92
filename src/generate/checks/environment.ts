import { CHECKS, type Check, TARGET, VALUE_KEY, valueName } from '../../checks/check';
import type { HookEvent } from '../../settings/hooks';
import { intrinsicOf, ref, sub } from '../../template/intrinsics';
import { isObject, isScalar, type Json, type JsonObject, sortedJson } from '../../template/json';
import { longestLength } from '../../template/text';
import type { Values } from '../../template/values';
import type { Released } from '../../version/released';
import type { Shorthand } from '../shorthands';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 4_096;
const LONGEST_ARN = 200;

/** The environment of a function that runs checks, with every value that only CloudFormation knows in a variable of its own. */
export function environment(released: Released, event: HookEvent, checks: readonly Check[], shorthand: Shorthand): JsonObject {
  const variables = new Map<string, [name: string, value: Json]>();
  const literal = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(literal);
    if (!isObject(node)) return node;
    if (!intrinsicOf(node)) return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, literal(inner)]));
    const key = sortedJson(node);
    const [name] = variables.get(key) ?? [valueName(variables.size + 1)];
    variables.set(key, [name, shorthand(node)]);
    return { [VALUE_KEY]: name };
  };
  const text = JSON.stringify(literal(checks as unknown as Json));
  return { [TARGET]: target(released, event), [CHECKS]: text, ...Object.fromEntries(variables.values()) };
}

/** Before traffic the new version itself; after it the alias, as text: a Ref would close the circle alias -> hook -> alias. */
export const target = ({ id, versionId, settings }: Released, event: HookEvent): Json =>
  event === 'PreTraffic' ? ref(versionId) : sub(`\${${id}.Arn}:${settings.alias}`);

/** undefined when it fits into the environment of a function, or nobody can say. */
export function tooManyBytes(variables: JsonObject, values: Values): number | undefined {
  const sizes = Object.entries(variables).map(([name, value]) => {
    const resolved = values.resolve(value);
    const size = isScalar(resolved) ? Buffer.byteLength(String(resolved)) : (longestLength(resolved) ?? 0);
    return name.length + (name === TARGET ? LONGEST_ARN : size);
  });
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return bytes > MOST_BYTES ? bytes : undefined;
}

import { getAtt, ifParts, isNoValue, NO_VALUE, ref, sub } from '../template/intrinsics';
import { isObject, type Json, sortedJson } from '../template/json';
import { soleReference } from '../template/sole';
import { FUNCTION, type TypeOf } from '../template/template';
import { isDecided, type Values } from '../template/values';

/** One function that a hook setting can mean, and the conditions under which it does. */
export interface HookTarget {
  /** Logical id, where the function is in this template. */
  readonly function: string | undefined;
  /** What the service role must be allowed to invoke. */
  readonly arn: Json;
  /** [condition, whether it must hold], from the Fn::Ifs around it. */
  readonly when: readonly (readonly [condition: string, holds: boolean])[];
}

const FUNCTION_ARN = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:';

/** CloudFormation documents a function's name here (aws-facts 2): the ARN of a function of this template becomes its name. */
export function updatePolicyHook(hook: Json, typeOf: TypeOf): Json {
  const parts = ifParts(hook);
  if (parts) {
    const [condition, yes, no] = parts;
    return { 'Fn::If': [condition, updatePolicyHook(yes, typeOf), updatePolicyHook(no, typeOf)] };
  }
  const target = soleReference(hook);
  return target && typeOf(target.id) === FUNCTION && ['', 'Arn'].includes(target.attribute) ? ref(target.id) : hook;
}

/** Everything that a hook setting can turn out to be. */
export function hookTargets(hook: Json | undefined, typeOf: TypeOf, values: Values, when: HookTarget['when'] = []): HookTarget[] {
  if (hook === undefined || isNoValue(hook)) return [];
  const parts = ifParts(hook);
  if (parts) {
    const [condition, yes, no] = parts;
    return [
      ...hookTargets(yes, typeOf, values, [...when, [condition, true]]),
      ...hookTargets(no, typeOf, values, [...when, [condition, false]]),
    ];
  }
  const target = soleReference(hook);
  if (target && typeOf(target.id) === FUNCTION) return [{ function: target.id, arn: getAtt(target.id, 'Arn'), when }];
  return [{ function: undefined, arn: hookArn(hook, typeOf, values), when }];
}

/** The ARN to allow for a name, an ARN, or an intrinsic that gives one of them. */
function hookArn(hook: Json, typeOf: TypeOf, values: Values): Json {
  const resolved = values.resolve(hook);
  if (isDecided(resolved) && resolved !== undefined) {
    if (String(resolved).startsWith('arn:')) return hook;
    if (typeof hook === 'string') return sub(FUNCTION_ARN + hook);
    return isObject(hook) && typeof hook.Ref === 'string' ? sub(`${FUNCTION_ARN}\${${hook.Ref}}`) : named(hook);
  }
  const target = soleReference(hook);
  if (target && typeOf(target.id) !== undefined) return hook; // an alias or version of this template: its Ref is an ARN
  return named({ 'Fn::Select': [1, { 'Fn::Split': [':function:', { 'Fn::Join': [':function:', [hook, hook]] }] }] });
}

/** Name or ARN, nobody knows yet: what stands after `:function:` in "V:function:V" is the name in both cases. */
const named = (name: Json): Json => ({ 'Fn::Sub': [`${FUNCTION_ARN}\${Name}`, { Name: name }] });

/** Something that only exists under the target's conditions. */
export const under = (when: HookTarget['when'], value: Json): Json =>
  when.reduceRight<Json>(
    (inner, [condition, holds]) => ({ 'Fn::If': holds ? [condition, inner, NO_VALUE] : [condition, NO_VALUE, inner] }),
    value,
  );

/** One target for each distinct function and condition, in the order in which they were named. */
export const distinctTargets = (targets: readonly HookTarget[]): HookTarget[] => [
  ...new Map(targets.map((target) => [sortedJson([target.arn, target.when as unknown as Json]), target])).values(),
];

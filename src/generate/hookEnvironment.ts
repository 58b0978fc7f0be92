import type { Draft } from '../template/draft';
import { fnIf, ifParts, isNoValue, onlyIf, ref } from '../template/intrinsics';
import { isObject, type Json, type JsonObject, own } from '../template/json';
import type { Compilation } from '../version/compilation';
import { conditionOf, HookResolver } from './hooks';
import { Lengths } from './lengths';
import type { Output } from './output';

/** Begins the name of each variable that tells a hook a version. */
export const VERSION_VARIABLE = 'SAFEDEPLOY_VERSION_';

/** The variable in which a hook function finds the ARN of the version that it is to test. */
export const versionVariable = (id: string): string => VERSION_VARIABLE + id;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 4_096;

/** A hook that is not told the version of a function, because its environment has no room for it. */
export interface Untold {
  readonly hook: string;
  readonly function: string;
}

/**
 * CodeDeploy does not tell a hook what is being deployed, so every hook function of the template gets the
 * version through its environment. Not where the function waits for the hook: that would close a circle. It is no part of
 * the hook's own digest: hooks are called by their unqualified name, and two functions may be each other's hooks.
 */
export function tellVersions(compilation: Compilation, output: Output, draft: Draft): Untold[] {
  const { template, functions } = compilation;
  const resolver = new HookResolver(compilation);
  const lengths = new Lengths(compilation, output, draft);
  const untold = new Map<string, Untold>();
  for (const { id, versionId, condition, settings } of functions.values()) {
    const settled = Object.values(settings.deployment?.hooks ?? {});
    for (const { function: hook, isQualified } of settled.flatMap((one) => ('function' in one ? resolver.targets(one.function) : []))) {
      if (hook === undefined || isQualified) continue; // a published hook would keep the version of its own release
      const sameCondition = condition === undefined || conditionOf(template, hook) === condition;
      const value: Json = sameCondition ? ref(versionId) : onlyIf(condition as string, ref(versionId));
      const trail = ['Resources', hook, 'Properties', 'Environment'];
      const before = own(own(draft.resource(hook), 'Properties'), 'Environment');
      const hasRoom = (variables: JsonObject) => {
        const bytes = Object.entries(variables).reduce((sum, [name, said]) => sum + Buffer.byteLength(name) + lengths.text(said), 0);
        if (bytes > MOST_BYTES) untold.set(hook + id, { hook, function: id });
        return bytes <= MOST_BYTES;
      };
      const after = withVariable(before, versionVariable(id), value, hasRoom);
      if (after !== before && after !== undefined && draft.refer(hook, versionId)) draft.change(trail, () => after);
    }
  }
  return [...untold.values()];
}

/** Never in place of a variable of the author's, and in every branch of a Fn::If. What cannot be looked into stays as it is. */
function withVariable(
  environment: Json | undefined,
  name: string,
  value: Json,
  hasRoom: (variables: JsonObject) => boolean,
): Json | undefined {
  if (environment === undefined || isNoValue(environment)) return { Variables: { [name]: value } };
  const parts = ifParts(environment);
  if (parts) {
    const [condition, yes, no] = parts;
    const [then, otherwise] = [withVariable(yes, name, value, hasRoom) ?? yes, withVariable(no, name, value, hasRoom) ?? no];
    return then === yes && otherwise === no ? environment : fnIf(condition, then, otherwise);
  }
  const variables = own(environment, 'Variables') ?? {};
  const known = isObject(variables) && !Object.keys(variables).some((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (!isObject(environment) || !known || Object.hasOwn(variables, name)) return environment;
  const after = { ...variables, [name]: value };
  return hasRoom(after) ? { ...environment, Variables: after } : environment;
}

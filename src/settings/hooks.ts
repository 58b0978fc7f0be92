import type { Check } from '../checks/check';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { ifParts, intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, type Trail } from '../template/json';
import { isDecided, type Values } from '../template/values';
import { settleChecks } from './checks';
import type { Decider } from './decide';

export const EVENTS = ['PreTraffic', 'PostTraffic'] as const;
export type HookEvent = (typeof EVENTS)[number];

/** A function that somebody wrote, or checks that SafeDeploy runs. */
export type Hook = { readonly function: Json } | { readonly checks: readonly Check[]; readonly path: Trail };
export type Hooks = { readonly [event in HookEvent]?: Hook };

export function settleHooks(decide: Decider, values: Values, diagnostics: Diagnostics): Hooks {
  const hooks = decide.unwrapped('Hooks');
  const path = decide.raw('Hooks')?.path ?? [];
  if (hooks === undefined) return {};
  if (!isObject(hooks) || intrinsicOf(hooks)) {
    if (intrinsicOf(hooks) && !isDecided(values.resolve(hooks))) diagnostics.report('SD2103', path, { name: 'Hooks' });
    else decide.fault('Hooks', 'a map of PreTraffic and PostTraffic');
    return {};
  }
  const result: { [event in HookEvent]?: Hook } = {};
  for (const [name, said] of Object.entries(hooks)) {
    if (!isEvent(name)) {
      diagnostics.report('SD2101', [...path, name], { name, hint: didYouMean(name, EVENTS) });
      continue;
    }
    const hook = said === null ? undefined : values.unwrap(said);
    if (hook !== undefined) result[name] = settleHook(hook, name, [...path, name], values, diagnostics);
  }
  return result;
}

const isEvent = (name: string): name is HookEvent => (EVENTS as readonly string[]).includes(name);

function settleHook(hook: Json, name: HookEvent, path: Trail, values: Values, diagnostics: Diagnostics): Hook | undefined {
  if (hidesMap(hook)) diagnostics.report('SD2103', path, { name: `Hooks.${name}` });
  else if ((typeof hook === 'string' && hook !== '') || intrinsicOf(hook)) return { function: hook };
  else if (isObject(hook)) return settleChecks(hook, path, values, diagnostics);
  else
    diagnostics.report('SD2102', path, {
      name: `Hooks.${name}`,
      expected: 'the Ref, name, ARN or GetAtt of a function, or a map of Checks',
    });
  return undefined;
}

/** Checks below a Fn::If that only CloudFormation decides: nobody knows whether to make their function. */
function hidesMap(hook: Json): boolean {
  const parts = ifParts(hook);
  return parts !== undefined && [parts[1], parts[2]].some((branch) => hidesMap(branch) || (isObject(branch) && !intrinsicOf(branch)));
}

import { didYouMean } from '../diagnostics/nearest';
import { ifParts, intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, type Trail } from '../template/json';
import { isDecided } from '../template/values';
import { isElsewhere, isExact } from './exact';
import { type HookWithChecks, resolveChecks } from './hookChecks';
import type { SettingReader } from './settingReader';

export const EVENTS = ['PreTraffic', 'PostTraffic'] as const;
export type HookEvent = (typeof EVENTS)[number];

/** A function that somebody wrote, or checks that SafeDeploy runs. */
export type Hook = { readonly function: Json } | HookWithChecks;
export type Hooks = { readonly [event in HookEvent]?: Hook };

export function resolveHooks(reader: SettingReader): Hooks {
  const { values, diagnostics } = reader;
  const hooks = reader.unwrapped('Hooks');
  const path = reader.raw('Hooks')?.path ?? [];
  if (hooks === undefined) return {};
  if (!isObject(hooks) || intrinsicOf(hooks)) {
    if (intrinsicOf(hooks) && !isDecided(values.resolve(hooks))) reader.refuseUndecided('Hooks', { path, value: hooks });
    else reader.fault('Hooks', 'a map of PreTraffic and PostTraffic');
    return {};
  }
  const result: { [event in HookEvent]?: Hook } = {};
  for (const [name, said] of Object.entries(hooks)) {
    if (!isEvent(name)) {
      diagnostics.report('SD2101', [...path, name], { name, hint: didYouMean(name, EVENTS) });
      continue;
    }
    const hook = said === null ? undefined : values.unwrap(said);
    if (hook !== undefined) result[name] = resolveHook(hook, name, [...path, name], reader);
  }
  return result;
}

const isEvent = (name: string): name is HookEvent => (EVENTS as readonly string[]).includes(name);

function resolveHook(hook: Json, name: HookEvent, path: Trail, reader: SettingReader): Hook | undefined {
  const { values, diagnostics } = reader;
  if (hidesChecks(hook)) reader.refuseUndecided(`Hooks.${name}`, { path, value: hook });
  else if ((typeof hook === 'string' && hook !== '') || intrinsicOf(hook)) {
    const code = !isExact(hook, values) ? 'SD2309' : isElsewhere(hook, values) ? 'SD2311' : undefined;
    if (code === undefined) return { function: hook };
    diagnostics.report(code, path, { name: `Hooks.${name}`, region: String(values.resolve({ Ref: 'AWS::Region' })) });
  } else if (isObject(hook)) return resolveChecks(hook, path, values, diagnostics);
  else
    diagnostics.report('SD2102', path, {
      name: `Hooks.${name}`,
      expected: 'the Ref, name, ARN or GetAtt of a function, or a map of Checks',
    });
  return undefined;
}

/** Checks below a Fn::If that only CloudFormation decides: nobody knows whether to make their function. */
function hidesChecks(hook: Json): boolean {
  const parts = ifParts(hook);
  return parts !== undefined && [parts[1], parts[2]].some((branch) => hidesChecks(branch) || (isObject(branch) && !intrinsicOf(branch)));
}

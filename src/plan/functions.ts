import type { Released } from '../generate/released';
import { isWish } from '../settings/alarms';
import { EVENTS } from '../settings/hooks';
import { referencedIds } from '../template/references';
import { callersOf } from './callers';
import type { Plan, PlannedFunction, PlannedHook } from './schema';
import type { Planned } from './side';
import { spell } from './spell';
import { schedulesOf } from './timeline';

/** What is decided about one marked function. */
export function plannedFunction(released: Released, { deployable, results }: Planned, generated: Plan['generated']): PlannedFunction {
  const { id, settings, condition, aliasId } = released;
  const { deployment } = settings;
  const consumers = results.flatMap((result) => result.consumers);
  const made = generated.filter((one) => one.function === id && one.type === 'AWS::CloudWatch::Alarm');
  const given = (deployment?.alarms ?? []).flatMap((alarm) => (isWish(alarm) ? [] : [{ name: spell(alarm.given), made: false }]));
  return {
    id,
    condition: condition === undefined ? null : { name: condition, holds: deployable.values.holds(condition) ?? null },
    alias: { id: aliasId, name: settings.alias },
    version: versionOf(released, deployable.unknown),
    schedules: schedulesOf(deployment, deployable),
    hooks: hooksOf(released),
    alarms: [...given, ...made.map((alarm) => ({ name: alarm.id, made: true }))],
    ignoresAlarms: deployment?.ignoreAlarms ?? false,
    callers: callersOf(id, consumers),
    deployment: null,
  };
}

/** Names only: the values hold secrets. */
function versionOf({ ingredients, versionId }: Released, unknownParameters: readonly string[]): PlannedFunction['version'] {
  const read = referencedIds(...ingredients.values());
  const unknown = unknownParameters.filter((name) => read.has(name));
  return { id: unknown.length > 0 ? null : versionId, ingredients: [...ingredients.keys()], unknown };
}

function hooksOf({ settings: { deployment } }: Released): PlannedHook[] {
  return EVENTS.flatMap((event): PlannedHook[] => {
    const hook = deployment?.hooks[event];
    if (!hook) return [];
    if ('function' in hook) return [{ event, runs: 'function', name: spell(hook.function), checks: [] }];
    return [{ event, runs: 'checks', name: null, checks: hook.checks.map(({ Name }) => Name) }];
  });
}

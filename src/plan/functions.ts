import { EVENTS } from '../settings/hooks';
import { referencedIds } from '../template/references';
import type { Released } from '../version/released';
import { callersOf } from './callers';
import type { Generated } from './generated';
import { notesOn } from './notes';
import type { PlannedFunction, PlannedHook } from './schema';
import { type Before, type Planned, releasedIn } from './side';
import { spell } from './spell';
import { schedulesOf } from './timeline';

/** What is decided about one marked function. */
export function plannedFunction(
  released: Released,
  planned: Planned,
  generated: readonly Generated[],
  before: Before | undefined,
): PlannedFunction {
  const { deployable } = planned;
  const { id, settings, condition, aliasId } = released;
  const { deployment } = settings;
  const made = generated.filter((one) => one.function === id && one.type === 'AWS::CloudWatch::Alarm');
  const given = (deployment?.alarms ?? []).flatMap((alarm) => ('given' in alarm ? [{ name: spell(alarm.given), made: false }] : []));
  return {
    id,
    condition: condition === undefined ? null : { name: condition, holds: deployable.values.holds(condition) ?? null },
    alias: { id: aliasId, name: settings.alias },
    version: versionOf(released, planned),
    schedules: schedulesOf(deployment, deployable),
    hooks: hooksOf(released),
    alarms: [...given, ...made.map((alarm) => ({ name: alarm.id, made: true }))],
    ignoresAlarms: deployment?.ignoreAlarms ?? false,
    notes: notesOn(released, planned),
    callers: callersOf(released, planned, before?.deployable),
    deployment: null,
  };
}

/** Names only: the values hold secrets. */
function versionOf(released: Released, { input, deployable, results }: Planned): PlannedFunction['version'] {
  const isProcessed = input === deployable.template; // CloudFormation knew all values, and the logical id says what came of them
  const unknown = deployable.unknown.length > 0 && !isProcessed ? unknownIn(released, releasedIn(results), deployable.unknown) : [];
  return { id: unknown.length > 0 ? null : released.versionId, ingredients: [...released.ingredients.keys()], unknown };
}

/** Parameters without a visible value that decide a version, through the version of another function too. */
function unknownIn({ ingredients }: Released, functions: readonly Released[], unknown: readonly string[]): string[] {
  const read = referencedIds(...ingredients.values());
  const others = functions.filter(({ id }) => ingredients.has(`Version of ${id}`));
  const found = [...unknown.filter((name) => read.has(name)), ...others.flatMap((other) => unknownIn(other, functions, unknown))];
  return [...new Set(found)];
}

function hooksOf({ settings: { deployment } }: Released): PlannedHook[] {
  return EVENTS.flatMap((event): PlannedHook[] => {
    const hook = deployment?.hooks[event];
    if (!hook) return [];
    if ('function' in hook) return [{ event, runs: 'function', name: spell(hook.function), checks: [] }];
    return [{ event, runs: 'checks', name: null, checks: hook.checks.map(({ Name }) => Name) }];
  });
}

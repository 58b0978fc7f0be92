import type { TrafficRoutingConfig } from '@aws-sdk/client-codedeploy';
import { stepsOf } from '../../plan/timeline';
import { isFault, PREFIX, parseSchedule, scheduleName } from '../../settings/schedule';
import type { Schedule } from './model';

const MINUTE = 60_000;

/** A deployment config, from what CodeDeploy says of it or, where it could not be asked, from a predefined name. */
export function scheduleOf(config: string, routing: TrafficRoutingConfig | undefined): Schedule {
  const known = routing ? configured(routing) : config.startsWith(PREFIX) ? parseSchedule(config) : undefined;
  if (known === undefined || isFault(known) || known.kind === 'custom') return { name: config, steps: [] };
  // what CloudFormation calls the config of a custom schedule says less
  return { name: scheduleName(known), steps: stepsOf(known) };
}

function configured({ type, timeBasedCanary: canary, timeBasedLinear: linear }: TrafficRoutingConfig) {
  if (type === 'AllAtOnce') return { kind: 'AllAtOnce' } as const;
  if (canary) return parseSchedule({ Canary: { Percent: canary.canaryPercentage ?? 0, Minutes: canary.canaryInterval ?? 0 } });
  return linear && parseSchedule({ Linear: { Percent: linear.linearPercentage ?? 0, Minutes: linear.linearInterval ?? 0 } });
}

/** The first step that gives the new version more than it has. The clock starts with the first shift. */
export function nextStep({ steps }: Schedule, percent: number, firstShift: Date): { percent: number; at: string } | null {
  const next = steps.find((step) => step.percent > percent);
  return next ? { percent: next.percent, at: new Date(firstShift.getTime() + next.minute * MINUTE).toISOString() } : null;
}

/** What the new version gets at a moment, as the schedule has it; undefined where nobody knows. */
export function percentAt({ steps }: Schedule, firstShift: Date, moment: Date): number | undefined {
  if (steps.length === 0) return undefined;
  if (moment < firstShift) return 0;
  return steps.findLast(({ minute }) => firstShift.getTime() + minute * MINUTE <= moment.getTime())?.percent;
}

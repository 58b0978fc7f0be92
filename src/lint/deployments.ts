import type { ConditionalSchedule, Schedule } from '../settings/schedule';

/** May traffic be on two versions for a while? Nobody knows it of a deployment config that somebody else made. */
export function isGradual(schedule: Schedule | ConditionalSchedule): boolean {
  if ('condition' in schedule) return isGradual(schedule.then) || isGradual(schedule.otherwise);
  return 'minutes' in schedule;
}

/** Every schedule that it can turn out to be. */
export const schedulesOf = (schedule: Schedule | ConditionalSchedule): Schedule[] =>
  'condition' in schedule ? [...schedulesOf(schedule.then), ...schedulesOf(schedule.otherwise)] : [schedule];

import type { Rule } from '../rule';
import { alarmOnMissingData } from './alarmOnMissingData';
import { alarmOnWholeFunction } from './alarmOnWholeFunction';
import { alarmsOfGoodReleases } from './alarmsOfGoodReleases';
import { alarmsTooLate } from './alarmsTooLate';
import { alarmTooSlow } from './alarmTooSlow';
import { alarmWithoutData } from './alarmWithoutData';
import { byEnvironment } from './byEnvironment';
import { byOutput } from './byOutput';
import { hookMayNotReport } from './hookMayNotReport';
import { hookOutOfTime } from './hookOutOfTime';
import { leftBehind } from './leftBehind';
import { longSchedule } from './longSchedule';
import { manyAliases } from './manyAliases';
import { mutableCode } from './mutableCode';
import { nameAsText } from './nameAsText';
import { regressionAtOnce } from './regressionAtOnce';
import { toNestedStack } from './toNestedStack';
import { unpermitted } from './unpermitted';
import { unwatched } from './unwatched';

/** Every rule, one file each. A test compares this list with the folder. */
export const RULES: readonly Rule[] = [
  alarmTooSlow,
  alarmOnWholeFunction,
  alarmWithoutData,
  alarmOnMissingData,
  regressionAtOnce,
  alarmsTooLate,
  alarmsOfGoodReleases,
  unwatched,
  longSchedule,
  manyAliases,
  hookOutOfTime,
  hookMayNotReport,
  mutableCode,
  leftBehind,
  byEnvironment,
  toNestedStack,
  byOutput,
  nameAsText,
  unpermitted,
];

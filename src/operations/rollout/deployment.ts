import type { DeploymentInfo, LambdaTarget, LifecycleEvent as SaidEvent } from '@aws-sdk/client-codedeploy';
import type { Deployment, LifecycleEvent, Schedule } from './model';
import { nextStep } from './schedule';
import { isRunning } from './status';

/** A deployment and its one target. */
export interface Said {
  readonly info: DeploymentInfo;
  readonly target: LambdaTarget | undefined;
}

export const TRAFFIC = 'AllowTraffic';

/** A deployment and its one target, as CodeDeploy tells them. */
export function deploymentOf({ info, target }: Said, schedule: Schedule | null): Deployment {
  const { errorInformation: error, rollbackInfo } = info;
  const events = (target?.lifecycleEvents ?? []).map(eventOf);
  const traffic = events.find(({ name }) => name === TRAFFIC);
  const percent = percentOf(target, traffic);
  const status = info.status ?? 'Created';
  const next = shifting(status, traffic) && schedule && percent !== null ? nextStep(schedule, percent, new Date(traffic.began)) : null;
  return {
    id: info.deploymentId ?? '',
    status,
    created: time(info.createTime),
    ended: time(info.completeTime),
    from: target?.lambdaFunctionInfo?.currentVersion ?? null,
    to: target?.lambdaFunctionInfo?.targetVersion ?? null,
    percent,
    next,
    events,
    error: error?.code ? { code: error.code, message: error.message ?? '' } : null,
    rollbackOf: rollbackInfo?.rollbackTriggeringDeploymentId ?? null,
    rolledBackBy: rollbackInfo?.rollbackDeploymentId ?? null,
  };
}

function shifting(status: string, traffic: LifecycleEvent | undefined): traffic is LifecycleEvent & { began: string } {
  return isRunning({ status }) && traffic?.status === 'InProgress' && traffic.began !== null;
}

/**
 * CodeDeploy documents a percentage: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LambdaFunctionInfo.html
 * Nobody shifts less than one percent, so less than that would be a fraction, as in an alias.
 */
function percentOf(target: LambdaTarget | undefined, traffic: LifecycleEvent | undefined): number | null {
  const weight = target?.lambdaFunctionInfo?.targetVersionWeight;
  if (weight === undefined) return null;
  const isFraction = weight < 1 || (weight === 1 && traffic?.status === 'Succeeded');
  return rounded(isFraction ? 100 * weight : weight);
}

const eventOf = ({ lifecycleEventName, status, startTime, endTime, diagnostics }: SaidEvent): LifecycleEvent => ({
  name: lifecycleEventName ?? '',
  status: status ?? 'Unknown',
  began: time(startTime),
  ended: time(endTime),
  message: diagnostics?.message || null,
});

export const time = (date: Date | undefined): string | null => date?.toISOString() ?? null;

/** 0.07 is not 7.000000000000001 percent. */
export const rounded = (percent: number): number => Math.round(percent * 100) / 100;

export const isRollback = ({ rollbackInfo, creator }: DeploymentInfo): boolean =>
  rollbackInfo?.rollbackTriggeringDeploymentId !== undefined || creator === 'codeDeployRollback';

/** Newest first. CodeDeploy documents no order. */
export const byAge = (infos: readonly DeploymentInfo[]): DeploymentInfo[] =>
  infos.toSorted((a, b) => (b.createTime?.getTime() ?? 0) - (a.createTime?.getTime() ?? 0));

/** The last deployment that somebody wanted, and CodeDeploy's own that takes it back. */
export function lastOf(infos: readonly DeploymentInfo[]): { deployment: DeploymentInfo | undefined; rollback: DeploymentInfo | undefined } {
  const [last, ...earlier] = byAge(infos);
  if (!last || !isRollback(last)) return { deployment: last, rollback: undefined };
  const wanted = earlier.find((info) => !isRollback(info));
  return wanted ? { deployment: wanted, rollback: last } : { deployment: last, rollback: undefined };
}

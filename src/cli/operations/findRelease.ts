import type { DeploymentGroupInfo, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { byAge, deploymentOf, isRollback } from '../../operations/rollout/deployment';
import type { Place } from '../../operations/rollout/layout';
import type { Operation } from '../../operations/rollout/operation';
import { scheduleOf } from '../../operations/rollout/schedule';
import { isLost, isRunning } from '../../operations/rollout/status';
import type { Evidence, Release } from '../../operations/why/evidence';
import { Configs, getDeployments, getGroup, listDeployments, Targets } from './read/deployments';
import type { Reader } from './read/reader';

export interface Found {
  readonly release: Release | undefined;
  /** A deployment that was running at the time of the failure. */
  readonly other: Evidence['other'];
  readonly group: DeploymentGroupInfo | undefined;
}

const MINUTE = 60_000;
/** CodeDeploy ends a deployment after 50 hours. */
const LONGEST = 50 * 60 * MINUTE;
const CONFLICT = /conflicting deployment|active Deployment/i;

/** The deployment of an alias that failed during an operation. No stack event names it, so times and states have to do. */
export async function findRelease(
  reader: Reader,
  place: Place,
  operation: Operation,
  failed: Date,
  reason: string,
): Promise<Found | undefined> {
  if (!place.group) return undefined;
  // one that is in the way may have begun long before
  const since = operation.began.getTime() - (CONFLICT.test(reason) ? LONGEST : MINUTE);
  const ids = await listDeployments(reader, place.group, new Date(since));
  const infos = byAge(await getDeployments(reader, ids)).filter((info) => !isRollback(info) && before(info.createTime, failed));
  const ofOperation = infos.filter(({ createTime = failed }) => createTime.getTime() >= operation.began.getTime() - MINUTE);
  const lost = ofOperation.filter(({ status = '' }) => isLost({ status }));
  const info = lost.find(({ deploymentId = '' }) => deploymentId !== '' && reason.includes(deploymentId)) ?? lost[0];
  const group = await getGroup(reader, place.group);
  const inTheWay = infos.find((one) => one !== info && !before(one.completeTime, failed, 0));
  const other = inTheWay && { id: inTheWay.deploymentId ?? '', isRunning: isRunning({ status: inTheWay.status ?? '' }) };
  return { release: info && (await releaseOf(reader, place, info, group)), other, group };
}

const before = (time: Date | undefined, moment: Date, slack = MINUTE): boolean =>
  time !== undefined && time.getTime() <= moment.getTime() + slack;

async function releaseOf(reader: Reader, place: Place, info: DeploymentInfo, group: DeploymentGroupInfo | undefined): Promise<Release> {
  const config = info.deploymentConfigName;
  const schedule = config === undefined ? null : scheduleOf(config, await new Configs().read(reader, config));
  const target = await new Targets().read(reader, info.deploymentId ?? '');
  return { place, schedule, deployment: deploymentOf({ info, target }, schedule), serviceRole: group?.serviceRoleArn };
}

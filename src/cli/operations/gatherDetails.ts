import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import type { DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import { HOOK_EVENTS, type HookEvent } from '../../operations/rollout/model';
import type { Operation } from '../../operations/rollout/operation';
import type { AlarmEvidence, HookEvidence, Release, VersionEvidence } from '../../operations/why/evidence';
import { checksId } from '../../version/ids';
import { alarmHistory, describeAlarms } from './read/alarms';
import { readHook } from './read/hooks';
import type { Reader } from './read/reader';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The alarms that CodeDeploy looked at: those of the group, and those that the operation made and perhaps took away again. */
export async function gatherAlarms(
  reader: Reader,
  { deployment }: Release,
  group: DeploymentGroupInfo | undefined,
  { events }: Operation,
  now: Date,
): Promise<AlarmEvidence[]> {
  if (deployment.error?.code !== 'ALARM_ACTIVE') return [];
  const began = new Date(deployment.created ?? now);
  const until = new Date((deployment.ended === null ? now : new Date(deployment.ended)).getTime() + 2 * MINUTE);
  const made = events.flatMap(({ ResourceType, PhysicalResourceId: name }) =>
    ResourceType === 'AWS::CloudWatch::Alarm' && name ? [name] : [],
  );
  const names = [...new Set([...(group?.alarmConfiguration?.alarms ?? []).flatMap(({ name }) => name ?? []), ...made])];
  const known = await describeAlarms(reader, names);
  const found: AlarmEvidence[] = [];
  for (const name of names) {
    const items = await alarmHistory(reader, name, new Date(began.getTime() - DAY), until);
    const { state, since } = known.get(name) ?? {};
    found.push({ name, changes: items.flatMap(changeOf), now: state ? { state, since: since ? new Date(since) : undefined } : undefined });
  }
  return found;
}

/** HistoryData is JSON: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmHistoryItem.html */
function changeOf({ Timestamp: at, HistoryData, HistorySummary = '' }: AlarmHistoryItem): AlarmEvidence['changes'][number][] {
  const [, from = '', to = ''] = /from (\w+) to (\w+)/.exec(HistorySummary) ?? [];
  if (!at) return [];
  try {
    const { oldState, newState } = JSON.parse(HistoryData ?? '') as Record<
      string,
      { stateValue?: string; stateReason?: string } | undefined
    >;
    return [{ at, from: oldState?.stateValue ?? from, to: newState?.stateValue ?? to, reason: newState?.stateReason ?? '' }];
  } catch {
    return to === '' ? [] : [{ at, from, to, reason: '' }];
  }
}

const IN_HOOK = /^(HOOK_EXECUTION_FAILURE|IAM_ROLE_PERMISSIONS|TIMEOUT)$/;
const SETTING = { BeforeAllowTraffic: 'PreTraffic', AfterAllowTraffic: 'PostTraffic' } as const;

/** The hook that failed, or that CodeDeploy was waiting for when the deployment failed. */
export async function gatherHook(reader: Reader, release: Release, operation: Operation, now: Date): Promise<HookEvidence | undefined> {
  const { events, error } = release.deployment;
  const isWaiting = IN_HOOK.test(error?.code ?? '');
  const event = events.find(
    ({ name, status }) =>
      (HOOK_EVENTS as readonly string[]).includes(name) && (status === 'Failed' || (isWaiting && status === 'InProgress')),
  );
  if (!event) return undefined;
  const name = event.name as HookEvent;
  const hook = release.place.hooks[name] ?? checksOf(release, name, operation);
  if (hook === undefined) return undefined;
  const time = (text: string | null) => (text === null ? undefined : new Date(text));
  const ended = time(event.ended) ?? time(release.deployment.ended);
  return readHook(reader, { event: name, function: hook, began: time(event.began), ended, message: event.message ?? undefined }, now);
}

/** After the rollback the template does not name a hook that came with the update. Functions that run checks have known ids. */
function checksOf({ place }: Release, event: HookEvent, { events }: Operation): string | undefined {
  const id = checksId(place.id.split('/').at(-1) ?? '', SETTING[event]);
  return events.findLast(({ LogicalResourceId, PhysicalResourceId }) => LogicalResourceId === id && PhysicalResourceId)?.PhysicalResourceId;
}

const ABOUT_VERSIONS = /same (execution role|dead)|associated with the same|INVALID_LAMBDA/i;
const ABOUT_ALIAS = /does not match the current version/i;

/** Where Lambda or CodeDeploy complained about the two versions, or about where the alias points. */
export async function gatherVersions(reader: Reader, { place, deployment }: Release) {
  const said = `${deployment.error?.code} ${deployment.error?.message}`;
  const versions: VersionEvidence[] = [];
  for (const version of ABOUT_VERSIONS.test(said) ? [deployment.from, deployment.to] : []) {
    if (version === null) continue;
    const found = await reader.may('lambda:GetFunctionConfiguration', async ({ lambda }) =>
      (await lambda()).getFunctionConfiguration({ FunctionName: place.name, Qualifier: version }),
    );
    if (found) versions.push({ version, role: found.Role ?? '', deadLetterTarget: found.DeadLetterConfig?.TargetArn ?? '' });
  }
  const alias = ABOUT_ALIAS.test(said)
    ? await reader.may('lambda:GetAlias', async ({ lambda }) => (await lambda()).getAlias({ FunctionName: place.name, Name: place.alias }))
    : undefined;
  return { versions, aliasVersion: alias?.FunctionVersion };
}

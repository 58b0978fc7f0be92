import type { DeploymentGroupInfo, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { AliasConfiguration } from '@aws-sdk/client-lambda';
import { byAge, lastOf, type Said, time } from '../../operations/rollout/deployment';
import { functionState } from '../../operations/rollout/functionState';
import { type Place, placesOf } from '../../operations/rollout/layout';
import type { FunctionState, Rollout } from '../../operations/rollout/model';
import { type Operation, operationsOf } from '../../operations/rollout/operation';
import { isBusy, isRunning } from '../../operations/rollout/status';
import type { Clients } from '../aws/clients';
import { describeAlarms } from './read/alarms';
import { Configs, getDeployments, getGroup, listDeployments, listLatest, Targets } from './read/deployments';
import { readEvents } from './read/events';
import { Reader } from './read/reader';
import { describeStack, placeOf, readParts } from './read/stacks';

/** What is remembered of a function between two looks, so that a look takes few calls. */
interface Memory {
  readonly place: Place;
  readonly group: DeploymentGroupInfo | undefined;
  alias: AliasConfiguration | undefined;
  infos: readonly DeploymentInfo[];
  readonly ended: Map<string, Said>;
  isNew: boolean;
}

/** Resources come and go while a stack is updated. */
const LOOKS_PER_LAYOUT = 15;

/** Looks at a stack, once or again and again. */
export class Observer {
  private readonly targets = new Targets();
  private readonly configs = new Configs();
  private memories: readonly Memory[] = [];
  private status = '';
  private updated: number | undefined;
  private operation: Operation | undefined;
  private looks = 0;

  constructor(
    private readonly clients: Clients,
    /** By name or ARN; by its ARN from the first look on, so that it is found after it was deleted, too. */
    private stack: string,
    private readonly now: () => number,
  ) {}

  async look(): Promise<Rollout> {
    const reader = new Reader(this.clients);
    const stack = await describeStack(reader, this.stack);
    const { StackId: id, StackStatus: status } = stack;
    this.stack = id;
    const isStale = status !== this.status || this.looks++ % LOOKS_PER_LAYOUT === 0;
    if (isStale) this.memories = await this.remember(reader, stack);
    const updated = stack.LastUpdatedTime?.getTime();
    // a short operation may begin and end between two looks, in the same status
    if (status !== this.status || updated !== this.updated) this.operation = await this.lastOperation(reader, id);
    this.status = status;
    this.updated = updated;
    await this.refresh(reader);
    const watched = this.memories.flatMap(({ group }) => group?.alarmConfiguration?.alarms ?? []);
    const alarms = await describeAlarms(
      reader,
      watched.flatMap(({ name }) => name ?? []),
    );
    const functions: FunctionState[] = [];
    for (const memory of this.memories) functions.push(await this.stateOf(reader, memory, alarms));
    const { region, name } = placeOf(id);
    const began = this.operation?.began ?? stack.LastUpdatedTime ?? stack.CreationTime;
    const ended = isBusy(status) ? undefined : this.operation?.last;
    const times = { began: time(began), ended: time(ended) };
    return {
      stack: { name, id, region, status, reason: stack.StackStatusReason ?? null, ...times },
      functions,
      unread: reader.unread,
    };
  }

  private async lastOperation(reader: Reader, id: string): Promise<Operation | undefined> {
    return operationsOf(await readEvents(reader, id, (events) => operationsOf(events).length > 0))[0];
  }

  private async remember(reader: Reader, stack: Parameters<typeof readParts>[1]): Promise<Memory[]> {
    const places = (await readParts(reader, stack)).flatMap(placesOf);
    const memories: Memory[] = [];
    for (const place of places) {
      const before = this.memories.find((memory) => memory.place.name === place.name && memory.place.alias === place.alias);
      const group = place.group && (await getGroup(reader, place.group));
      const fresh = { alias: undefined, infos: [], ended: new Map(), isNew: true };
      memories.push({ ...(before ?? fresh), place, group, alias: await this.aliasOf(reader, place) });
    }
    return memories;
  }

  private aliasOf = (reader: Reader, { name, alias }: Place): Promise<AliasConfiguration | undefined> =>
    reader.may('lambda:GetAlias', async ({ lambda }) => (await lambda()).getAlias({ FunctionName: name, Name: alias }));

  /** The deployments of all groups, in as few calls as there can be. */
  private async refresh(reader: Reader): Promise<void> {
    const wanted = new Map<Memory, readonly string[]>();
    for (const memory of this.memories) wanted.set(memory, await this.idsOf(reader, memory));
    const infos = await getDeployments(reader, [...wanted.values()].flat());
    for (const [memory, ids] of wanted) {
      const asked = infos.filter(({ deploymentId = '' }) => ids.includes(deploymentId));
      const kept = memory.infos.filter((before) => !asked.some(({ deploymentId }) => deploymentId === before.deploymentId));
      const wasRunning = running(memory).length > 0;
      memory.infos = byAge([...asked, ...kept]);
      if (wasRunning && running(memory).length === 0) memory.alias = await this.aliasOf(reader, memory.place);
    }
  }

  /** Those that run; where none does, those that are new. */
  private async idsOf(reader: Reader, memory: Memory): Promise<string[]> {
    const now = running(memory).flatMap(({ deploymentId }) => deploymentId ?? []);
    const { group } = memory.place;
    if (now.length > 0 || !group) return now;
    if (memory.isNew) {
      memory.isNew = false;
      return listLatest(reader, group, this.now());
    }
    const known = memory.infos.map(({ deploymentId }) => deploymentId);
    return (await listDeployments(reader, group, memory.infos[0]?.createTime)).filter((id) => !known.includes(id));
  }

  private async stateOf(reader: Reader, memory: Memory, alarms: Awaited<ReturnType<typeof describeAlarms>>): Promise<FunctionState> {
    const { place, group, alias, infos } = memory;
    const { deployment, rollback } = lastOf(infos);
    const config = deployment?.deploymentConfigName ?? group?.deploymentConfigName;
    return functionState(place, {
      alias,
      group,
      alarms,
      deployment: deployment && (await this.said(reader, memory, deployment)),
      rollback: rollback && (await this.said(reader, memory, rollback)),
      routing: config === undefined ? undefined : await this.configs.read(reader, config),
    });
  }

  /** What has ended does not change any more. */
  private async said(reader: Reader, { ended }: Memory, info: DeploymentInfo): Promise<Said> {
    const id = info.deploymentId ?? '';
    const known = ended.get(id);
    if (known && known.info === info) return known;
    const said = { info, target: await this.targets.read(reader, id) };
    if (!isRunning({ status: info.status ?? '' })) ended.set(id, said);
    return said;
  }
}

const running = ({ infos }: Memory): DeploymentInfo[] => infos.filter(({ status }) => isRunning({ status: status ?? '' }));

import type { DeploymentGroupInfo, DeploymentInfo, LambdaTarget, TrafficRoutingConfig } from '@aws-sdk/client-codedeploy';
import type { Place } from '../../../operations/rollout/layout';
import { pages, type Reader } from './reader';

type Group = NonNullable<Place['group']>;

/** CodeDeploy's documented limit of BatchGetDeployments. */
const MOST_IN_BATCH = 25;

export async function listDeployments(reader: Reader, { application, name }: Group, since: Date | undefined): Promise<string[]> {
  const found = await reader.may('codedeploy:ListDeployments', async ({ codeDeploy }) => {
    const client = await codeDeploy();
    const asked = { applicationName: application, deploymentGroupName: name, ...(since ? { createTimeRange: { start: since } } : {}) };
    return pages(async (nextToken) => {
      const page = await client.listDeployments({ ...asked, ...(nextToken ? { nextToken } : {}) });
      return [page.deployments, page.nextToken];
    });
  });
  return found ?? [];
}

const DAY = 86_400_000;
const WINDOWS = [7 * DAY, 90 * DAY];

/** Those of the last days in which there were any: a group may have thousands, and CodeDeploy documents no order. */
export async function listLatest(reader: Reader, group: Group, now: number): Promise<string[]> {
  for (const window of WINDOWS) {
    const found = await listDeployments(reader, group, new Date(now - window));
    if (found.length > 0 || reader.isRefused('codedeploy:ListDeployments')) return found;
  }
  return listDeployments(reader, group, undefined);
}

export async function getDeployments(reader: Reader, ids: readonly string[]): Promise<DeploymentInfo[]> {
  const found: DeploymentInfo[] = [];
  for (let start = 0; start < ids.length; start += MOST_IN_BATCH) {
    const deploymentIds = ids.slice(start, start + MOST_IN_BATCH);
    const answer = await reader.may('codedeploy:BatchGetDeployments', async ({ codeDeploy }) =>
      (await codeDeploy()).batchGetDeployments({ deploymentIds }),
    );
    found.push(...(answer?.deploymentsInfo ?? []));
  }
  return found;
}

/** A deployment to Lambda has one target, whose id stays. */
export class Targets {
  private readonly ids = new Map<string, string[]>();

  async read(reader: Reader, deploymentId: string): Promise<LambdaTarget | undefined> {
    const targetIds = this.ids.get(deploymentId) ?? (await this.list(reader, deploymentId));
    if (targetIds.length === 0) return undefined;
    const answer = await reader.may('codedeploy:BatchGetDeploymentTargets', async ({ codeDeploy }) =>
      (await codeDeploy()).batchGetDeploymentTargets({ deploymentId, targetIds }),
    );
    return answer?.deploymentTargets?.find(({ lambdaTarget }) => lambdaTarget)?.lambdaTarget;
  }

  private async list(reader: Reader, deploymentId: string): Promise<string[]> {
    const answer = await reader.may('codedeploy:ListDeploymentTargets', async ({ codeDeploy }) =>
      (await codeDeploy()).listDeploymentTargets({ deploymentId }),
    );
    const found = answer?.targetIds ?? [];
    if (found.length > 0) this.ids.set(deploymentId, found);
    return found;
  }
}

export async function getGroup(reader: Reader, { application, name }: Group): Promise<DeploymentGroupInfo | undefined> {
  const answer = await reader.may('codedeploy:GetDeploymentGroup', async ({ codeDeploy }) =>
    (await codeDeploy()).getDeploymentGroup({ applicationName: application, deploymentGroupName: name }),
  );
  return answer?.deploymentGroupInfo;
}

/** Deployment configs cannot be changed, so each is asked for once. */
export class Configs {
  private readonly known = new Map<string, TrafficRoutingConfig>();

  async read(reader: Reader, name: string): Promise<TrafficRoutingConfig | undefined> {
    const known = this.known.get(name);
    if (known) return known;
    const answer = await reader.may('codedeploy:GetDeploymentConfig', async ({ codeDeploy }) =>
      (await codeDeploy()).getDeploymentConfig({ deploymentConfigName: name }),
    );
    const routing = answer?.deploymentConfigInfo?.trafficRoutingConfig;
    if (routing) this.known.set(name, routing);
    return routing;
  }
}

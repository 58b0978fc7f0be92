import { EVENTS, type HookEvent } from '../settings/hooks';
import type { Deployment } from '../settings/settings';
import { ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import type { Compilation } from '../version/compilation';
import { checksId, groupId, SERVICE_ROLE } from '../version/ids';
import { groupCondition, type Released } from '../version/released';
import type { UpdatePolicyHooks } from './alias';
import { checksOf } from './checks/checks';
import { usesGeneratedRole } from './deploymentGroup';
import { type Grant, grantOf, INVOKE, whenever } from './grants';
import { groupArn, hookRole, REPORT } from './hookPolicy';
import { conditionOf, HookResolver, type HookTarget } from './hooks';
import { topicTargets } from './topics';

/** What the hooks of one function need. */
export interface Wired {
  readonly updatePolicy: UpdatePolicyHooks;
  readonly resources: readonly (readonly [id: string, resource: Resource])[];
  readonly grants: readonly Grant[];
  /** What must exist before a deployment starts although the alias does not refer to it. */
  readonly waitsFor: readonly string[];
  readonly hasChecks: boolean;
}

/** Connects hooks, checks and topics with the deployment of each function. */
export class Wiring {
  private readonly resolver: HookResolver;

  constructor(private readonly compilation: Compilation) {
    this.resolver = new HookResolver(compilation);
  }

  wire(released: Released): Wired {
    const { deployment } = released.settings;
    const updatePolicy: { [event in HookEvent]?: Json } = {};
    const resources: (readonly [id: string, resource: Resource])[] = [];
    const grants: Grant[] = deployment ? this.topics(released, deployment) : [];
    const waitsFor: string[] = [];
    for (const event of EVENTS) {
      const hook = deployment?.hooks[event];
      if (!deployment || !hook) continue;
      if ('function' in hook) {
        updatePolicy[event] = this.resolver.updatePolicy(hook.function, [released.condition]);
        for (const found of this.resolver.targets(hook.function)) grants.push(...this.hook(released, deployment, found));
        continue;
      }
      const made = checksOf(this.compilation, released, event, hook, deployment.role);
      updatePolicy[event] = ref(checksId(released.id, event));
      resources.push(...made.resources);
      grants.push(...made.grants);
      waitsFor.push(...made.waitsFor);
    }
    return { updatePolicy, resources, grants, waitsFor, hasChecks: resources.length > 0 };
  }

  /** CodeDeploy may call the hook, and a hook of this template may report to exactly this deployment group. */
  private hook(released: Released, deployment: Deployment, found: HookTarget): Grant[] {
    const { function: id, arn, when, byText } = found;
    const { template, values } = this.compilation;
    const role = id === undefined ? undefined : hookRole(template, id, values);
    const exists = id === undefined ? undefined : conditionOf(template, id);
    const there = distinct([...when, ...whenever(exists)]);
    return [
      ...(usesGeneratedRole(deployment.role) ? [grantOf(released, SERVICE_ROLE, INVOKE, arn, byText ? when : there)] : []),
      ...(role === undefined
        ? []
        : [grantOf(released, role, REPORT, groupArn(released.id), distinct([...whenever(groupCondition(released)), ...there]), !byText)]),
    ];
  }

  private topics(released: Released, { role, triggers }: Deployment): Grant[] {
    if (!usesGeneratedRole(role)) return [];
    const owner = groupId(released.id);
    return topicTargets(triggers).map(({ arn, when }) => ({ role: SERVICE_ROLE, action: 'sns:Publish', arn, when, owner, waits: true }));
  }
}

const distinct = (when: Grant['when']): Grant['when'] => [...new Map(when.map((one) => [one.join(), one])).values()];

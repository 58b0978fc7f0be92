import { EVENTS, type HookEvent } from '../settings/hooks';
import type { Deployment } from '../settings/settings';
import { getAtt, isNoValue, ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import type { Compilation } from '../version/compilation';
import { CHECKS_ROLE, checksId, groupId, SERVICE_ROLE } from '../version/ids';
import { groupCondition, type Released } from '../version/released';
import type { UpdatePolicyHooks } from './alias';
import { checksFunction, checksPermission, environment, type Shorthand, shorthands, target, tooManyBytes } from './checks';
import { usesGeneratedRole } from './deploymentGroup';
import type { Grant } from './grants';
import { groupArn, hookRole, REPORT } from './hookPolicy';
import { conditionOf, HookResolver, type HookTarget } from './hooks';
import { functionTags } from './tags';
import { topicTargets } from './topics';

const INVOKE = 'lambda:InvokeFunction';

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
  private readonly shorthand: Shorthand;

  constructor(private readonly compilation: Compilation) {
    this.resolver = new HookResolver(compilation);
    this.shorthand = shorthands(compilation.functions);
  }

  wire(released: Released): Wired {
    const { deployment } = released.settings;
    const updatePolicy: { [event in HookEvent]?: Json } = {};
    const resources: [id: string, resource: Resource][] = [];
    const grants: Grant[] = deployment ? this.topics(released, deployment) : [];
    const waitsFor: string[] = [];
    for (const event of EVENTS) {
      const hook = deployment?.hooks[event];
      if (!deployment || !hook) continue;
      const id = checksId(released.id, event);
      if ('function' in hook) {
        updatePolicy[event] = this.resolver.updatePolicy(hook.function, [released.condition]);
        for (const found of this.resolver.targets(hook.function)) grants.push(...this.hook(released, deployment, found));
        continue;
      }
      const variables = environment(released, event, hook.checks, this.shorthand);
      const bytes = tooManyBytes(variables, this.compilation.values);
      if (bytes !== undefined) this.compilation.diagnostics.report('SD2304', hook.path, { resource: released.id, bytes });
      updatePolicy[event] = ref(id);
      resources.push([id, checksFunction(released, event, hook.checks, variables, functionTags(released, this.compilation.values))]);
      const { role } = deployment;
      if (role !== undefined && !isNoValue(role)) {
        resources.push([`${id}Permission`, checksPermission(released, event, role)]);
        waitsFor.push(`${id}Permission`);
      }
      const when = whenever(released.condition);
      if (usesGeneratedRole(role)) grants.push(this.grant(released, SERVICE_ROLE, INVOKE, getAtt(id, 'Arn'), when));
      grants.push(this.grant(released, CHECKS_ROLE, INVOKE, target(released, event), when));
      grants.push(this.grant(released, CHECKS_ROLE, REPORT, groupArn(released.id), when));
    }
    return { updatePolicy, resources, grants, waitsFor, hasChecks: resources.length > 0 };
  }

  private grant({ aliasId }: Released, role: string, action: string, arn: Json, when: Grant['when'], waits = true): Grant {
    return { role, action, arn, when, owner: aliasId, waits };
  }

  /** CodeDeploy may call the hook, and a hook of this template may report to exactly this deployment group. */
  private hook(released: Released, deployment: Deployment, found: HookTarget): Grant[] {
    const { function: id, arn, when, byText } = found;
    const { template, values } = this.compilation;
    const role = id === undefined ? undefined : hookRole(template, id, values);
    const exists = id === undefined ? undefined : conditionOf(template, id);
    const there = distinct([...when, ...whenever(exists)]);
    return [
      ...(usesGeneratedRole(deployment.role) ? [this.grant(released, SERVICE_ROLE, INVOKE, arn, byText ? when : there)] : []),
      ...(role === undefined
        ? []
        : [
            this.grant(released, role, REPORT, groupArn(released.id), distinct([...whenever(groupCondition(released)), ...there]), !byText),
          ]),
    ];
  }

  private topics(released: Released, { role, triggers }: Deployment): Grant[] {
    if (!usesGeneratedRole(role)) return [];
    const owner = groupId(released.id);
    return topicTargets(triggers).map(({ arn, when }) => ({ role: SERVICE_ROLE, action: 'sns:Publish', arn, when, owner, waits: true }));
  }
}

const whenever = (condition: string | undefined): Grant['when'] => (condition === undefined ? [] : [[condition, true]]);

const distinct = (when: Grant['when']): Grant['when'] => [...new Map(when.map((one) => [one.join(), one])).values()];

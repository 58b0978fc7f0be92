import type { Diagnostics } from '../diagnostics/diagnostics';
import { type Schedule, scheduleName } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import { ref } from '../template/intrinsics';
import { asList, type Json, own, sortedJson } from '../template/json';
import { resourceOf, type Template, type TypeOf, typesOf } from '../template/template';
import type { Values } from '../template/values';
import { defaultAlarms } from './alarms';
import { alias } from './alias';
import { application } from './application';
import type { Conditions } from './conditions';
import { configId, deploymentConfig } from './deploymentConfig';
import { deploymentGroup, usesGeneratedRole } from './deploymentGroup';
import { hookPolicy, hookRole } from './hookPolicy';
import { distinctTargets, type HookTarget, hookTargets } from './hooks';
import { APPLICATION, groupId, hookPolicyId, SERVICE_ROLE } from './ids';
import type { Output } from './output';
import { groupCondition, type Released } from './released';
import { serviceRole } from './serviceRole';
import { functionTags, sharedTags } from './tags';
import { version } from './version';

interface User {
  readonly released: Released;
  readonly deployment: Deployment;
}

/** Makes everything that the marked functions need: their own resources first, then what they share. */
export class Generator {
  private readonly typeOf: TypeOf;

  constructor(
    private readonly template: Template,
    private readonly values: Values,
    private readonly conditions: Conditions,
    private readonly output: Output,
    private readonly diagnostics: Diagnostics,
  ) {
    this.typeOf = typesOf(template);
  }

  run(functions: readonly Released[]): void {
    const users: User[] = [];
    const schedules = new Map<string, { schedule: Schedule; users: (string | undefined)[] }>();
    for (const released of functions) {
      const { id, settings, versionId, aliasId } = released;
      this.output.add(versionId, version(released), id);
      const policies = settings.deployment ? this.hookPolicies(released, settings.deployment) : [];
      this.output.add(
        aliasId,
        alias(
          released,
          this.typeOf,
          policies.map(([policyId]) => policyId),
        ),
        id,
      );
      if (!settings.deployment) continue;
      const { deployment } = settings;
      users.push({ released, deployment });
      const needs = (schedule: Schedule) => {
        const name = scheduleName(schedule as Exclude<Schedule, { kind: 'custom' }>);
        const entry = schedules.get(name) ?? { schedule, users: [] };
        schedules.set(name, { schedule, users: [...entry.users, groupCondition(released)] });
      };
      const alarms = this.alarms(released, deployment);
      this.output.add(groupId(id), deploymentGroup(released, deployment, alarms, functionTags(released), needs), id);
      for (const [policyId, policy] of policies) this.output.add(policyId, policy, id);
    }
    if (users.length > 0) this.shared(users, schedules);
  }

  private alarms(released: Released, deployment: Deployment): readonly Json[] {
    if (deployment.alarms !== 'Default') return deployment.alarms;
    if (deployment.ignoreAlarms) return [];
    const made = defaultAlarms(released);
    for (const [id, alarm] of made) this.output.add(id, alarm, released.id);
    return made.map(([id]) => ref(id));
  }

  private hookPolicies(released: Released, { preTraffic, postTraffic }: Deployment) {
    const policies: [id: string, policy: ReturnType<typeof hookPolicy>][] = [];
    const allowed = new Set<string>();
    for (const [event, hook] of [
      ['PreTraffic', preTraffic],
      ['PostTraffic', postTraffic],
    ] as const) {
      for (const { function: id } of hookTargets(hook, this.typeOf, this.values)) {
        const role = id === undefined ? undefined : hookRole(this.template, id, this.values);
        if (id === undefined || role === undefined || allowed.has(role)) continue;
        allowed.add(role);
        const policyId = policies.some(([other]) => other === hookPolicyId(released.id, event))
          ? `${hookPolicyId(released.id, event)}${policies.length + 1}`
          : hookPolicyId(released.id, event);
        const exists = [groupCondition(released), this.conditionOf(id), this.conditionOf(role)];
        policies.push([policyId, hookPolicy(policyId, released.id, role, this.conditions.all(exists, `${policyId}Condition`))]);
      }
    }
    return policies;
  }

  private conditionOf(id: string): string | undefined {
    const condition = own(resourceOf(this.template, id), 'Condition');
    return typeof condition === 'string' ? condition : undefined;
  }

  private shared(users: readonly User[], schedules: ReadonlyMap<string, { schedule: Schedule; users: (string | undefined)[] }>): void {
    for (const [name, { schedule, users: conditions }] of [...schedules].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const id = configId(name);
      this.output.add(id, deploymentConfig(schedule, this.conditions.any(conditions, `${id}Condition`)));
    }
    const exists = this.conditions.any(
      users.map(({ released }) => groupCondition(released)),
      `${APPLICATION}Condition`,
    );
    this.output.add(APPLICATION, application(exists, sharedTags(users.map(({ released }) => released))));
    const generated = users.filter(({ deployment }) => usesGeneratedRole(deployment.role));
    if (generated.length > 0) this.serviceRole(generated);
  }

  private serviceRole(users: readonly User[]): void {
    const deployments = users.map(({ deployment }) => deployment);
    const hooks = deployments.flatMap(({ preTraffic, postTraffic }) =>
      [preTraffic, postTraffic].flatMap((hook) => hookTargets(hook, this.typeOf, this.values)),
    );
    const topics = deployments.flatMap(({ triggers }) => asList(triggers).map((trigger) => own(trigger, 'TriggerTargetArn')));
    this.output.add(
      SERVICE_ROLE,
      serviceRole({
        condition: this.conditions.any(
          users.map(({ released }) => groupCondition(released)),
          `${SERVICE_ROLE}Condition`,
        ),
        hooks: distinctTargets(hooks.map((hook) => this.whereItExists(hook))),
        topics: [...new Map(topics.filter((topic) => topic !== undefined).map((topic) => [sortedJson(topic), topic])).values()],
        path: this.agreed(users, 'RolePath', ({ rolePath }) => rolePath),
        permissionsBoundary: this.agreed(users, 'PermissionsBoundary', ({ permissionsBoundary }) => permissionsBoundary),
        tags: sharedTags(users.map(({ released }) => released)),
      }),
    );
  }

  /** A hook with a Condition of its own is allowed for under that condition. */
  private whereItExists(hook: HookTarget): HookTarget {
    const condition = hook.function === undefined ? undefined : this.conditionOf(hook.function);
    return condition === undefined ? hook : { ...hook, when: [...hook.when, [condition, true]] };
  }

  /** The stack has one service role, so its users must agree on what it looks like. */
  private agreed(users: readonly User[], name: string, pick: (deployment: Deployment) => Json | undefined): Json | undefined {
    const distinct = new Map(users.map(({ deployment }) => [sortedJson(pick(deployment)), pick(deployment)]));
    if (distinct.size > 1) {
      for (const { released } of users) this.diagnostics.report('SD2113', ['Resources', released.id], { name });
    }
    return [...distinct.values()][0];
  }
}

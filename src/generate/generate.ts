import { isWish } from '../settings/alarms';
import { type Schedule, scheduleName } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import { onlyIf, ref } from '../template/intrinsics';
import { type Json, sortedJson } from '../template/json';
import type { Compilation } from '../version/compilation';
import { APPLICATION, CHECKS_LOGS, CHECKS_ROLE, groupId, SERVICE_ROLE } from '../version/ids';
import { groupCondition, type Released } from '../version/released';
import { alias } from './alias';
import { application } from './application';
import { checksLogs, checksRole } from './checks';
import type { Conditions } from './conditions';
import { refuseConflicts } from './conflicts';
import { configId, deploymentConfig } from './deploymentConfig';
import { deploymentGroup, usesGeneratedRole } from './deploymentGroup';
import { distinctTargets } from './hooks';
import { madeAlarms } from './madeAlarms';
import type { Output } from './output';
import { serviceRole } from './serviceRole';
import { functionTags, sharedTags } from './tags';
import { topicTargets } from './topics';
import { version } from './version';
import { type Wired, Wiring } from './wiring';

interface User {
  readonly released: Released;
  readonly deployment: Deployment;
  readonly wired: Wired;
}
type Schedules = Map<string, { schedule: Schedule; users: (string | undefined)[] }>;

/** Makes everything that the marked functions need: their own resources first, then what they share. */
export class Generator {
  constructor(
    private readonly compilation: Compilation,
    private readonly conditions: Conditions,
    private readonly output: Output,
  ) {}

  run(): void {
    const wiring = new Wiring(this.compilation, this.conditions);
    const users: User[] = [];
    const schedules: Schedules = new Map();
    for (const released of this.compilation.functions.values()) {
      const { id, settings, versionId, aliasId } = released;
      refuseConflicts(released, this.compilation);
      const wired = wiring.wire(released);
      this.output.add(versionId, version(released), id);
      this.output.add(aliasId, alias(released, wired.updatePolicy, wired.waitsFor), id);
      if (!settings.deployment) continue;
      const { deployment } = settings;
      users.push({ released, deployment, wired });
      const alarms = this.alarms(released, deployment);
      const needs = (schedule: Schedule) => note(schedules, schedule, groupCondition(released));
      this.output.add(groupId(id), deploymentGroup(released, deployment, alarms, functionTags(released), needs), id);
      for (const [made, resource] of wired.resources) this.output.add(made, resource, id);
    }
    if (users.length > 0) this.shared(users, schedules);
  }

  private alarms(released: Released, deployment: Deployment): readonly Json[] {
    const numbers = new Map<string, number>();
    return deployment.alarms.flatMap((alarm) => {
      if (!isWish(alarm)) return [alarm.given];
      const number = (numbers.get(alarm.kind) ?? 0) + 1;
      numbers.set(alarm.kind, number);
      const made = madeAlarms(released, alarm, number, this.compilation);
      for (const [id, resource] of made) this.output.add(id, resource, released.id);
      const bare = groupCondition(released) === released.condition;
      return made.map(([id]) => (bare ? ref(id) : onlyIf(released.condition as string, ref(id))));
    });
  }

  private shared(users: readonly User[], schedules: Schedules): void {
    for (const [name, { schedule, users: conditions }] of [...schedules].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const id = configId(name);
      this.output.add(id, deploymentConfig(schedule, this.conditions.any(conditions, `${id}Condition`)));
    }
    const exists = this.whenOneOf(users, APPLICATION, groupCondition);
    this.output.add(APPLICATION, application(exists, sharedTags(users.map(({ released }) => released))));
    const generated = users.filter(({ deployment }) => usesGeneratedRole(deployment.role));
    if (generated.length > 0) this.serviceRole(generated);
    const checked = users.filter(({ wired }) => wired.hasChecks);
    if (checked.length > 0) this.checks(checked);
  }

  private serviceRole(users: readonly User[]): void {
    this.output.add(
      SERVICE_ROLE,
      serviceRole({
        condition: this.whenOneOf(users, SERVICE_ROLE, groupCondition),
        hooks: distinctTargets(users.flatMap(({ wired }) => wired.invokes)),
        topics: distinctTargets(users.flatMap(({ deployment }) => topicTargets(deployment.triggers))),
        path: this.agreed(users, 'RolePath', ({ rolePath }) => rolePath),
        permissionsBoundary: this.agreed(users, 'PermissionsBoundary', ({ permissionsBoundary }) => permissionsBoundary),
        tags: sharedTags(users.map(({ released }) => released)),
      }),
    );
  }

  /** What limits the service role limits the role of the check functions too. */
  private checks(users: readonly User[]): void {
    const exists = this.whenOneOf(users, CHECKS_ROLE, ({ condition }) => condition);
    const tags = sharedTags(users.map(({ released }) => released));
    const Path = this.agreed(users, 'RolePath', ({ rolePath }) => rolePath);
    const PermissionsBoundary = this.agreed(users, 'PermissionsBoundary', ({ permissionsBoundary }) => permissionsBoundary);
    this.output.add(CHECKS_ROLE, checksRole(exists, { Path, PermissionsBoundary }, tags));
    this.output.add(CHECKS_LOGS, checksLogs(exists, tags));
  }

  private whenOneOf(users: readonly User[], id: string, conditionOf: (released: Released) => string | undefined): string | undefined {
    return this.conditions.any(
      users.map(({ released }) => conditionOf(released)),
      `${id}Condition`,
    );
  }

  /** The stack has one service role, so its users must agree on what it looks like. */
  private agreed(users: readonly User[], name: string, pick: (deployment: Deployment) => Json | undefined): Json | undefined {
    const distinct = new Map(users.map(({ deployment }) => [sortedJson(pick(deployment)), pick(deployment)]));
    if (distinct.size > 1) {
      for (const { released } of users) this.compilation.diagnostics.report('SD2113', ['Resources', released.id], { name });
    }
    return [...distinct.values()][0];
  }
}

function note(schedules: Schedules, schedule: Schedule, condition: string | undefined): void {
  const name = scheduleName(schedule as Exclude<Schedule, { kind: 'custom' }>);
  const known = schedules.get(name);
  if (known) known.users.push(condition);
  else schedules.set(name, { schedule, users: [condition] });
}

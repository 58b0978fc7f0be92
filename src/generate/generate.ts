import { isWish } from '../settings/alarms';
import { type Schedule, scheduleName } from '../settings/schedule';
import type { Deployment } from '../settings/settings';
import { fnIf, ifParts, onlyIf, ref } from '../template/intrinsics';
import { type Json, sortedJson, type Trail } from '../template/json';
import { soleReference } from '../template/references';
import { propertiesOf, resourceOf } from '../template/template';
import type { Compilation } from '../version/compilation';
import { APPLICATION, CHECKS_ROLE, groupId, SERVICE_ROLE } from '../version/ids';
import { groupCondition, type Released } from '../version/released';
import { eachOnce } from './alarms';
import { alias } from './alias';
import { application } from './application';
import { sharedByChecks } from './checks/checks';
import type { Conditions } from './conditions';
import { refuseConflicts } from './conflicts';
import { configId, deploymentConfig } from './deploymentConfig';
import { deploymentGroup, usesGeneratedRole } from './deploymentGroup';
import type { Grant } from './grants';
import { whereThere } from './hooks';
import { madeAlarms } from './madeAlarms';
import type { Output } from './output';
import { type Limits, serviceRole } from './serviceRole';
import { functionTags, MOST_TAGS, sharedTags } from './tags';
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

  /** Gives what roles must be allowed to do: their policies are written when it is known who waits for whom. */
  run(): Grant[] {
    const wiring = new Wiring(this.compilation);
    const users: User[] = [];
    const schedules: Schedules = new Map();
    for (const released of this.compilation.functions.values()) {
      const { id, settings, versionId, aliasId } = released;
      refuseConflicts(released, this.compilation);
      const wired = wiring.wire(released);
      this.output.add(versionId, version(released), id);
      this.output.add(aliasId, alias(released, wired.updatePolicy, wired.waitsFor, this.compilation.values), id);
      if (!settings.deployment) continue;
      const { deployment } = settings;
      users.push({ released, deployment, wired });
      const alarms = this.alarms(released, deployment);
      const needs = (schedule: Schedule) => note(schedules, schedule, groupCondition(released));
      this.output.add(
        groupId(id),
        deploymentGroup(
          released,
          deployment,
          alarms,
          this.checked(functionTags(released, this.compilation.values), ['Resources', id]),
          needs,
        ),
        id,
      );
      for (const [made, resource] of wired.resources) this.output.add(made, resource, id);
    }
    if (users.length > 0) this.shared(users, schedules);
    return users.flatMap(({ wired }) => wired.grants);
  }

  private alarms(released: Released, deployment: Deployment): readonly Json[] {
    const { template, values } = this.compilation;
    const numbers = new Map<string, number>();
    const condition = groupCondition(released);
    const alarms = deployment.alarms.flatMap((alarm) => {
      if (!isWish(alarm)) return [this.there(alarm.given, [condition])];
      const number = (numbers.get(alarm.kind) ?? 0) + 1;
      numbers.set(alarm.kind, number);
      const made = madeAlarms(released, alarm, number, this.compilation);
      for (const [id, resource] of made) this.output.add(id, resource, released.id);
      const bare = condition === released.condition;
      return made.map(([id]) => (bare ? ref(id) : onlyIf(released.condition as string, ref(id))));
    });
    return eachOnce(alarms, (alarm) => {
      const target = soleReference(alarm);
      const name = target?.attribute === '' ? propertiesOf(resourceOf(template, target.id)).AlarmName : undefined;
      return sortedJson(values.resolve(name ?? alarm));
    });
  }

  /** An alarm with a Condition of its own is watched where it is there. */
  private there(alarm: Json, known: readonly (string | undefined)[]): Json {
    const parts = ifParts(alarm);
    if (parts) return fnIf(parts[0], this.there(parts[1], [...known, parts[0]]), this.there(parts[2], known));
    const target = soleReference(alarm);
    return target ? whereThere(this.compilation.template, target.id, known, alarm) : alarm;
  }

  private shared(users: readonly User[], schedules: Schedules): void {
    for (const [name, { schedule, users: conditions }] of [...schedules].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const id = configId(name);
      this.output.add(id, deploymentConfig(schedule, this.conditions.any(conditions, `${id}Condition`)));
    }
    const exists = this.whenOneOf(users, APPLICATION, groupCondition);
    this.output.add(APPLICATION, application(exists, this.tagsOf(users)));
    const generated = users.filter(({ deployment }) => usesGeneratedRole(deployment.role));
    if (generated.length > 0) {
      const condition = this.whenOneOf(generated, SERVICE_ROLE, groupCondition);
      this.output.add(SERVICE_ROLE, serviceRole(condition, this.limits(generated), this.tagsOf(generated)));
    }
    const checked = users.filter(({ wired }) => wired.hasChecks);
    if (checked.length > 0) {
      const condition = this.whenOneOf(checked, CHECKS_ROLE, (released) => released.condition);
      const made = sharedByChecks(condition, this.limits(checked), this.tagsOf(checked));
      for (const [id, resource] of made) this.output.add(id, resource);
    }
  }

  private tagsOf(users: readonly User[]): Json[] | undefined {
    const functions = users.map(({ released }) => released);
    return this.checked(sharedTags(functions, this.compilation.values), []);
  }

  private checked(tags: Json[] | undefined, path: Trail): Json[] | undefined {
    const count = tags?.length ?? 0;
    if (count > MOST_TAGS) this.compilation.diagnostics.report('SD2403', path, { count });
    return tags;
  }

  /** What limits the service role limits the role of the check functions too. */
  private limits(users: readonly User[]): Limits {
    return {
      Path: this.agreed(users, 'RolePath', ({ rolePath }) => rolePath),
      PermissionsBoundary: this.agreed(users, 'PermissionsBoundary', ({ permissionsBoundary }) => permissionsBoundary),
    };
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

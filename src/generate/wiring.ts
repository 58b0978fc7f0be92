import { EVENTS, type HookEvent } from '../settings/hooks';
import { getAtt, isNoValue, ref } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import type { Compilation } from '../version/compilation';
import { checksId, checksPolicyId, hookPolicyId } from '../version/ids';
import { groupCondition, type Released } from '../version/released';
import type { UpdatePolicyHooks } from './alias';
import { checksFunction, checksPermission, checksPolicy, environment, type Shorthand, shorthands, tooManyBytes } from './checks';
import type { Conditions } from './conditions';
import { hookPolicy, hookRole } from './hookPolicy';
import { conditionOf, HookResolver } from './hooks';
import type { Target } from './serviceRole';

/** What the hooks of one function need. */
export interface Wired {
  readonly updatePolicy: UpdatePolicyHooks;
  readonly resources: readonly (readonly [id: string, resource: Resource])[];
  /** What must exist before a deployment starts although the alias does not refer to it. */
  readonly waitsFor: readonly string[];
  readonly invokes: readonly Target[];
  readonly hasChecks: boolean;
}

/** Connects hooks, checks and their permissions with the deployment of each function. */
export class Wiring {
  private readonly resolver: HookResolver;
  private readonly shorthand: Shorthand;

  constructor(
    private readonly compilation: Compilation,
    private readonly conditions: Conditions,
  ) {
    this.resolver = new HookResolver(compilation);
    this.shorthand = shorthands(compilation.functions);
  }

  wire(released: Released): Wired {
    const hooks = released.settings.deployment?.hooks ?? {};
    const updatePolicy: { [event in HookEvent]?: Json } = {};
    const resources: [id: string, resource: Resource][] = [];
    const invokes: Target[] = [];
    const checked: HookEvent[] = [];
    for (const event of EVENTS) {
      const hook = hooks[event];
      if (hook && 'function' in hook) {
        updatePolicy[event] = this.resolver.updatePolicy(hook.function, [released.condition]);
        invokes.push(...this.resolver.targets(hook.function).map((target) => this.whereItExists(target)));
      } else if (hook) {
        checked.push(event);
        updatePolicy[event] = ref(checksId(released.id, event));
        const { condition } = released;
        invokes.push({ arn: getAtt(checksId(released.id, event), 'Arn'), when: condition === undefined ? [] : [[condition, true]] });
        resources.push(...this.checks(released, event));
      }
    }
    const { policies, waitsFor } = this.hookPolicies(released);
    if (checked.length > 0) resources.push([checksPolicyId(released.id), checksPolicy(checksPolicyId(released.id), released, checked)]);
    const waited = resources.map(([id]) => id).filter((id) => !checked.some((event) => id === checksId(released.id, event)));
    return {
      updatePolicy,
      invokes,
      hasChecks: checked.length > 0,
      resources: [...policies, ...resources],
      waitsFor: [...waitsFor, ...waited],
    };
  }

  private checks(released: Released, event: HookEvent): [id: string, resource: Resource][] {
    const { deployment } = released.settings;
    const hook = deployment?.hooks[event];
    if (!hook || 'function' in hook) return [];
    const id = checksId(released.id, event);
    const variables = environment(released, event, hook.checks, this.shorthand);
    const bytes = tooManyBytes(variables, this.compilation.values);
    if (bytes !== undefined) this.compilation.diagnostics.report('SD2304', hook.path, { resource: released.id, bytes });
    const role = deployment?.role;
    const foreign = role !== undefined && !isNoValue(role);
    return [
      [id, checksFunction(released, event, hook.checks, variables)],
      ...(foreign ? [[`${id}Permission`, checksPermission(released, event, role)] as [string, Resource]] : []),
    ];
  }

  /** The hook functions of the template may report to exactly this deployment group: one policy for each of their roles. */
  private hookPolicies(released: Released): { policies: [id: string, policy: Resource][]; waitsFor: string[] } {
    const roles = new Map<string, { event: HookEvent; hooks: string[]; byText: boolean }>();
    for (const event of EVENTS) {
      const hook = released.settings.deployment?.hooks[event];
      if (!hook || !('function' in hook)) continue;
      for (const { function: id, byText } of this.resolver.targets(hook.function)) {
        const role = id === undefined ? undefined : hookRole(this.compilation.template, id, this.compilation.values);
        if (id === undefined || role === undefined) continue;
        const known = roles.get(role);
        roles.set(role, { event: known?.event ?? event, hooks: [...(known?.hooks ?? []), id], byText: byText && (known?.byText ?? true) });
      }
    }
    const policies: [id: string, policy: Resource][] = [];
    const waitsFor: string[] = [];
    for (const [role, { event, hooks, byText }] of roles) {
      const usual = hookPolicyId(released.id, event);
      const policyId = policies.some(([other]) => other === usual) ? `${usual}${policies.length + 1}` : usual;
      const hookExists = this.conditions.any(
        hooks.map((id) => conditionOf(this.compilation.template, id)),
        `${policyId}HookCondition`,
      );
      const exists = [groupCondition(released), hookExists, conditionOf(this.compilation.template, role)];
      policies.push([policyId, hookPolicy(policyId, released.id, role, this.conditions.all(exists, `${policyId}Condition`))]);
      if (!byText) waitsFor.push(policyId); // a name is how an author avoids that the alias waits for the hook
    }
    return { policies, waitsFor };
  }

  /** A hook with a Condition of its own is allowed for under that condition. */
  private whereItExists({ function: id, arn, when, byText }: ReturnType<HookResolver['targets']>[number]): Target {
    const condition = id === undefined || byText ? undefined : conditionOf(this.compilation.template, id);
    const said = when.some(([name, holds]) => name === condition && holds);
    return { arn, when: condition === undefined || said ? when : [...when, [condition, true]] };
  }
}

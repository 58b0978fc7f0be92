import { ref } from '../../template/intrinsics';
import { groupBy, isObject, type Json, type JsonObject, own, type Trail } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, type Resource, resourceOf, resourcesOf } from '../../template/template';
import { callsPolicyId } from '../../version/ids';
import { type Consumer, willMove } from '../decide/consumers';
import { REASONS } from '../decide/reasons';
import { POLICY_TYPES } from '../find/lookup';
import type { Outcomes, Rewrite } from './rewrite';
import { widenStatement } from './statements';

/** Who calls with a role, and what allows it. */
export type Allowed = ReadonlyMap<Consumer, readonly string[]>;

interface Widened {
  readonly outcomes: Outcomes;
  readonly allowed: Allowed;
}

/**
 * An ARN without qualifier does not cover the alias: what allows invoking the function allows the alias too.
 * A statement that forbids, or that excepts the function, is about the alias as well.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
 */
export function widenPolicies(rewrite: Rewrite): Widened {
  const { template, draft, consumers, names, functions } = rewrite;
  const widened = new Set<string>();
  const allowed = new Map<Consumer, string[]>();
  const beside = new Map<string, JsonObject[]>();
  const calls = groupBy(
    consumers.filter((consumer) => willMove(consumer) && consumer.role?.id !== undefined),
    ({ role }) => role?.id ?? '',
  );
  const attached = new Map(
    [...calls.keys()].map((role) => [role, referencedIds(own(propertiesOf(resourceOf(template, role)), 'ManagedPolicyArns'))]),
  );
  for (const [id, resource] of [...POLICY_TYPES].flatMap((type) => resourcesOf(template, type))) {
    const named = referencedIds(own(resource.Properties, 'Roles'), own(resource.Properties, 'RoleName')).add(id);
    const roles = [...calls.keys()].filter((role) => named.has(role) || attached.get(role)?.has(id));
    const made = roles.flatMap((role) => calls.get(role) ?? []);
    // a name spelt out matters only where a call moved: whoever uses the name itself goes on calling the function
    const spelt = made.length > 0 && names.any ? names : undefined;
    for (const trail of statements(own(draft.resource(id), 'Properties') ?? null, ['Resources', id, 'Properties'])) {
      for (const { element, statement } of widenStatement(rewrite, trail, spelt, made)) {
        widened.add(JSON.stringify([...trail, element]));
        for (const call of made) allowed.set(call, [...(allowed.get(call) ?? []), id]);
        if (trail.includes('Fn::If')) continue; // alone under a condition it would leave a policy without statements
        for (const role of roles) if (isThereWith(role, resource, rewrite)) beside.set(role, [...(beside.get(role) ?? []), statement]);
      }
    }
  }
  for (const [role, all] of beside) {
    const onBoth = calls.get(role)?.some(({ outcome, function: f }) => outcome === 'moved' && functions.get(f)?.settings.permissionsOnBoth);
    const policy = onBoth && policyBeside(role, all, rewrite);
    if (policy) addPolicy(role, policy, rewrite);
  }
  const isWidened = ({ mention: { type, trail } }: Consumer) =>
    POLICY_TYPES.has(type) && trail.some((key, i) => isResourceElement(key) && widened.has(JSON.stringify(trail.slice(0, i + 1))));
  const outcome = { outcome: 'widened', because: REASONS.widenedStatement } as const;
  return { allowed, outcomes: new Map(widened.size === 0 ? [] : consumers.filter(isWidened).map((consumer) => [consumer, outcome])) };
}

export const isResourceElement = (key: string | number): boolean => key === 'Resource' || key === 'NotResource';

/** Every statement of every policy document below a node, inside Fn::If too. */
export function* statements(node: Json, trail: Trail): Generator<Trail> {
  if (Array.isArray(node)) for (const [i, item] of node.entries()) yield* statements(item, [...trail, i]);
  if (!isObject(node)) return;
  if (own(node, 'Effect') !== undefined && (own(node, 'Resource') ?? own(node, 'NotResource')) !== undefined) yield trail;
  else for (const [key, inner] of Object.entries(node)) yield* statements(inner, [...trail, key]);
}

/** Is the policy there whenever the role is? */
const isThereWith = (role: string, { Condition }: Resource, { template }: Rewrite): boolean =>
  Condition === undefined || Condition === resourceOf(template, role)?.Condition;

/**
 * Where the mark is taken away the statements of the role lose the alias before the caller, which waits for the role, is back on
 * the function. A policy that is removed with the alias goes after that.
 */
function policyBeside(role: string, all: readonly JsonObject[], { template }: Rewrite): Resource | undefined {
  const Statement = all.filter(({ Effect }) => Effect === 'Allow').map(({ Sid: _, ...statement }) => statement);
  const Condition = resourceOf(template, role)?.Condition;
  if (Statement.length === 0) return undefined;
  const Properties = { PolicyName: 'SafeDeployCalls', Roles: [ref(role)], PolicyDocument: { Version: '2012-10-17', Statement } };
  return { Type: 'AWS::IAM::Policy', ...(Condition === undefined ? {} : { Condition }), Properties };
}

function addPolicy(role: string, policy: Resource, { draft, output }: Rewrite): void {
  const id = callsPolicyId(role);
  output.add(id, policy, role);
  draft.addGenerated([[id, policy]]);
}

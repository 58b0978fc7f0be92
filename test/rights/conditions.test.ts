import fc from 'fast-check';
import { asList, isObject, type Json, type JsonObject, own } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { stuck } from '../properties/oracle/references';
import { SETTINGS } from '../properties/settings';
import { markedFunction, requestOf } from '../properties/support';

const REPORT = 'codedeploy:PutLifecycleEventHookExecutionStatus';
const INVOKE = 'lambda:InvokeFunction';
const CHECKS = { Checks: [{ Payload: { ping: true } }] };
const CONDITIONS: JsonObject = {
  A: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] },
  B: { 'Fn::Equals': [{ Ref: 'AWS::StackId' }, 'b'] },
  Both: { 'Fn::And': [{ Condition: 'A' }, { Condition: 'B' }] },
};

/** What one function has: its condition, its hook, whose alias it is told, and whether a topic hears of it. */
const plan = fc.record({
  condition: fc.constantFrom('', 'A', 'B', 'Both'),
  hook: fc.constantFrom('Smoke', 'Other', 'either', 'perhaps', 'checks', 'text', 'none'),
  told: fc.boolean(),
  notifies: fc.boolean(),
});
const plans = fc.record({
  functions: fc.array(plan, { minLength: 1, maxLength: 4 }),
  smoke: fc.constantFrom('', 'A', 'B'),
  role: fc.boolean(),
  other: fc.constantFrom('', 'Both'),
  topic: fc.constantFrom('', 'A'),
});
type Plans = typeof plans extends fc.Arbitrary<infer T> ? T : never;

const under = (condition: string, resource: JsonObject): JsonObject => (condition ? { ...resource, Condition: condition } : resource);
const NO_VALUE = { Ref: 'AWS::NoValue' };
const HOOKS: Record<string, Json> = {
  Smoke: { Ref: 'Smoke' },
  Other: { 'Fn::GetAtt': ['Other', 'Arn'] },
  either: { 'Fn::If': ['A', { Ref: 'Smoke' }, { Ref: 'Other' }] },
  perhaps: { 'Fn::If': ['B', { Ref: 'Smoke' }, NO_VALUE] },
  checks: CHECKS,
  text: 'smoke-test',
};

function template({ functions, smoke, role, other, topic }: Plans): JsonObject {
  const hook = (name: string) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Code: { ZipFile: 'x' }, Role: { 'Fn::GetAtt': [name, 'Arn'] } },
  });
  const ofRole = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };
  const marked = functions.map(({ condition, hook: kind, told, notifies }, n): [string, JsonObject] => {
    const { condition: before } = functions[n - 1] ?? { condition: 'none' };
    const isThere = told && n > 0 && (before === '' || before === condition);
    const Variables: JsonObject = isThere ? { OTHER: { Ref: `F${n - 1}.Alias` } } : {};
    const settings = {
      Alarms: [],
      Type: 'AllAtOnce',
      ...(kind === 'none' ? {} : { Hooks: { PreTraffic: HOOKS[kind] as Json } }),
      ...(notifies ? { Notify: { 'Fn::If': ['A', { Ref: 'Topic' }, 'arn:aws:sns:eu-west-1:123456789012:others'] } } : {}),
    };
    return [`F${n}`, under(condition, markedFunction(settings, { Environment: { Variables } }))];
  });
  return {
    Conditions: CONDITIONS,
    Resources: {
      ...Object.fromEntries(marked),
      Smoke: under(smoke, hook('SmokeRole')),
      SmokeRole: under(role ? smoke : '', ofRole),
      Other: under(other, hook('OtherRole')),
      OtherRole: ofRole,
      Topic: under(topic, { Type: 'AWS::SNS::Topic' }),
    },
  };
}

/** A template where A and B hold or do not. */
class Stack {
  readonly resources: JsonObject;
  readonly dangling: string[] = [];
  private readonly needs = new Map<string, Set<string>>();

  constructor(
    private readonly fragment: JsonObject,
    private readonly given: Readonly<Record<string, boolean>>,
  ) {
    const all = fragment.Resources as JsonObject;
    const made = Object.entries(all).filter(([, one]) => this.holds(own(one, 'Condition')));
    const ids = new Set(made.map(([id]) => id));
    const note = (id: string, other: string) => {
      if (ids.has(other)) this.needs.get(id)?.add(other);
      else if (Object.hasOwn(all, other)) this.dangling.push(`${id} -> ${other}`);
    };
    this.resources = Object.fromEntries(
      made.map(([id, one]) => {
        this.needs.set(id, new Set());
        for (const other of asList(own(one, 'DependsOn'))) note(id, String(other));
        return [id, this.said(one, (other) => note(id, other)) as JsonObject];
      }),
    );
  }

  private holds(condition: Json | undefined): boolean {
    if (condition === undefined) return true;
    const given = this.given[String(condition)];
    return given ?? this.truth(own(this.fragment.Conditions, String(condition)));
  }

  private truth(node: Json | undefined): boolean {
    const [key, value] = Object.entries(node as JsonObject)[0] as [string, Json];
    if (key === 'Condition') return this.holds(value);
    const truths = asList(value).map((operand) => this.truth(operand));
    return key === 'Fn::Not' ? !truths[0] : key === 'Fn::And' ? truths.every(Boolean) : truths.some(Boolean);
  }

  private said(node: Json, note: (id: string) => void): Json | undefined {
    if (Array.isArray(node)) return node.flatMap((item) => this.said(item, note) ?? []);
    if (!isObject(node)) return node;
    if (node.Ref === 'AWS::NoValue') return undefined;
    const branches = node['Fn::If'];
    if (Array.isArray(branches)) return this.said(branches[this.holds(branches[0]) ? 1 : 2] as Json, note);
    if (typeof node.Ref === 'string') note(node.Ref);
    if (node['Fn::GetAtt']) note(String(asList(node['Fn::GetAtt'])[0]));
    for (const [, id] of String(asList(node['Fn::Sub'])[0]).matchAll(/\$\{(\w+)/g)) note(id as string);
    return Object.fromEntries(
      Object.entries(node).flatMap(([key, inner]) => (this.said(inner, note) === undefined ? [] : [[key, this.said(inner, note) as Json]])),
    );
  }

  ofType(pattern: RegExp): [string, JsonObject][] {
    return Object.entries(this.resources).filter(([, one]) => pattern.test(String(own(one, 'Type')))) as [string, JsonObject][];
  }

  waitsFor(id: string, other: string, seen = new Set<string>()): boolean {
    return [...(this.needs.get(id) ?? [])].some(
      (next) => next === other || (!seen.has(next) && this.waitsFor(next, other, seen.add(next))),
    );
  }

  /** The policies that let a role do this with what the words name. */
  policies(role: string, action: string, words: string): string[] {
    return this.ofType(/^AWS::IAM::(Managed)?Policy$/)
      .filter(([, { Properties }]) => JSON.stringify(own(Properties, 'Roles')) === JSON.stringify([{ Ref: role }]))
      .filter(([, { Properties }]) =>
        statementsOf(Properties).some((one) => own(one, 'Action') === action && JSON.stringify(one).includes(words)),
      )
      .map(([id]) => id);
  }
}

const statementsOf = (properties: Json | undefined): Json[] => asList(own(own(properties, 'PolicyDocument'), 'Statement'));

test('whatever conditions hold, hooks are allowed for and waited for, and nothing else is named', () => {
  fc.assert(
    fc.property(plans, (one) => {
      const fragment = template(one);
      const { region, accountId } = requestOf(fragment) as { region: string; accountId: string };
      const result = transform({ fragment, params: {}, region, accountId, parameterValues: {} });
      expect(result.diagnostics).toEqual([]);
      const after = result.fragment as JsonObject;
      expect(stuck(after)).toEqual([]);
      for (const given of [
        { A: false, B: false },
        { A: true, B: false },
        { A: false, B: true },
        { A: true, B: true },
      ]) {
        const stack = new Stack(after, given);
        expect(stack.dangling).toEqual([]);
        for (const [, { Properties }] of stack.ofType(/^AWS::IAM::(Managed)?Policy$/)) expect(statementsOf(Properties)).not.toEqual([]);
        for (const n of one.functions.keys()) check(stack, `F${n}`);
      }
    }),
    SETTINGS,
  );
});

function check(stack: Stack, id: string): void {
  const alias = stack.resources[`${id}Aliaslive`];
  if (!alias) return;
  const waits = (policies: string[], owner = `${id}Aliaslive`) =>
    expect({ id, owner, waits: policies.some((policy) => stack.waitsFor(owner, policy)) }).toEqual({ id, owner, waits: true });
  const hook = own(own(own(alias, 'UpdatePolicy'), 'CodeDeployLambdaAliasUpdate'), 'BeforeAllowTrafficHook');
  const name = typeof hook === 'string' ? hook : own(hook, 'Ref');
  if (typeof name === 'string') waits(stack.policies('SafeDeployServiceRole', INVOKE, name));
  if (name === 'Smoke' || name === 'Other') waits(stack.policies(`${name}Role`, REPORT, `\${${id}DeploymentGroup}`));
  if (name === `${id}PreTrafficChecks`) {
    waits(stack.policies('SafeDeployChecksRole', REPORT, `\${${id}DeploymentGroup}`));
    waits(stack.policies('SafeDeployChecksRole', INVOKE, `"${id}Version`));
  }
  const group = `${id}DeploymentGroup`;
  const triggers = asList(own(own(stack.resources[group], 'Properties'), 'TriggerConfigurations'));
  for (const trigger of triggers)
    waits(stack.policies('SafeDeployServiceRole', 'sns:Publish', JSON.stringify(own(trigger, 'TriggerTargetArn'))), group);
}

import assert from 'node:assert/strict';
import { asList, isObject, type Json, type JsonObject, own } from '../../../src/template/json';
import type { Case } from '../arbitraries/facts';
import { STACK_NAMES } from '../arbitraries/surroundings';
import { deploy } from '../oracle/deploy';
import { namedIn, stuck } from '../oracle/references';
import { unmarked } from '../oracle/unmark';
import { answer, type Law, type Success, toldAfter, toldBefore } from './answer';

const resourcesOf = (template: JsonObject): JsonObject => template.Resources as JsonObject;
const typed = (template: JsonObject, type: string): [string, JsonObject][] =>
  Object.entries(resourcesOf(template)).filter((entry): entry is [string, JsonObject] => own(entry[1], 'Type') === type);

const renamedBack = ({ renewals }: Success) => new Map(renewals.map(({ from, to }) => [to, from]));

/** Does a resource have to do with a release, so that it may change? */
function involved(one: Case): (id: string) => boolean {
  const resources = resourcesOf(one.fragment);
  const marked = new Set(one.facts.functions.filter(({ alias }) => alias !== undefined).map(({ id }) => id));
  const permissions = new Set(one.facts.permissions.filter((permission) => marked.has(permission.function)).map(({ id }) => id));
  const names = one.facts.functions.flatMap(({ name }) => name?.split('$')[0] ?? []);
  const releases = [one.facts.deployment];
  return (id) => {
    const resource = resources[id] as Json;
    const ids = [...namedIn(resource).ids].map((name) => name.split('.')[0] ?? '');
    const words = JSON.stringify(resource);
    return (
      one.facts.functions.some(({ tester }) => tester === id) || // told what it tests, about which there is a law
      marked.has(id) ||
      permissions.has(id) ||
      [...ids, id].some((name) => marked.has(name) || releases.includes(name)) ||
      asList(own(resource, 'DependsOn')).some((other) => permissions.has(String(other))) ||
      names.some((name) => words.includes(name))
    );
  };
}

export const structure: Readonly<Record<string, Law>> = {
  'makes one version, one alias and one group as deployed of each marked function': (one) => {
    const { fragment } = answer(one);
    const of = (resource: JsonObject, name: string) => (resource.Properties as JsonObject)[name];
    for (const { id, alias, deployed, condition } of one.facts.functions) {
      const versions = typed(fragment, 'AWS::Lambda::Version').filter(([, version]) => own(of(version, 'FunctionName'), 'Ref') === id);
      const aliases = typed(fragment, 'AWS::Lambda::Alias').filter(([, made]) => own(of(made, 'FunctionName'), 'Ref') === id);
      const groups = typed(fragment, 'AWS::CodeDeploy::DeploymentGroup').filter(([group]) => group === `${id}DeploymentGroup`);
      assert.deepEqual([versions.length, aliases.length, groups.length], alias === undefined ? [0, 0, 0] : [1, 1, deployed ? 1 : 0], id);
      for (const [made, { Condition }] of [...versions, ...aliases, ...groups]) assert.equal(Condition ?? '', condition, made);
      for (const [, made] of aliases) {
        assert.equal(of(made, 'Name'), alias);
        assert.deepEqual(of(made, 'FunctionVersion'), { 'Fn::GetAtt': [versions[0]?.[0], 'Version'] });
        const policy = own(made.UpdatePolicy, 'CodeDeployLambdaAliasUpdate');
        assert.deepEqual(own(policy, 'DeploymentGroupName'), deployed ? { Ref: `${id}DeploymentGroup` } : undefined);
      }
    }
    const deployed = one.facts.functions.some((fact) => fact.deployed);
    assert.equal(typed(fragment, 'AWS::CodeDeploy::Application').length, deployed ? 1 : 0);
  },

  'names nothing that is not there': (one) => {
    const { fragment } = answer(one);
    const parameters = Object.keys(fragment.Parameters as JsonObject);
    const known = new Set([...Object.keys(resourcesOf(fragment)), ...parameters]);
    const { ids, conditions } = namedIn({ Resources: withoutLoops(fragment), Outputs: fragment.Outputs as Json });
    assert.deepEqual(
      [...ids].filter((id) => !known.has(id) && !id.startsWith('AWS::')),
      [],
    );
    const declared = { ...(fragment.Conditions as JsonObject) };
    assert.deepEqual(
      [...conditions, ...namedIn(declared).conditions].filter((name) => !Object.hasOwn(declared, name)),
      [],
    );
    for (const [id, resource] of Object.entries(withoutLoops(fragment))) {
      for (const other of asList(own(resource, 'DependsOn'))) assert.ok(known.has(String(other)), `${id} depends on ${other}`);
    }
  },

  'names nothing whose condition does not hold': (one) => {
    const result = answer(one);
    for (const stackName of STACK_NAMES) {
      const stack = { ...one, stackName };
      assert.deepEqual(deploy(unmarked(one.fragment), stack, toldBefore(one)).dangling, [], 'the generated template is valid');
      assert.deepEqual(deploy(result.fragment, stack, toldAfter(one, result)).dangling, [], stackName);
    }
  },

  'closes no circle': (one) => {
    assert.deepEqual(stuck(unmarked(one.fragment)), [], 'the generated template is valid');
    assert.deepEqual(stuck(answer(one).fragment), []);
  },

  'changes nothing that has nothing to do with a release': (one) => {
    const result = answer(one);
    const before = unmarked(one.fragment);
    const anyMarked = one.facts.functions.some(({ alias }) => alias !== undefined);
    const isInvolved = involved(one);
    const back = renamedBack(result);
    for (const section of ['Parameters', 'Mappings', 'Description']) assert.deepEqual(result.fragment[section], before[section]);
    assert.deepEqual(result.fragment.Metadata, anyMarked ? before.Metadata : one.fragment.Metadata);
    const conditions = Object.entries(before.Conditions as JsonObject);
    for (const [name, condition] of conditions) assert.deepEqual(own(result.fragment.Conditions, name), condition);
    const order = Object.keys(resourcesOf(result.fragment)).map((id) => back.get(id) ?? id);
    assert.deepEqual(
      order.filter((id) => Object.hasOwn(resourcesOf(before), id)),
      Object.keys(resourcesOf(before)),
    );
    for (const [id, resource] of Object.entries(resourcesOf(before))) {
      if (!isInvolved(id)) assert.deepEqual(resourcesOf(result.fragment)[id], resource, id);
    }
  },
};

const withoutLoops = (template: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(resourcesOf(template)).filter(([, resource]) => isObject(resource)));

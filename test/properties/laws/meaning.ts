import assert from 'node:assert/strict';
import { asList, isObject, type Json, type JsonObject, own, type Trail, valueAt } from '../../../src/template/json';
import type { Case, Place } from '../arbitraries/facts';
import { STACK_NAMES } from '../arbitraries/surroundings';
import { type Deployed, deploy } from '../oracle/deploy';
import { reaches, waiting } from '../oracle/references';
import { unmarked } from '../oracle/unmark';
import { aliasesOf, answer, type Law, type Success, toldAfter, toldBefore } from './answer';

/** A stack before and after SafeDeploy, in full. */
export interface Pair {
  readonly before: Deployed;
  readonly after: Deployed;
  readonly arnOf: (id: string) => string;
  readonly aliasArnOf: (id: string) => string;
  /** The new logical id of what was renamed. */
  readonly now: (id: string) => string;
}

export function pairs(one: Case, result: Success): Pair[] {
  return STACK_NAMES.map((stackName): Pair => {
    const stack = { ...one, stackName };
    const before = deploy(unmarked(one.fragment), stack, toldBefore(one));
    const after = deploy(result.fragment, stack, toldAfter(one, result));
    const partition = one.region.startsWith('cn-') ? 'aws-cn' : 'aws';
    const arnOf = (id: string) => {
      const name = own(before.resources.get(id)?.Properties, 'FunctionName') ?? `${stackName}-${id}-x1`;
      return `arn:${partition}:lambda:${one.region}:${one.accountId}:function:${name}`;
    };
    const renamed = new Map(result.renewals.map(({ from, to }) => [from, to]));
    return {
      before,
      after,
      arnOf,
      aliasArnOf: (id) => `${arnOf(id)}:${aliasesOf(one).get(id)}`,
      now: (id) => renamed.get(id) ?? id,
    };
  });
}

/** What a place that moves may say afterwards: the alias where it said the function, by its ARN or name. */
export function movedTexts(before: string, { arnOf, aliasArnOf }: Pair, id: string): string[] {
  const [arn, aliasArn] = [arnOf(id), aliasArnOf(id)];
  const name = arn.split(':').at(-1) as string;
  if (before === name) return [aliasArn, aliasArn.split(':').slice(-2).join(':')];
  const end = before.indexOf(arn) + arn.length;
  const rest = before.slice(end);
  assert.ok(before.includes(arn), `${before} calls ${arn}`);
  return [before.slice(0, end - arn.length) + aliasArn + rest.replace(/^:\$LATEST/, '')];
}

const isPolicy = (type: Json | undefined): boolean => String(type).startsWith('AWS::IAM::');

/** The properties with one value changed. */
function withValue(node: Json, [key, ...rest]: Trail, value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(node)) return node.with(key as number, withValue(node[key as number] as Json, rest, value));
  const object = isObject(node) ? node : {};
  return { ...object, [key]: withValue(object[key] ?? {}, rest, value) };
}

/** What the properties of a caller must be once SafeDeploy has run; the place that moved takes any of the right texts. */
function expected(properties: Json, places: readonly Place[], now: Json | undefined, pair: Pair, alias: (id: string) => string): Json {
  let result = properties;
  for (const { trail, function: id, outcome, qualifier } of places) {
    const said = valueAt(result, trail);
    if (outcome === 'stays' || said === undefined) continue;
    if (qualifier) {
      result = withValue(result, qualifier, alias(id));
      continue;
    }
    const texts = movedTexts(String(said), pair, id);
    const is = String(valueAt(now, trail));
    result = withValue(result, trail, texts.includes(is) ? is : (texts[0] as string));
  }
  return result;
}

export const meaning: Readonly<Record<string, Law>> = {
  'moves every caller that the table says is moved, and changes nothing else that it says': (one) => {
    const result = answer(one);
    const alias = (id: string) => aliasesOf(one).get(id) as string;
    for (const pair of pairs(one, result)) {
      for (const [id, resource] of pair.before.resources) {
        const now = pair.after.resources.get(pair.now(id));
        assert.ok(now, `${id} is gone`);
        if (resource.Type === 'AWS::Lambda::Permission' || isPolicy(resource.Type)) continue;
        const { DependsOn: before, ...rest } = resource;
        const { DependsOn: after, ...nowRest } = withoutWaits(now);
        const places = one.facts.places.filter(({ owner }) => owner === id);
        const properties = expected(resource.Properties ?? {}, places, now.Properties, pair, alias);
        assert.deepEqual(bare(nowRest), bare({ ...rest, ...('Properties' in resource ? { Properties: properties } : {}) }), id);
        const waits = new Set(asList(after));
        assert.deepEqual(
          asList(before).filter((other) => !waits.has(pair.now(String(other)))),
          [],
          `${id} waits`,
        );
      }
      assert.deepEqual(pair.after.outputs, pair.before.outputs);
    }
  },

  'makes nobody depend on what may not be there, unless it did before': (one) => {
    for (const { before, after, now } of pairs(one, answer(one))) {
      const absent = ({ resources }: Deployed, id: string) =>
        asList(resources.get(id)?.DependsOn).filter((other) => !resources.has(String(other)));
      for (const id of before.resources.keys()) {
        if (absent(before, id).length === 0) assert.deepEqual(absent(after, now(id)), [], id);
      }
    }
  },

  'tells the function that tests a version which one it is': (one) => {
    const result = answer(one);
    for (const { before, after, arnOf } of pairs(one, result)) {
      for (const [tester, lambda] of after.resources) {
        if (lambda.Type !== 'AWS::Lambda::Function') continue;
        const tested = one.facts.functions.filter((fact) => fact.tester === tester && before.resources.has(fact.id));
        const told = Object.entries(variablesOf(lambda)).filter(([name]) => name.startsWith(TOLD));
        for (const { id } of tested) {
          const versionId = result.functions.find((released) => released.id === id)?.versionId as string;
          const circle = reaches(waiting(result.fragment), versionId, tester);
          assert.equal(Object.fromEntries(told)[TOLD + id], circle ? undefined : `${arnOf(id)}:7`, id);
        }
        assert.deepEqual(
          told.filter(([name]) => !tested.some(({ id }) => name === TOLD + id)),
          [],
          tester,
        );
      }
    }
  },

  'ends a description with its stamp, and keeps the words before it': (one) => {
    const result = answer(one);
    for (const { before, after } of pairs(one, result)) {
      for (const { id, digest, settings } of result.functions) {
        if (!before.resources.has(id)) continue;
        const [said, says] = [before, after].map((stack) => String(own(stack.resources.get(id)?.Properties, 'Description') ?? ''));
        assert.ok(says?.startsWith(said as string), id);
        const room = (said as string).length + ` [SafeDeploy ${digest}]`.length <= 256;
        assert.equal(says !== said, settings.stamp && room, `${id}: ${says}`);
        assert.ok((says as string).length <= 256);
        if (says !== said) assert.match(says as string, new RegExp(`\\[SafeDeploy ${digest}( [^\\]]*)?\\]$`));
      }
    }
  },
};

const TOLD = 'SAFEDEPLOY_VERSION_';
const variablesOf = (lambda: JsonObject | undefined): JsonObject =>
  (own(own(lambda?.Properties, 'Environment'), 'Variables') ?? {}) as JsonObject;

/** What somebody waits for who cannot depend on it. */
function withoutWaits(resource: JsonObject): JsonObject {
  const { SafeDeployWaitsFor: waits, ...metadata } = isObject(resource.Metadata) ? resource.Metadata : {};
  if (waits === undefined) return resource;
  const { Metadata: _, ...rest } = resource;
  return Object.keys(metadata).length > 0 ? { ...rest, Metadata: metadata } : rest;
}

/** A function without its description and without what it is told of the versions that it tests: there are laws for both. */
function bare(resource: JsonObject): JsonObject {
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const { Description: _, Environment: environment, ...properties } = resource.Properties as JsonObject;
  const variables = Object.entries(variablesOf(resource)).filter(([name]) => !name.startsWith(TOLD));
  const rest = isObject(environment) ? Object.entries(environment).filter(([name]) => name !== 'Variables') : [];
  return { ...resource, Properties: { ...properties, Variables: Object.fromEntries(variables), Environment: Object.fromEntries(rest) } };
}

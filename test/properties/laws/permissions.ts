import assert from 'node:assert/strict';
import { asList, isObject, type Json, type JsonObject, own, valueAt } from '../../../src/template/json';
import { permissionId } from '../../../src/version/ids';
import type { Case, PermissionFact, Place } from '../arbitraries/facts';
import { reaches, waiting } from '../oracle/references';
import { answer, type Law } from './answer';
import { type Pair, pairs } from './meaning';

/** The whole ARN that a permission is about. */
const targetOf = (properties: Json | undefined, pair: Pair, id: string): string => {
  const said = String(own(properties, 'FunctionName'));
  return said.startsWith('arn:') ? said : pair.arnOf(id).split(':').slice(0, 6).join(':').concat(':', said);
};

/** Everything about a permission but the function that it is for. */
const grant = (properties: Json | undefined): string => {
  const { FunctionName: _, ...rest } = properties as JsonObject;
  return JSON.stringify(Object.entries(rest).sort());
};

const grantsIn = (pair: Pair, id: string): Set<string> =>
  new Set(
    [...pair.after.resources.values()]
      .filter(({ Type }) => Type === 'AWS::Lambda::Permission')
      .map(({ Properties }) => `${targetOf(Properties as Json, pair, id)} ${grant(Properties as Json)}`),
  );

/** Callers that a permission serves: of its function, through its principal, from its source. */
const servedBy = ({ facts }: Case, permission: PermissionFact): Place[] =>
  facts.places.filter(
    (place) =>
      !place.qualified &&
      place.function === permission.function &&
      place.principal === permission.principal &&
      (permission.forUrl || permission.source === undefined || permission.source === place.source),
  );
const isThere = ({ owner, trail }: Place, { before }: Pair): boolean =>
  valueAt(before.resources.get(owner)?.Properties as Json | undefined, trail) !== undefined;

export const permissions: Readonly<Record<string, Law>> = {
  'loses no permission': (one) => {
    for (const pair of pairs(one, answer(one))) {
      for (const permission of one.facts.permissions) {
        const properties = pair.before.resources.get(permission.id)?.Properties as Json | undefined;
        if (properties === undefined) continue;
        const { id, function: target } = permission;
        const granted = grantsIn(pair, target);
        const allowed = (arn: string) => granted.has(`${arn} ${grant(properties)}`);
        const served = servedBy(one, permission);
        for (const { owner, outcome, stale } of served.filter((place) => isThere(place, pair))) {
          if (outcome === 'moved') assert.ok(allowed(pair.aliasArnOf(target)), `${id}: ${owner} calls the alias`);
          if (outcome === 'stays' || stale) assert.ok(allowed(pair.arnOf(target)), `${id}: ${owner} calls the function`);
        }
        const outside = permission.source === undefined && !permission.forUrl;
        if (outside || served.length === 0) assert.ok(allowed(pair.arnOf(target)), `${id} serves somebody outside`);
        const all = one.facts.places.filter((place) => place.function === target);
        const moved = served.length > 0 && served.every(({ outcome, stale }) => outcome === 'moved' && !stale);
        const others = all.some((place) => !served.includes(place) && place.source === permission.source);
        if (moved && !outside && !others) assert.ok(!allowed(pair.arnOf(target)), `${id} allows what nobody calls any more`);
      }
    }
  },

  'makes callers wait for the permission that they use, as they did': (one) => {
    for (const pair of pairs(one, answer(one))) {
      for (const permission of one.facts.permissions) {
        const caller = pair.after.resources.get(permission.waitedFor ?? '');
        const properties = pair.before.resources.get(permission.id)?.Properties as Json | undefined;
        if (!caller || properties === undefined) continue;
        const place = one.facts.places.find(({ owner, function: id }) => owner === permission.waitedFor && id === permission.function);
        if (place?.qualified) continue;
        const arn = place?.outcome === 'moved' ? pair.aliasArnOf(permission.function) : pair.arnOf(permission.function);
        const waited = asList(caller.DependsOn).map((id) => pair.after.resources.get(String(id)));
        const found = waited.some(
          (other) =>
            other?.Type === 'AWS::Lambda::Permission' &&
            targetOf(other.Properties as Json, pair, permission.function) === arn &&
            grant(other.Properties as Json) === grant(properties),
        );
        assert.ok(found, `${permission.waitedFor} waits for ${permission.id}`);
      }
    }
  },

  'lets whoever moves wait for its permission, unless that waits for it': (one) => {
    const result = answer(one);
    const graph = waiting(result.fragment);
    const now = new Map(result.renewals.map(({ from, to }) => [from, to]));
    for (const permission of one.facts.permissions) {
      const alias = one.facts.functions.find(({ id }) => id === permission.function)?.alias;
      const outcome = result.consumers.find(({ mention }) => mention.owner === permission.id)?.outcome;
      if (alias === undefined || (outcome !== 'moved' && outcome !== 'copied')) continue;
      const granting = outcome === 'moved' ? permission.id : permissionId(permission.id, alias);
      for (const { owner } of servedBy(one, permission).filter((place) => place.outcome === 'moved')) {
        const shownBy = result.renewals.filter(({ parts }) => parts.includes(owner)).map(({ from }) => from);
        for (const who of (shownBy.length > 0 ? shownBy : [owner]).map((id) => now.get(id) ?? id))
          assert.ok(reaches(graph, who, granting) || reaches(graph, granting, who), `${who} waits for ${granting}`);
      }
    }
  },

  'widens every statement about invoking a marked function, and no other': (one) => {
    for (const pair of pairs(one, answer(one))) {
      for (const [id, before] of pair.before.resources) {
        if (!/^(Policy\d+|.*Role)$/.test(id)) continue;
        const [was, is] = [before, pair.after.resources.get(id)].map((policy) => statementsIn(policy?.Properties));
        (was as JsonObject[]).forEach((statement, n) => {
          const { Resource: resources, ...rest } = statement;
          const { Resource: now, ...nowRest } = (is as JsonObject[])[n] as JsonObject;
          assert.deepEqual(nowRest, rest);
          const invokes = /^(lambda:invoke(function|\*)|lambda:\*|\*)$/i.test(String(asList(statement.Action)[0]));
          const marked = one.facts.functions.filter(
            ({ id: fn, alias }) => alias !== undefined && asList(resources).includes(pair.arnOf(fn)),
          );
          const widened = invokes ? marked : [];
          const must = widened.filter(({ id: fn, name }) => name === undefined || mustFollow(one, id, fn));
          const may = new Set([...asList(resources), ...widened.map(({ id: fn }) => pair.aliasArnOf(fn))]);
          assert.ok(
            asList(now).every((arn) => may.has(arn)),
            id,
          );
          for (const arn of [...asList(resources), ...must.map(({ id: fn }) => pair.aliasArnOf(fn))])
            assert.ok(asList(now).includes(arn), `${id}: ${arn}`);
        });
      }
    }
  },
};

/** Whoever has a statement that spells the name out goes on calling the function, unless he is the role of a caller that moved. */
function mustFollow({ facts }: Case, policy: string, id: string): boolean {
  const spelt = facts.spelt.get(policy);
  const calls = facts.places.some((place) => place.byRole && place.function === id && place.outcome === 'moved');
  return spelt === undefined || (spelt.ofCaller && calls);
}

function statementsIn(node: Json | undefined): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap(statementsIn);
  if (!isObject(node)) return [];
  return own(node, 'Effect') === undefined ? Object.values(node).flatMap(statementsIn) : [node];
}

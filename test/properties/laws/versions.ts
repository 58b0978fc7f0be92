import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../src/template/json';
import type { Case } from '../arbitraries/facts';
import { answer, copyOf, type Law, versionIds } from './answer';

const propertiesOf = (one: Case, id: string): JsonObject =>
  ((one.fragment.Resources as JsonObject)[id] as JsonObject).Properties as JsonObject;

const environmentOf = (one: Case, id: string): JsonObject => {
  const properties = propertiesOf(one, id);
  const environment = (properties.Environment ?? {}) as JsonObject;
  return { ...(environment.Variables as JsonObject | undefined) };
};

/** Functions that are told the version of another one change with it. */
function followers(one: Case, id: string): string[] {
  const direct = one.facts.functions
    .map((fact) => fact.id)
    .filter((other) => other !== id && JSON.stringify(environmentOf(one, other)).includes(`"${id}.Version"`));
  return [...direct, ...direct.flatMap((other) => followers(one, other))];
}

const changedIds = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(before).filter((id) => before[id] !== after[id]);

export const versions: Readonly<Record<string, Law>> = {
  'keeps every version when tags, concurrency or code signing change': (one) => {
    const before = versionIds(answer(one));
    const changed = copyOf(one);
    for (const { id } of one.facts.functions) {
      const properties = propertiesOf(changed, id);
      properties.Tags = [{ Key: 'new', Value: 'tag' }];
      properties.ReservedConcurrentExecutions = 5;
      properties.CodeSigningConfigArn = { Ref: 'Topic' };
    }
    assert.deepEqual(versionIds(answer(changed)), before);
  },

  'gives exactly one function a new version when it gets a variable': (one) => {
    const before = versionIds(answer(one));
    for (const { id, alias } of one.facts.functions) {
      const changed = copyOf(one);
      propertiesOf(changed, id).Environment = { Variables: { ...environmentOf(one, id), Added: '1' } };
      const expected = alias === undefined ? [] : [id, ...followers(one, id)].filter((other) => Object.hasOwn(before, other));
      assert.deepEqual(changedIds(before, versionIds(answer(changed))).sort(), [...new Set(expected)].sort());
    }
  },

  'gives a new version when a parameter that a function reads changes, and only then': (one) => {
    const before = versionIds(answer(one));
    const memory = { ...one, parameterValues: { ...one.parameterValues, Memory: '513' } };
    const readers = one.facts.functions
      .map(({ id }) => id)
      .filter((id) => isDeepStrictEqual(propertiesOf(one, id).MemorySize, { Ref: 'Memory' }));
    const expected = new Set(readers.flatMap((id) => [id, ...followers(one, id)]).filter((id) => Object.hasOwn(before, id)));
    assert.deepEqual(changedIds(before, versionIds(answer(memory))).sort(), [...expected].sort());
    const absent = { ...one, parameterValues: { ...one.parameterValues, Absent: 'now given' } };
    assert.deepEqual(versionIds(answer(absent)), before);
  },
};

import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../../../src/template/json';
import { transform } from '../../../src/transform/transform';
import { unmarked } from '../oracle/unmark';
import { answer, copyOf, type Law, request, versionIds } from './answer';

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

/** Every map with its keys the other way round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [key, turned(inner)]);
  return Object.fromEntries(entries.reverse());
}

export const purity: Readonly<Record<string, Law>> = {
  'gives the same bytes again': (one) => {
    assert.equal(JSON.stringify(answer(one)), JSON.stringify(answer(copyOf(one))));
  },

  'does not touch the request': (one) => {
    const before = JSON.stringify(request(one));
    answer(freeze(one));
    assert.equal(JSON.stringify(request(one)), before);
  },

  'leaves its own output alone': (one) => {
    const { fragment } = answer(one);
    const again = transform({ ...request(one), params: {}, fragment });
    assert.deepEqual(again.fragment, fragment);
  },

  'gives back a template without marks as it came': (one) => {
    const fragment = unmarked(one.fragment);
    const before = JSON.stringify(fragment);
    const result = transform({ ...request(one), params: {}, fragment });
    const dangling = result.diagnostics.filter(({ code }) => code !== 'SD4007');
    assert.deepEqual(dangling, []);
    assert.equal(JSON.stringify(result.fragment), before);
  },

  'gives the same versions to a template whose keys are in another order': (one) => {
    const fragment = turned(one.fragment) as JsonObject;
    assert.deepEqual(versionIds(answer({ ...one, fragment })), versionIds(answer(one)));
  },
};

import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/template/json';
import { type TransformResult, transform } from '../../../src/transform/transform';
import type { Case } from '../arbitraries/facts';
import type { Told } from '../oracle/physical';

/** A law takes a generated request, and throws where SafeDeploy breaks it. */
export type Law = (one: Case) => void;

export type Success = TransformResult & { readonly fragment: JsonObject };

export const request = ({ fragment, params, parameterValues, region, accountId }: Case) => ({
  fragment,
  params,
  parameterValues,
  region,
  accountId,
});

/** Every generated template is valid, so every refusal is a fault. */
export function answer(one: Case): Success {
  const result = transform(request(one));
  const said = result.diagnostics.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
  assert.ok(result.fragment, `refused: ${said.join('; ')}`);
  return result as Success;
}

export const versionIds = ({ functions }: TransformResult): Record<string, string> =>
  Object.fromEntries(functions.map(({ id, versionId }) => [id, versionId]));

export const aliasesOf = ({ facts }: Case): Map<string, string> =>
  new Map(facts.functions.flatMap(({ id, alias }) => (alias === undefined ? [] : [[id, alias] as const])));

export const toldBefore = (one: Case): Told => ({ aliases: aliasesOf(one), renamed: new Map() });
export const toldAfter = (one: Case, { renewals }: Success): Told => ({
  aliases: aliasesOf(one),
  renamed: new Map(renewals.map(({ from, to }) => [to, from])),
});

/** A copy that may be changed. */
export const copyOf = (one: Case): Case => structuredClone(one);

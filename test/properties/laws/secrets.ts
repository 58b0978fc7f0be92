import assert from 'node:assert/strict';
import { respond } from '../../../src/macro/respond';
import type { Json, JsonObject } from '../../../src/template/json';
import { transform } from '../../../src/transform/transform';
import type { Case } from '../arbitraries/facts';
import { OPEN_VALUES } from '../arbitraries/surroundings';
import { type Law, request } from './answer';

/** A text in every form in which it may be read back: plain, hexadecimal, and base64 wherever in it the text starts. */
export function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return whole.slice(offset === 0 ? 0 : offset + 1, Math.floor(((bytes.length + offset) * 8) / 6) - 1);
  });
  return [text, encodeURIComponent(text), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64];
}

const texts = (value: Json): string[] => (Array.isArray(value) ? value.flatMap(texts) : String(value).split(','));

/** Values that decide no name and no schedule: they must show nowhere. */
export const secretsOf = ({ parameterValues }: Pick<Case, 'parameterValues'>): string[] =>
  Object.entries(parameterValues)
    .filter(([name]) => !Object.hasOwn(OPEN_VALUES, name))
    .flatMap(([, value]) => texts(value));

export function assertSilent(said: string, secrets: readonly string[]): void {
  for (const secret of secrets) for (const form of formsOf(secret)) assert.ok(!said.includes(form), `a parameter's value shows: ${form}`);
}

/** Settings that parameters decide wrongly, so that there is something to say about them. */
const WRONG: readonly JsonObject[] = [
  { Alias: { Ref: 'Secret' } },
  { Type: { Ref: 'Note' } },
  { Enabled: { Ref: 'Key' } },
  { FunctionUrl: { Ref: 'Suffix' } },
  { Rollback: { Ref: 'Subnets' } },
  { VersionDeletionPolicy: { 'Fn::Sub': '${Bucket}' } },
];

function spoilt(one: Case, settings: JsonObject): JsonObject {
  const resources = Object.entries(one.fragment.Resources as JsonObject).map(([id, resource]): [string, Json] => {
    const isFunction = one.facts.functions.some((fact) => fact.id === id);
    return [id, isFunction ? { ...(resource as JsonObject), Metadata: { SafeDeploy: settings } } : resource];
  });
  return { ...one.fragment, Resources: Object.fromEntries(resources) };
}

export const secrets: Readonly<Record<string, Law>> = {
  'shows no parameter value in output, diagnostics or logs': (one) => {
    for (const fragment of [one.fragment, ...WRONG.map((settings) => spoilt(one, settings))]) {
      const { fragment: after, diagnostics } = transform({ ...request(one), fragment });
      assertSilent(JSON.stringify({ after, diagnostics }), secretsOf(one));
      const lines: object[] = [];
      const { fragment: _, ...response } = respond(
        { ...request(one), fragment, requestId: 'r', templateParameterValues: one.parameterValues },
        (line) => lines.push(line),
        () => 0,
      );
      assert.equal(lines.length, 1);
      assertSilent(JSON.stringify({ lines, response }), [...secretsOf(one), ...contentOf(one)]);
    }
  },

  'copies no default of a parameter out of Parameters': (one) => {
    const { fragment, diagnostics } = transform(request(one));
    const { Parameters, ...rest } = fragment ?? {};
    const defaults = Object.values((Parameters ?? {}) as JsonObject).map((parameter) => String((parameter as JsonObject).Default ?? ''));
    assertSilent(
      JSON.stringify({ rest, diagnostics }),
      defaults.filter((text) => text.startsWith('q7')),
    );
  },
};

/** Words of the template that a log line must not hold. */
const contentOf = ({ fragment }: Case): string[] => (JSON.stringify(fragment).includes('Takes orders') ? ['Takes orders'] : []);

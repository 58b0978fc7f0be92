import type { Json, JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';

/** A template around the one function F, in the parts that a test changes. */
export interface Case {
  /** On top of the plain function's; undefined takes a property away. */
  readonly properties?: Record<string, Json | undefined>;
  /** On top of `{Type: None}`. */
  readonly settings?: JsonObject;
  /** Sections of the template: Parameters, Mappings, Conditions. */
  readonly sections?: JsonObject;
  readonly resources?: JsonObject;
  readonly parameterValues?: JsonObject;
  readonly region?: string;
}

const PLAIN = { Code: { ZipFile: 'x' }, Handler: 'index.handler', Runtime: 'nodejs24.x', Role: 'arn:aws:iam::123456789012:role/r' };

const given = (properties: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export const fragmentOf = ({ properties, settings, sections, resources }: Case): JsonObject => ({
  ...sections,
  Resources: {
    F: {
      Type: 'AWS::Lambda::Function',
      Metadata: { SafeDeploy: { Type: 'None', ...settings } },
      Properties: given({ ...PLAIN, ...properties }),
    },
    ...resources,
  },
});

export const answerTo = (one: Case) =>
  transform({
    fragment: fragmentOf(one),
    params: {},
    region: one.region ?? 'eu-west-1',
    accountId: '123456789012',
    parameterValues: one.parameterValues ?? {},
  });

/** What the transform makes of F: the digest in its version's id, that version, and the function itself. */
export function released(one: Case): { readonly digest: string; readonly version: Json; readonly properties: JsonObject } {
  const { fragment, diagnostics } = answerTo(one);
  if (!fragment) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const resources = fragment.Resources as Record<string, JsonObject>;
  const id = Object.keys(resources).find((name) => /^FVersion[0-9a-z]{10}$/.test(name));
  if (id === undefined) throw new Error('F has no version');
  return { digest: id.slice('FVersion'.length), version: resources[id] as Json, properties: resources.F?.Properties as JsonObject };
}

export const publishes = (before: Case, after: Case): boolean => released(before).digest !== released(after).digest;

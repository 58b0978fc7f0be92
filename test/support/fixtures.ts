import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../src/cli/read/read';
import type { Json, JsonObject } from '../../src/template/json';

/**
 * A case is a folder test/fixtures/<area>/<case>/ with
 * - input.yaml or input.json: the fragment that CloudFormation sends (a template without its Transform);
 * - params.yaml, where the defaults do not do: { params, parameterValues, region, accountId };
 * - exactly one of expected.yaml (the fragment that comes back) and diagnostics.yaml
 *   (a list of { code, path } and nothing else: the words are in the table).
 */
export interface Fixture {
  readonly name: string;
  readonly input: Json;
  readonly params: Json;
  readonly region: string;
  readonly accountId: string;
  readonly parameterValues: JsonObject;
  readonly expected: Json | undefined;
  readonly diagnostics: { code: string; path: string }[] | undefined;
}

const FIXTURES = join(process.cwd(), 'test', 'fixtures');

/** Also for expected outputs, so that a fixture is written as people write templates. */
export const readYaml = parseYaml;

const read = (folder: string, name: string): Json | undefined => {
  const file = ['yaml', 'json'].map((ending) => join(folder, `${name}.${ending}`)).find(existsSync);
  return file === undefined ? undefined : (readYaml(readFileSync(file, 'utf8')) ?? undefined);
};

/** Default values of the parameters, as CloudFormation evaluates them before the macro sees them. */
function defaults(input: Json): JsonObject {
  const parameters = (input as JsonObject)?.Parameters;
  if (typeof parameters !== 'object' || parameters === null) return {};
  return Object.fromEntries(
    Object.entries(parameters as JsonObject).flatMap(([name, parameter]) => {
      const value = (parameter as JsonObject).Default;
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
}

export function load(area: string, name: string, state: 'judged' | 'unjudged' = 'judged'): Fixture {
  const folder = join(FIXTURES, area, name);
  const input = read(folder, 'input');
  const expected = read(folder, 'expected');
  const diagnostics = read(folder, 'diagnostics') as Fixture['diagnostics'];
  const said = (read(folder, 'params') ?? {}) as JsonObject;
  if (input === undefined || input === null) throw new Error(`${area}/${name} has no input`);
  if (state === 'judged' && (expected === undefined) === (diagnostics === undefined))
    throw new Error(`${area}/${name} needs expected or diagnostics, and not both`);
  if (diagnostics !== undefined && !(Array.isArray(diagnostics) && diagnostics.length > 0))
    throw new Error(`${area}/${name} expects no diagnostic`);
  if (state === 'judged' && expected !== undefined && (expected === null || Object.keys(expected).length === 0))
    throw new Error(`${area}/${name} expects nothing`);
  return {
    name: `${area}/${name}`,
    input,
    params: said.params ?? {},
    region: (said.region as string | undefined) ?? 'eu-west-1',
    accountId: (said.accountId as string | undefined) ?? '123456789012',
    parameterValues: { ...defaults(input), ...((said.parameterValues as JsonObject | undefined) ?? {}) },
    expected,
    diagnostics,
  };
}

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Area and name of every case; fails on an empty area. */
export function caseNames(): [area: string, name: string][] {
  return folders(FIXTURES).flatMap((area) => {
    const cases = folders(join(FIXTURES, area));
    if (cases.length === 0) throw new Error(`${area} has no case`);
    return cases.map((name): [string, string] => [area, name]);
  });
}

/** Does the case expect errors? Cheaper than loading it. */
export const isErrorCase = (area: string, name: string): boolean => existsSync(join(FIXTURES, area, name, 'diagnostics.yaml'));

/** Every case of every area. */
export const fixtures = (): Fixture[] => caseNames().map(([area, name]) => load(area, name));

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { DIGEST_FORMAT } from '../../src/version/digest';

interface Golden {
  readonly format: number;
  readonly cases: readonly {
    readonly name: string;
    readonly fragment: Json;
    readonly parameterValues?: JsonObject;
    readonly region?: string;
    /** By function. */
    readonly digests: Record<string, string>;
  }[];
}

const folder = join(process.cwd(), 'test', 'golden');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string): Golden => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const current = read(`format-${DIGEST_FORMAT}.json`);

const MEANING = `A digest of format ${DIGEST_FORMAT} is not what it was. Released like this, the change publishes a new version of such functions in every
stack of every user at its next update, although nobody changed anything: a deployment that nobody asked for.
If that is not meant, the change to src/version, src/template or src/settings is the mistake, and this file stays as it is.
If it must be, raise DIGEST_FORMAT, put a file for the new format in the place of this one, and say so in the release notes.`;

test('there is one file, of the current format', () => {
  expect(files).toEqual([`format-${DIGEST_FORMAT}.json`]);
  expect(current.format).toBe(DIGEST_FORMAT);
});

test.each(current.cases.map((golden) => [golden.name, golden] as const))('the digest of %s stays', (_, golden) => {
  const { fragment, parameterValues = {}, region = 'eu-west-1', digests } = golden;
  const { functions } = transform({ fragment, params: {}, region, accountId: '123456789012', parameterValues });
  const now = Object.fromEntries(functions.map(({ id, digest }) => [id, digest]));
  for (const [id, was] of Object.entries(digests)) {
    if (now[id] !== was) throw new Error(`${MEANING}\n\n${golden.name}, ${id}: was ${was}, is ${now[id] ?? 'not released at all'}.`);
  }
  expect(now).toEqual(digests);
});

// Modules of src/ that only declare something go into the bundles as data: into both without zod, which is slow to start and
// large, and into the macro's without the prose that only the CLI and the docs show. The bundle answers as the source does;
// test/bundle/ holds it to that.
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import { shapeOf } from './shapeOf.mjs';

/** Runs a module of src/ and gives what it exports. */
async function exportsOf(file) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, write: false, platform: 'node', format: 'cjs' });
  const module = { exports: {} };
  new Function('module', outputFiles[0].text)(module);
  return module.exports;
}

const mapValues = (object, map) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));

/** `export const NAME = …`, when NAME is all that the module exports, and nothing but data. */
function constant(exported, name, shorten) {
  const value = exported[name];
  if (Object.keys(exported).join() !== name || !isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)) {
    throw new Error(`${name} is no plain data, or not all that its module exports: the macro's bundle cannot shorten it`);
  }
  return `export const ${name} = ${JSON.stringify(shorten(value))};`;
}

const services = (exported) =>
  constant(exported, 'SERVICES', (all) =>
    all.map(({ name, callers, snapshots = [], ...service }) => ({
      ...service,
      callers: mapValues(callers, (rows) =>
        rows.map(({ because, watch, update, only, ...row }) => ({ ...row, ...(only && { only: { with: only.with } }) })),
      ),
      ...(snapshots.length > 0 && { snapshots: snapshots.map(({ because, ...snapshot }) => snapshot) }),
    })),
  );

const reasons = (exported) => constant(exported, 'REASONS', (all) => mapValues(all, () => ''));
const table = (exported) => constant(exported, 'TABLE', (all) => mapValues(all, ({ title, ...entry }) => entry));

function settings(exported) {
  const { functionSchema, defaultsSchema, SETTING_NAMES, expectationOf } = exported;
  const expectations = Object.fromEntries(SETTING_NAMES.map((name) => [name, expectationOf(name)]));
  if (Object.keys(exported).length !== 4)
    throw new Error('src/settings/schema.ts exports something that scripts/bundle/asData.mjs does not know');
  return `import { schemaOf } from ${JSON.stringify(fileURLToPath(new URL('../../src/settings/shapes.ts', import.meta.url)))};
    export const functionSchema = schemaOf(${JSON.stringify(shapeOf(functionSchema))});
    export const defaultsSchema = schemaOf(${JSON.stringify(shapeOf(defaultsSchema))});
    const EXPECTATIONS = ${JSON.stringify(expectations)};
    export const SETTING_NAMES = Object.keys(EXPECTATIONS);
    export const expectationOf = (name) => (Object.hasOwn(EXPECTATIONS, name) ? EXPECTATIONS[name] : ${JSON.stringify(expectationOf(''))});`;
}

const PROSE = [
  [/[\\/]src[\\/]callers[\\/]services[\\/]index\.ts$/, services],
  [/[\\/]src[\\/]callers[\\/]decide[\\/]reasons\.ts$/, reasons],
  [/[\\/]src[\\/]diagnostics[\\/]table\.ts$/, table],
];
const SCHEMA = [[/[\\/]src[\\/]settings[\\/]schema\.ts$/, settings]];

const plugin = (name, modules) => ({
  name,
  setup({ onLoad }) {
    for (const [filter, write] of modules) {
      onLoad({ filter }, async ({ path }) => ({ contents: write(await exportsOf(path)), loader: 'js' }));
    }
  },
});

export const asData = plugin('as data', [...PROSE, ...SCHEMA]);
/** For the CLI, which shows the prose but need not wait for zod to start. */
export const schemaAsData = plugin('schema as data', SCHEMA);

// Modules of src/ that only declare something go into the macro's bundle as data, without the prose that only the command line,
// editors and documents show. The bundle answers as the source does; test/bundle/ holds it to that.
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';

/** Runs a module of src/ and gives what it exports. */
export async function exportsOf(file) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, write: false, platform: 'node', format: 'cjs' });
  const module = { exports: {} };
  new Function('module', 'require', outputFiles[0].text)(module, createRequire(import.meta.url));
  return module.exports;
}

const mapValues = (object, map) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));

/** `export const NAME = …`, when NAME is all that the module exports, and nothing but data. */
function constant(exported, name, shorten) {
  const value = exported[name];
  if (Object.keys(exported).join() !== name || !isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)) {
    throw new Error(`${name} is no plain data, or not all that its module exports: the macro's bundle cannot shorten it`);
  }
  return `export const ${name} = ${literal(shorten(value))};`;
}

/** As somebody would write it: keys without quotes. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries.map(([key, inner]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key)}:${literal(inner)}`)}}`;
}

/** All services as one: only its name tells one from another, and only people read that. */
const services = (exported) => constant(exported, 'SERVICES', (all) => [merged(all)]);

function merged(all) {
  const callers = {};
  for (const [type, rows] of all.flatMap((service) => Object.entries(service.callers))) {
    callers[type] = [...(callers[type] ?? []), ...rows.map(asCaller)];
  }
  const list = (name) => all.flatMap((service) => service[name] ?? []);
  return {
    callers,
    policies: list('policies'),
    snapshots: list('snapshots').map(({ because, ...snapshot }) => snapshot),
    sources: Object.assign({}, ...list('sources')),
  };
}

const asCaller = ({ because, watch, update, only, ...row }) => ({ ...row, ...(only && { only: { with: only.with } }) });

const reasons = (exported) => constant(exported, 'REASONS', (all) => mapValues(all, () => ''));
const table = (exported) => constant(exported, 'TABLE', (all) => mapValues(all, ({ title, ...entry }) => entry));

const settings = (exported) => constant(exported, 'SETTINGS', (all) => mapValues(all, ({ editors, ...setting }) => setting));

const MODULES = [
  [/[\\/]src[\\/]callers[\\/]services[\\/]index\.ts$/, services],
  [/[\\/]src[\\/]callers[\\/]decide[\\/]reasons\.ts$/, reasons],
  [/[\\/]src[\\/]diagnostics[\\/]table\.ts$/, table],
  [/[\\/]src[\\/]settings[\\/]schema\.ts$/, settings],
];

export const asData = {
  name: 'as data',
  setup({ onLoad }) {
    for (const [filter, write] of MODULES) {
      onLoad({ filter }, async ({ path }) => ({ contents: write(await exportsOf(path)), loader: 'js' }));
    }
  },
};

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { MacroResponse } from '../src/macro/respond';

export type Respond = (event: unknown, log: () => void, now: () => number) => MacroResponse;

/** CloudFormation takes 500 resources and 1 MB; the peers do not look. To see how time grows beyond, this copy does not either. */
const withoutLimits: Plugin = {
  name: 'without limits',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/]template[\\/]quotas\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replace(/const (MOST_RESOURCES|MOST_BYTES) = [\d_]+;/g, 'const $1 = Infinity;');
      if (contents.match(/= Infinity;/g)?.length !== 2)
        throw new Error('src/template/quotas.ts spells its limits otherwise: change bench/macro.ts');
      return { contents, loader: 'ts' };
    }),
};

/** The macro, bundled as for a release, with its limits or without. */
export async function macroWith(limits: boolean): Promise<Respond> {
  const { asData } = (await import(pathToFileURL(resolve('scripts/bundle/asData.mjs')).href)) as { asData: Plugin };
  const { outputFiles } = await build({
    entryPoints: ['src/macro/respond.ts'],
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    plugins: limits ? [asData] : [asData, withoutLimits],
  });
  const module: { exports: { respond?: Respond } } = { exports: {} };
  new Function('module', 'require', outputFiles[0]?.text ?? '')(module, createRequire(import.meta.url));
  return module.exports.respond as Respond;
}

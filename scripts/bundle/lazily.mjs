// Packages that only some commands need stand beside the command line, each in a file that is loaded when it is asked for:
// `import('@aws-sdk/client-lambda')` in src/ becomes `import('../packages/client-lambda.mjs')`, seen from dist/cli/parts. As
// dependencies they would be 17 MB in 40 packages; bundled they are 0.8 MB in none, and load in half the time.
import { build } from 'esbuild';

const PACKAGES = [
  '@aws-sdk/client-cloudformation',
  '@aws-sdk/client-cloudwatch',
  '@aws-sdk/client-cloudwatch-logs',
  '@aws-sdk/client-codedeploy',
  '@aws-sdk/client-iam',
  '@aws-sdk/client-lambda',
  '@aws-sdk/client-s3',
  '@aws-sdk/client-sts',
  'log-update',
];
const FOLDER = 'packages';
const fileOf = (name) => name.replace(/^@[^/]+\//, '');

/** For the bundle of the command line. Only a dynamic import is lazy. */
export const lazily = {
  name: 'lazily',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) => {
      if (!PACKAGES.includes(path)) return undefined;
      if (kind === 'dynamic-import') return { path: `../${FOLDER}/${fileOf(path)}.mjs`, external: true };
      return { errors: [{ text: `${path} is loaded with import('${path}'), so that commands that do not need it start fast` }] };
    }),
};

/** Writes the files, and gives esbuild's account of what is in them. What the clients share is shared. */
export async function buildPackages({ absWorkingDir, outdir, target, logLevel }) {
  const { metafile } = await build({
    absWorkingDir,
    target,
    logLevel,
    outdir: `${outdir}/cli/${FOLDER}`,
    entryPoints: Object.fromEntries(PACKAGES.map((name) => [fileOf(name), name])),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    splitting: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'], // what is CommonJS would have no names to import
    legalComments: 'eof',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return metafile;
}

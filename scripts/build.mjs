// Bundles the Lambda entry points into dist/.
import { build } from 'esbuild';

await build({
  entryPoints: { 'macro/index': 'functions/macro/index.ts' },
  outdir: 'dist',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
});

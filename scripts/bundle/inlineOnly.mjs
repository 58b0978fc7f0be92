// Modules of src/ that have a smaller double for the one-file template, which must fit where the others need not:
// `x.ts` gives way to `x.inline.ts` beside it. What a double cannot do is an error that says so; docs/releasing.md lists them.
import { existsSync } from 'node:fs';

export const inlineOnly = {
  name: 'inline only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const double = path.replace(/(?:\.inline)?\.ts$/, '.inline.ts');
      return path !== double && existsSync(double) ? { contents: `export * from ${JSON.stringify(double)};`, loader: 'js' } : undefined;
    });
  },
};

/** Of what a bundle is made of, the modules that stand in it themselves. */
export const withoutReplaced = (files) => files.filter((file) => !files.includes(file.replace(/\.ts$/, '.inline.ts')));

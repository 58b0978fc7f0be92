// The packages that the bundles of the command line and the library hold. Whoever installs SafeDeploy installs none of them.
import { readdirSync, readFileSync } from 'node:fs';

/** The folders of the packages in what esbuild has built. */
export function packagesIn(...metafiles) {
  const files = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** Permissive licences ask that their words go along; each text once, below the packages that have it. */
export function licences(folders) {
  const owners = new Map();
  for (const folder of folders) {
    const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    for (const file of readdirSync(folder).filter((one) => /^(licen[cs]e|notice)/i.test(one))) {
      const text = readFileSync(`${folder}/${file}`, 'utf8').trim();
      owners.set(text, [...(owners.get(text) ?? []), `${name} ${version}`]);
    }
  }
  return [...owners].map(([text, names]) => `${names.join(', ')}\n\n${text}\n`).join(`\n${'='.repeat(80)}\n\n`);
}

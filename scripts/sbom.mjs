// What a release holds, as CycloneDX: the packages in the bundles, with the hashes of package-lock.json. `npm sbom` sees the tools of the
// build instead, for the package has no dependencies.
//   npm run build && npm run --silent sbom > sbom.json
import { readFileSync } from 'node:fs';

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const { packages: locked } = json('package-lock.json');
const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function component(folder) {
  const { name, version, license } = json(`${folder}/package.json`);
  const [algorithm, content = ''] = (locked[folder.replace(/^.*?(?=node_modules\/)/, '')]?.integrity ?? '').split('-');
  const hashes = content && [{ alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(content, 'base64').toString('hex') }];
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
    licenses: [{ license: { id: license } }],
    ...(hashes && { hashes }),
  };
}

const { name, version, license, description } = json('package.json');
const components = json('dist/packages.json').map(component);
const root = { type: 'application', 'bom-ref': purl(name, version), name, version, description, licenses: [{ license: { id: license } }] };
const dependencies = [{ ref: root['bom-ref'], dependsOn: components.map((one) => one['bom-ref']) }];
const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component: root }, components, dependencies };
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);

// The one-file template: install/safedeploy.yaml with the bundle inside.
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { decode, decoder, encode } from './base91.mjs';

/** What CloudFormation takes without a bucket: the budget of the bundle. */
export const BUDGET = 51_200;

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const loaderOf = (bundle, version) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length };
  const packed = brotliCompressSync(bundle, { params });
  return `// SafeDeploy ${version}: its bundle, compressed with brotli and spelt in basE91. Unpacked it has the SHA-256
// ${sha256(bundle)}
// To review it, in a checkout of SafeDeploy: npm run unpack --silent -- safedeploy.yaml
const { compileFunction } = require('node:vm');
const { brotliDecompressSync } = require('node:zlib');
${decoder}
const packed = '${encode(packed)}';
const bundle = brotliDecompressSync(decode(packed, ${packed.length})).toString();
compileFunction(bundle, ['exports', 'require', 'module'], { filename: 'safedeploy.js' })(exports, require, module);`;
};

export function oneFile(template, bundle, version) {
  const fill = (line) => line.replace(/^( *)@BUNDLE@$/, (_, indent) => loaderOf(bundle, version).replace(/^/gm, indent));
  return template.replaceAll('@VERSION@', version).split('\n').map(fill).join('\n');
}

/** The bundle in a one-file template, and the SHA-256 that the template states of it. */
export function unpack(text) {
  const [, packed] = /const packed = '([^']+)'/.exec(text) ?? [];
  const [, length] = /decode\(packed, (\d+)\)/.exec(text) ?? [];
  const [, stated] = /^ *\/\/ ([0-9a-f]{64})$/m.exec(text) ?? [];
  if (!packed || !length || !stated) throw new Error('This is no template of SafeDeploy: it holds no bundle.');
  return { bundle: brotliDecompressSync(decode(packed, Number(length))).toString(), stated };
}

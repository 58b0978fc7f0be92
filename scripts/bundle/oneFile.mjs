// The templates that hold the bundle: install/safedeploy.yaml, filled in.
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { minifySync } from '@swc/core';
import { decode, encode } from './base93.mjs';

/** What CloudFormation takes without a bucket: the budget of safedeploy.yaml. */
export const BUDGET = 51_200;

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Stands for the packed bundle while the code around it is made small. */
const PACKED = '@PACKED@';

const starter = (length) =>
  minifySync(
    `const { compileFunction } = require('node:vm');
    const { brotliDecompressSync } = require('node:zlib');
    ${decode}
    const bundle = brotliDecompressSync(decode('${PACKED}', ${length})).toString();
    compileFunction(bundle, ['exports', 'require', 'module'], { filename: 'safedeploy.js' })(exports, require, module);`,
    { compress: { toplevel: true, passes: 2 }, mangle: { toplevel: true }, module: false, ecma: 2023 },
  ).code;

function loaderOf(bundle, version, file) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length,
    // measured, as a few bytes less than with the default
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT,
    [constants.BROTLI_PARAM_LGWIN]: 18,
  };
  const packed = brotliCompressSync(bundle, { params });
  const code = starter(packed.length).replace(/(["'])@PACKED@\1/, () => `'${encode(packed)}'`);
  return `// SafeDeploy ${version}, ${packed.length} bytes of brotli. To review it: npm run unpack -- ${file}
// SHA-256 ${sha256(bundle)}
${code}`;
}

/** `bucket`: whether the template goes through one, and may be as large as the bundle makes it. */
export function oneFile(template, bundle, version, { file, bucket }) {
  const fill = (line) => line.replace(/^( *)@BUNDLE@$/, (_, indent) => loaderOf(bundle, version, file).replace(/^/gm, indent));
  const blanks = { VERSION: version, FILE: file, BUCKET: bucket ? ' --s3-bucket BUCKET' : '' };
  const filled = template.replaceAll(/@(VERSION|FILE|BUCKET)@/g, (_, name) => blanks[name]);
  return filled.split('\n').map(fill).join('\n');
}

/** The bundle in a one-file template, and the SHA-256 that the template states of it. */
export function unpack(text) {
  const [, length] = /, (\d+) bytes of brotli/.exec(text) ?? [];
  const [, stated] = /SHA-256 ([0-9a-f]{64})$/m.exec(text) ?? [];
  const [, packed] = /'([^'\n]{1000,})'/.exec(text) ?? [];
  if (!packed || !length || !stated) throw new Error('This is no template of SafeDeploy: it holds no bundle.');
  return { bundle: brotliDecompressSync(decode(packed, Number(length))).toString(), stated };
}

// Prints the bundle that a one-file template holds, for review, and fails when it is not what the template says it is.
//   npm run unpack --silent -- safedeploy.yaml > safedeploy.js
import { readFileSync } from 'node:fs';
import { sha256, unpack } from './bundle/oneFile.mjs';

const [file = 'dist/safedeploy.yaml'] = process.argv.slice(2);
const { bundle, stated } = unpack(readFileSync(file, 'utf8'));
const found = sha256(bundle);
process.stdout.write(bundle);
process.stderr.write(`${file}: SHA-256 ${found}${found === stated ? ', as stated' : `, but ${stated} is stated`}\n`);
process.exitCode = found === stated ? 0 : 1;

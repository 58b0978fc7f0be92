// Prints what a peer makes of an example, for the scenarios of test/engine. Ends with 3 and the reason where the peer cannot be had.
//   npx tsx test/peers/output.ts cdk from-cdk/before.ts Shop
//   npx tsx test/peers/output.ts serverless from-serverless/before.yml
import { missing } from './support/environment';
import { cdkOutput, serverlessOutput } from './support/peers';

const [peer, file = '', stack = ''] = process.argv.slice(2);
const reason = missing('npm');
if (reason === undefined) process.stdout.write(JSON.stringify(peer === 'cdk' ? cdkOutput(file, stack) : serverlessOutput(file)));
else process.stdout.write(reason);
process.exitCode = reason === undefined ? 0 : 3;

// Fetches the tools that the migrations start from: AWS SAM's translator, AWS CDK, the Serverless Framework and its canary plugin.
//   npm run peers
// The tests in this folder are skipped where they cannot be had.
import { fetchPackages } from './support/environment';

for (const name of ['npm', 'python'] as const) {
  process.stdout.write(`peers: ${name}, ${fetchPackages(name) ?? 'fetched'}\n`);
}

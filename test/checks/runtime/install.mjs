// Installs and builds the real Lambda runtime client for the tests: node test/checks/runtime/install.mjs
// Apart from npm ci, because its native part needs cmake, make, a C++ compiler, autoconf, automake and libtool.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const client = `${here}node_modules/aws-lambda-ric`;
const run = (command, args, cwd) => {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed: ${error?.message ?? `status ${status}`}. The tests run without the real client.`);
  process.exit(1);
};
if (!existsSync(`${client}/dist/rapid-client.node`)) {
  run('npm', ['ci', '--ignore-scripts'], here);
  for (const script of ['preinstall', 'postinstall']) run('sh', [`scripts/${script}.sh`], client);
}

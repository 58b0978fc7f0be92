import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve('test/runtime/client');
const MODULES = `${FOLDER}/node_modules`;
const RIC = `${MODULES}/aws-lambda-ric`;
const NODE = `${MODULES}/node-linux-${process.arch}`;
const BUILT = `${RIC}/rapid-client.node`;

export interface Client {
  /** The Node.js of the runtime. */
  readonly node: string;
  readonly script: string;
}

/** The major version in the template that people install. */
const runtime = () => /^ *Runtime: nodejs(\d+)\.x$/m.exec(readFileSync('install/safedeploy.yaml', 'utf8'))?.[1];

/**
 * Lambda's own runtime client, fetched and built once (a minute). A text is the reason why that can't be done here.
 * Its install scripts run by hand, so that they find the Node.js that they are built for.
 */
export function client(): Client | string {
  if (process.platform !== 'linux') return `Lambda's runtime client builds on Linux, not on ${process.platform}`;
  for (const tool of ['cmake', 'make', 'g++', 'xz', 'python3']) {
    if (spawnSync(tool, ['--version']).error) return `Lambda's runtime client needs ${tool} to be built, and it is not here`;
  }
  try {
    if (!existsSync(BUILT)) build();
  } catch (fault) {
    return `Lambda's runtime client could not be built: ${String((fault as { stderr?: Buffer }).stderr ?? fault)
      .trim()
      .slice(-500)}`;
  }
  const node = `${NODE}/bin/node`;
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
  if (!version.startsWith(`v${runtime()}.`))
    throw new Error(`test/runtime/client has Node.js ${version}, the template nodejs${runtime()}.x`);
  return { node, script: `${RIC}/index.mjs` };
}

function build(): void {
  const options = { stdio: 'pipe', timeout: 300_000, maxBuffer: 2 ** 26 } as const;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', FOLDER], options);
  const env = { ...process.env, PATH: `${NODE}/bin:${process.env.PATH}`, npm_config_nodedir: NODE };
  for (const script of ['preinstall', 'postinstall']) execFileSync('sh', [`${RIC}/scripts/${script}.sh`], { ...options, env });
}

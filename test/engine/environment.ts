import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';

export interface Interpreter {
  readonly program: string;
  readonly version: string;
}

export interface Environment {
  readonly folder: string;
  readonly python: string;
  readonly version: string;
}

const ENGINE = 'localstack-core[runtime]==4.14.0';
/** What the engine imports and does not ask for, AWS's client, and its command line. */
const PACKAGES = [ENGINE, 'service-identity', 'boto3', 'awscli', 'PyYAML'];
const OLDEST = [3, 12] as const;
const MINUTES = 6;

const VERSION = 'import sys, venv, ensurepip; print("%d.%d.%d" % sys.version_info[:3])';

/** The first Python that the engine runs on; a text is the reason why there is none. */
export function python(): Interpreter | string {
  const pyenv = `${process.env.PYENV_ROOT ?? `${homedir()}/.pyenv`}/versions`;
  const others = existsSync(pyenv) ? readdirSync(pyenv).sort().reverse() : [];
  const seen: string[] = [];
  for (const program of ['python3.13', 'python3.12', ...others.map((name) => `${pyenv}/${name}/bin/python3`), 'python3']) {
    const { stdout, status } = spawnSync(program, ['-c', VERSION], { encoding: 'utf8' });
    if (status !== 0) continue;
    const version = stdout.trim();
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major === OLDEST[0] && minor >= OLDEST[1]) return { program, version };
    seen.push(version);
  }
  return `the engine needs Python ${OLDEST.join('.')} or later with venv, and here is ${seen.join(', ') || 'none'}`;
}

/** Makes the environment once for each Python and each list of versions. A text is the reason why it cannot be had. */
export async function environment({ program, version }: Interpreter, cache: string, constraints: string): Promise<Environment | string> {
  const key = createHash('sha256').update(version).update(PACKAGES.join()).update(readFileSync(constraints)).digest('hex').slice(0, 12);
  const folder = `${cache}/${key}`;
  const made = { folder, python: `${folder}/venv/bin/python`, version };
  if (existsSync(`${folder}/made`)) return made;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const steps: [string, ...string[]][] = [
    [program, '-m', 'venv', `${folder}/venv`],
    [`${folder}/venv/bin/pip`, 'install', '--quiet', '--disable-pip-version-check', '--no-compile', '-c', constraints, ...PACKAGES],
  ];
  for (const step of steps) {
    const fault = await fails(step);
    if (fault !== undefined) return `the packages of the engine cannot be had: ${fault}`;
  }
  writeFileSync(`${folder}/made`, `${version}\n`);
  return made;
}

/** The end of what a command that fails says; nothing when it succeeds. */
function fails([program, ...args]: [string, ...string[]]): Promise<string | undefined> {
  return new Promise((settle) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: MINUTES * 60_000 });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said = `${said}${text}`.slice(-500)));
    child.once('error', (fault) => settle(fault.message));
    child.once('close', (code) => settle(code === 0 ? undefined : said.trim() || `${program} ended with ${code}`));
  });
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { JsonObject } from '../../../src/template/json';
import { readYaml } from '../../support/fixtures';
import { MODULES, missing, PYTHON } from './environment';

/** Runs where the peer can be had; the reason is printed where not. */
export function describeWith(packages: 'npm' | 'python', name: string, body: () => void): void {
  const reason = missing(packages);
  if (reason !== undefined) process.stderr.write(`${name} is left out: ${reason}\n`);
  (reason === undefined ? describe : describe.skip)(name, body);
}

const SECONDS = 120;
/** The examples find the peers here, as they would in a node_modules of their own. */
const ENVIRONMENT = { ...process.env, NODE_PATH: MODULES, AWS_DEFAULT_REGION: 'eu-west-1', SLS_TELEMETRY_DISABLED: '1' };

/** What a tool printed. One that fails, fails the test with its words. */
function run(program: string, args: readonly string[], { input = '', cwd = process.cwd(), env = {} } = {}): string {
  const options = { input, cwd, encoding: 'utf8', timeout: SECONDS * 1000, maxBuffer: 2 ** 26 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, [...args], { ...options, env: { ...ENVIRONMENT, ...env } });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${error?.message ?? stdout + stderr}`);
  return stdout;
}

/** A folder for what a tool writes, which is gone afterwards. */
function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'safedeploy-peers-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const readJson = (...path: string[]): JsonObject => JSON.parse(readFileSync(join(...path), 'utf8'));

export const example = (path: string): JsonObject => readYaml(readFileSync(join('examples', path), 'utf8')) as JsonObject;

/** What CloudFormation has after SAM: the other transforms of the list come next. */
export function samOutput(template: JsonObject): JsonObject {
  const transforms = [template.Transform].flat();
  const others = transforms.filter((name) => name !== 'AWS::Serverless-2016-10-31');
  const translated = JSON.parse(run(PYTHON, ['test/peers/support/sam.py'], { input: JSON.stringify(template) }));
  return { ...(others.length > 0 ? { Transform: others } : {}), ...translated };
}

/** The template of an app's stack, with the rules of CDK's own validation on: what they find ends the synthesis. */
export const cdkOutput = (app: string, stack: string, env = {}): JsonObject =>
  inFolder((folder) => {
    const { context } = readJson('examples/cdk/cdk.json');
    run(resolve('node_modules/.bin/tsx'), [resolve('examples', app)], {
      cwd: folder,
      env: { CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context), ...env },
    });
    return readJson(folder, `${stack}.template.json`);
  });

/** What `serverless package` compiles. */
export const serverlessOutput = (config: string): JsonObject =>
  inFolder((folder) => {
    const file = resolve('examples', config);
    const args = ['package', '--config', file.slice(dirname(file).length + 1), '--package', folder];
    run(join(MODULES, '.bin/osls'), args, { cwd: dirname(file), env: { HOME: folder, SLS_NOTIFICATIONS_MODE: 'off' } });
    return readJson(folder, 'cloudformation-template-update-stack.json');
  });

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { timed } from './measure';
import { forPlugin, forSam } from './templates';

const FOLDER = resolve('bench/peers');
/** Where neither the linter nor git looks. */
const VENV = resolve('dist/bench/venv');
const PYTHON = `${VENV}/bin/python`;
export const CFN_LINT = `${VENV}/bin/cfn-lint`;
const PLUGIN = 'serverless-plugin-canary-deployments';

/** The translator reads the Region from here, as the AWS SDK does. */
const ENVIRONMENT = { ...process.env, AWS_DEFAULT_REGION: 'eu-west-1' };

/** Several runs on a template with so many functions. */
export interface Times {
  readonly times: readonly number[];
  /** How many resources came out. */
  readonly resources: number;
  readonly version: string;
}

const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });

/** The peers are fetched when they are asked for, into a folder of their own. */
export function install(): void {
  if (!existsSync(`${FOLDER}/node_modules`)) run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', FOLDER);
  if (existsSync(CFN_LINT)) return;
  run('python3', '-m', 'venv', VENV);
  run(PYTHON, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', `${FOLDER}/requirements.txt`);
}

/** What the plugin asks of the Serverless Framework, and no more. */
function plugin(count: number, rounds: number): Times {
  const load = createRequire(`${FOLDER}/package.json`);
  const Plugin = load(PLUGIN);
  const names = Array.from({ length: count }, (_, n) => `Worker${n}`);
  const deploymentSettings = { type: 'Canary10Percent5Minutes', alias: 'live', alarms: ['Errors'] };
  const naming = {
    getStackName: () => 'service-prod',
    normalizeNameToAlphaNumericOnly: (name: string) => name.replace(/[^A-Za-z0-9]/g, ''),
    getLambdaLogicalId: (name: string) => name,
    getRoleLogicalId: () => 'IamRoleLambdaExecution',
  };
  let resources = 0;
  const once = () => {
    const template = forPlugin(count);
    const service = {
      provider: { compiledCloudFormationTemplate: template },
      getAllFunctions: () => names,
      getFunction: () => ({ deploymentSettings }),
    };
    const framework = new Plugin({ service, getProvider: () => ({ naming, getStage: () => 'prod' }) }, {});
    const time = timed(() => framework.addCanaryDeploymentResources());
    resources = Object.keys(template.Resources as object).length;
    return time;
  };
  const times = Array.from({ length: rounds }, once);
  return { times, resources, version: `${PLUGIN} ${load(`${PLUGIN}/package.json`).version}` };
}

function sam(count: number, rounds: number): Times {
  const options = { input: JSON.stringify(forSam(count)), encoding: 'utf8', maxBuffer: 2 ** 28, env: ENVIRONMENT } as const;
  const { status, stdout, stderr } = spawnSync(PYTHON, [`${FOLDER}/sam.py`, String(rounds)], options);
  if (status !== 0) throw new Error(`The SAM translator fails: ${stderr}`);
  return JSON.parse(stdout);
}

export const PEERS = { plugin, sam } as const;

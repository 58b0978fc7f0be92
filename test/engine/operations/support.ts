import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormation } from '@aws-sdk/client-cloudformation';

/** Where a scenario runs, in an account where the macro is installed, and a name of a stack that is free for it. */
export interface Engine {
  readonly endpoint: string;
  /** The engine takes the key of twelve digits for the number of the account. */
  readonly account: string;
  readonly stack: string;
}

export const REGION = 'eu-west-1';
export const clientOf = ({ endpoint, account }: Engine) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: account, secretAccessKey: 'engine' },
});

const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as it is built, as a process, against the engine. */
export function safedeploy({ endpoint, account, stack }: Engine, command: string, ...args: string[]): Promise<Ran> {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'engine',
  };
  const child = spawn(process.execPath, [BUILT, command, '--stack', stack, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    printed.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed.stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...printed })));
}

export const linesOf = <T>({ stdout }: Ran): T[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** What `aws cloudformation deploy` does, up to the point where the change set runs. */
export async function start(engine: Engine, template: object): Promise<void> {
  const client = new CloudFormation(clientOf(engine));
  const { stack: StackName } = engine;
  const isThere = await client.describeStacks({ StackName }).then(
    () => true,
    () => false,
  );
  const ChangeSetName = `c${Date.now()}`;
  const Capabilities = ['CAPABILITY_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const];
  await client.createChangeSet({
    StackName,
    ChangeSetName,
    ChangeSetType: isThere ? 'UPDATE' : 'CREATE',
    TemplateBody: typeof template === 'string' ? template : JSON.stringify(template),
    Capabilities,
  });
  for (;;) {
    const { Status, StatusReason } = await client.describeChangeSet({ StackName, ChangeSetName });
    if (Status === 'FAILED') throw new Error(`the change set failed: ${StatusReason}`);
    if (Status === 'CREATE_COMPLETE') break;
    await pause(100);
  }
  await client.executeChangeSet({ StackName, ChangeSetName });
}

/** Deploys, and waits for the end. */
export async function deploy(engine: Engine, template: object): Promise<string> {
  await start(engine, template);
  const client = new CloudFormation(clientOf(engine));
  for (;;) {
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: engine.stack });
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return stack?.StackStatus ?? '';
    await pause(100);
  }
}

export async function physicalId(engine: Engine, logicalId: string): Promise<string> {
  const { StackResources: [found] = [] } = await new CloudFormation(clientOf(engine)).describeStackResources({
    StackName: engine.stack,
    LogicalResourceId: logicalId,
  });
  return found?.PhysicalResourceId ?? '';
}

/** Asks again until there is an answer. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  for (const end = Date.now() + 1_000 * seconds; Date.now() < end; await pause(100)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`${what} did not happen within ${seconds} seconds`);
}

/** Puts a template into a bucket of the engine, which looks at no signature, and gives its address. */
export async function upload({ endpoint, account, stack }: Engine, name: string, template: object): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/${REGION}/s3/aws4_request, SignedHeaders=host, Signature=0`;
  const put = async (path: string, body?: string) => {
    const answer = await fetch(`${endpoint}/${path}`, { method: 'PUT', headers: { authorization }, ...(body ? { body } : {}) });
    if (!answer.ok && answer.status !== 409) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const location = `<CreateBucketConfiguration><LocationConstraint>${REGION}</LocationConstraint></CreateBucketConfiguration>`;
  await put(stack, location);
  await put(`${stack}/${name}`, JSON.stringify(template));
  return `${endpoint}/${stack}/${name}`;
}

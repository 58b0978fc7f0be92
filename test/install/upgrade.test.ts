import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../src/plan/schema';
import { DIGEST_FORMAT } from '../../src/version/digest';
import { Cli } from '../cli/support/cli';
import { Account } from '../operations/support/account';
import { cleanUp, processed, REGION, stack, TEMPLATE } from '../operations/support/shop';
import { Wire } from '../operations/support/wire';

/**
 * docs/upgrading.md: plan --stack with the next version says which functions publish. The next version is this one, as built, with
 * another format of the digest.
 */
const folder = mkdtempSync(join(tmpdir(), 'safedeploy-next-'));
const cli = new Cli();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterAll(cli.remove);
afterAll(cleanUp);

beforeAll(() => {
  cpSync(join('dist', 'cli'), folder, { recursive: true });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.m?js$/.test(file) && !file.startsWith('packages'),
  );
  const changed = files.filter((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const next = text.replace(new RegExp(`DIGEST_FORMAT = ${DIGEST_FORMAT}\\b`), `DIGEST_FORMAT = ${DIGEST_FORMAT + 1}`);
    if (next === text) return false;
    writeFileSync(join(folder, file), next);
    return true;
  });
  expect(changed).toHaveLength(1);
});

async function plan(program: string, template: string): Promise<Plan> {
  const account = new Account();
  stack(account, 'shop', await processed());
  const wire = new Wire(account.answer);
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: await wire.open(),
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 's',
  };
  const child = spawn(
    process.execPath,
    [program, 'plan', template, '--stack', 'shop', '--parameter', 'ApiKey=never-to-be-seen', '--json'],
    { env },
  );
  const out: string[] = [];
  child.stdout.on('data', (chunk) => void out.push(String(chunk)));
  await new Promise((resolve) => child.on('close', resolve));
  await wire.close();
  return JSON.parse(out.join('')) as Plan;
}

const effects = ({ functions }: Plan) => functions.map(({ id, deployment }) => [id, deployment?.effect]);

test('this version plans no release of what is deployed', async () => {
  const made = await plan(join('dist', 'cli', 'safedeploy.js'), cli.file('same.yaml', TEMPLATE));
  expect(effects(made)).toEqual([
    ['Checkout', 'unchanged'],
    ['Search', 'unchanged'],
  ]);
});

test('the next version plans one of each function, because of the format', async () => {
  const made = await plan(join(folder, 'safedeploy.js'), cli.file('next.yaml', TEMPLATE));
  expect(effects(made)).toEqual([
    ['Checkout', 'shifts'],
    ['Search', 'atOnce'],
  ]);
  for (const { deployment } of made.functions) {
    expect(deployment?.changed).toEqual([]);
    expect(deployment?.because).toContain('the digest format of SafeDeploy');
  }
});

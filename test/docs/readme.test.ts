import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { blocksOf, textOf } from './pages';

/** Each command of the README, and what runs it. Whoever adds one says here how it is known to work. */
const RUN_BY: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'this file, and .ci/run',
  'npm ci && npm test': '.ci/run',
  'npm pack && npm install --global ./safedeploy-*.tgz': 'test/package/package.test.ts, into a folder',
  'safedeploy install --s3-bucket BUCKET': 'test/engine: safedeploy install',
  'aws cloudformation deploy --template-file dist/safedeploy.yaml --s3-bucket BUCKET --stack-name safedeploy --capabilities CAPABILITY_IAM':
    'test/engine: the ten-minute page',
  'sam build && sam deploy': 'nothing here: it takes the SAM CLI and an account. cfn-lint looks at template.yaml in .ci/run',
};

const commands = blocksOf('README.md', 'sh').flatMap(({ text }) => text.split('\n').map((line) => line.replace(/\s+#.*$/, '').trim()));

test('each command is one that something runs', () => {
  expect(commands).toEqual(Object.keys(RUN_BY));
});

test('npm start shows the main job on a real template', () => {
  const { start } = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
  expect(start).toBe('npm run build --silent && tsx scripts/demo.ts'); // npm test has built already
  const { status, stdout, stderr } = spawnSync('node_modules/.bin/tsx', ['scripts/demo.ts'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^ {2}version +OrdersVersion\w{10} /m);
  expect(stdout).toMatch(/^ {2}GetOrder +Integration\.Uri /m);
});

test('it takes one minute: under 150 lines, of at most 160 characters', () => {
  const lines = textOf('README.md').trimEnd().split('\n');
  expect(lines.length).toBeLessThan(150);
  expect(lines.filter((line) => line.length > 160)).toEqual([]);
});

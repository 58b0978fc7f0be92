import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { blocksOf, pages } from './pages';

/** Commands to copy must not hide a failure: a shell takes a pipe for what its last command says, unless it has `pipefail`. */
const PIPED = /\b(safedeploy|aws|sam|cdk|serverless|gh) [^|\n]*(?<!\|)\|(?!\|)/;
const isPiped = (script: string): boolean => PIPED.test(script.replaceAll('\\\n', ' '));
const scripts = pages.flatMap((page) => blocksOf(page, 'sh').map(({ line, text }) => [`${page}:${line}`, text] as const));

test.each(scripts)('%s', (_, text) => {
  if (isPiped(text)) expect(text).toContain('set -o pipefail');
  expect(spawnSync('bash', ['--norc', '-n', '-c', text], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

interface Job {
  readonly steps: readonly { readonly run?: string }[];
}
interface Phase {
  readonly commands: readonly string[];
}

describe('docs/pipelines.md', () => {
  // the third is CloudFormation's, with its short forms
  const [actions, build] = blocksOf('docs/pipelines.md', 'yml')
    .slice(0, 2)
    .map(({ text }) => parse(text));
  const runs = Object.values(actions.jobs as Record<string, Job>).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const commands = Object.values(build.phases as Record<string, Phase>).flatMap((phase) => phase.commands);

  test('GitHub runs its scripts with pipefail', () => {
    expect(runs.filter(isPiped).length).toBeGreaterThan(1);
    expect(actions.defaults.run.shell).toBe('bash');
  });

  test('CodeBuild runs its commands in one bash with pipefail', () => {
    const piped = commands.findIndex(isPiped);
    expect(piped).toBeGreaterThan(commands.indexOf('set -o pipefail'));
    expect([build.version, build.env.shell]).toEqual([0.2, 'bash']);
  });

  test.each([...runs, ...commands])('%s is a script', (script) => {
    expect(spawnSync('bash', ['--norc', '-n', '-c', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

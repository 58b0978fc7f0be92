import { spawnSync } from 'node:child_process';
import type { Command } from '../../src/cli/command';
import { completionOf } from '../../src/cli/commands/completion';
import { explain } from '../../src/cli/commands/explain';
import { lint } from '../../src/cli/commands/lint';
import { plan } from '../../src/cli/commands/plan';
import { transform } from '../../src/cli/commands/transform';
import { bash } from '../../src/cli/completion/bash';
import { fish } from '../../src/cli/completion/fish';
import { zsh } from '../../src/cli/completion/zsh';
import { Terminal } from './support/cli';

const completion = completionOf(async () => commands);
const terminal = new Terminal(completion);
afterAll(terminal.remove);
const listed = (command: Command) => ({ ...command, summary: `What ${command.name} does.` });
const commands = [transform, lint, explain, plan, completion].map(listed);

/** What bash offers for a line of words, the last of them unfinished. */
function offered(...words: string[]): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const script = `${bash(commands)}\nCOMP_WORDS=(safedeploy ${line}); COMP_CWORD=${words.length}; _safedeploy; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((word) => word !== '');
}

test('bash completes commands, options and choices', () => {
  expect(offered('')).toEqual(['transform', 'lint', 'explain', 'plan', 'completion', 'help', '--help', '--version']);
  expect(offered('li')).toEqual(['lint']);
  expect(offered('lint', '--s')).toEqual(['--sam', '--skip-unmarked', '--stack', '--severity', '--strict']);
  expect(offered('lint', '--format', '')).toEqual(['text', 'json', 'sarif', 'github']);
  expect(offered('transform', '--format', 'y')).toEqual(['yaml']);
});

test('bash completes codes, shells and the commands that help explains', () => {
  expect(offered('explain', 'SD210')).toContain('SD2101');
  expect(offered('completion', 'z')).toEqual(['zsh']);
  expect(offered('help', 'pl')).toEqual(['plan']);
});

test('bash completes formats of a command that has switches', () => {
  expect(offered('plan', '--fo')).toEqual(['--format']);
  expect(offered('plan', '--format', '')).toEqual(['text', 'json', 'markdown']);
});

test('bash completes files elsewhere', () => {
  expect(offered('lint', 'package.js')).toEqual(['package.json']);
});

test.each([
  ['zsh', zsh],
  ['fish', fish],
])('%s knows every command and option', (_, script) => {
  const text = script(commands);
  for (const { name, options } of commands) {
    expect(text).toContain(name);
    if (name === 'explain') expect(text).toContain('SD2101');
    for (const option of Object.keys(options)) expect(text).toMatch(new RegExp(`(--|-l )${option}\\b`));
  }
});

test('a quote in a text ends no script', () => {
  const command = { ...listed(lint), summary: "it's [a]: test", options: {} };
  expect(fish([command])).toContain(`-d 'it'\\''s [a]: test'`);
  expect(zsh([command])).toContain(`'lint:it'\\''s \\[a\\]\\: test'`);
});

test('the command writes the script of the shell', async () => {
  for (const [shell, start] of Object.entries({ bash: '_safedeploy() {', zsh: '#compdef safedeploy', fish: 'complete -c safedeploy' })) {
    const { code, stdout } = await terminal.run([shell]);
    expect(code).toBe(0);
    expect(stdout.startsWith(start)).toBe(true);
  }
  expect((await terminal.run(['csh'])).code).toBe(2);
  expect((await terminal.run(['constructor'])).code).toBe(2);
});

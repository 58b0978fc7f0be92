import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pythons } from '../../../src/cli/sam/pythons';
import { Cli } from '../support/cli';

const cli = new Cli();
afterAll(cli.remove);

/** A folder with a `sam` in it. */
function samIn(name: string, text: string | Uint8Array): string {
  mkdirSync(cli.file(name), { recursive: true });
  const file = cli.file(join(name, 'sam'), text);
  chmodSync(file, 0o755);
  return dirname(file);
}
const OTHERS = ['python3', 'python'];

test('the one that is named is the only one', () => {
  expect(pythons('python3.12', '')).toEqual(['python3.12']);
  expect(pythons('./venv/bin/python', '')).toEqual([resolve('./venv/bin/python')]);
});

test('without a SAM CLI what is on the path', () => expect(pythons(undefined, cli.file('nothing'))).toEqual(OTHERS));

test.each([
  ['a script of pip', '#!/opt/sam/bin/python3.12\nimport sys\n', ['/opt/sam/bin/python3.12', ...OTHERS]],
  ['a script of pip in a long folder', `#!/bin/sh\n'''exec' /opt/long/bin/python "$0" "$@"\n' '''\n`, ['/opt/long/bin/python', ...OTHERS]],
  ['a script for whatever is on the path', '#!/usr/bin/env python3\n', OTHERS],
  ["the program of AWS's installer", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), OTHERS],
  ['another script', '#!/bin/sh\nexec docker run sam\n', OTHERS],
])('the SAM CLI is %s', (name, text, expected) => expect(pythons(undefined, samIn(name.replaceAll(/\W/g, '-'), text))).toEqual(expected));

test('the SAM CLI is a script that calls another one, as that of Homebrew', () => {
  const inner = samIn('libexec', '#!/opt/homebrew/libexec/bin/python3.13\n');
  const outer = samIn('bin', `#!/bin/bash\nexec "${inner}/sam" "$@"\n`);
  expect(pythons(undefined, outer)[0]).toBe('/opt/homebrew/libexec/bin/python3.13');
});

test('a script that calls itself is no endless loop', () => {
  const folder = dirname(cli.file('loop-sam'));
  const own = samIn('itself', `#!/bin/sh\nexec ${join(folder, 'itself', 'sam')} "$@"\n`);
  expect(pythons(undefined, own)).toEqual(OTHERS);
});

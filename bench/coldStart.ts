import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { client } from '../test/runtime/support/client';
import { Runtime } from '../test/runtime/support/runtime';
import { type Spread, show, spreadOf, table } from './measure';

const ROUNDS = 31;

/** A folder with an index.js, as Lambda unpacks the code. */
function folder(name: string, code: string): string {
  const path = resolve('dist/bench', name);
  mkdirSync(path, { recursive: true });
  writeFileSync(`${path}/index.js`, code);
  return path;
}

/** How long the macro's function takes to start and to answer for the first time, beside one that does nothing, under Lambda's own runtime client. */
export async function coldStart(): Promise<string> {
  const found = client();
  if (typeof found === 'string') return found;
  // the tags of CloudFormation do not matter here
  const template = parse(readFileSync('dist/safedeploy.yaml', 'utf8'), { logLevel: 'silent' });
  const functions = {
    empty: folder('empty', 'exports.handler = async () => ({});\n'),
    bundle: folder('bundle', readFileSync('dist/macro/index.js', 'utf8')),
    'one-file template': folder('one-file', template.Resources.Function.Properties.Code.ZipFile),
  };
  type Name = keyof typeof functions;
  const names = Object.keys(functions) as Name[];
  const event = JSON.parse(readFileSync('events/success-plain-template.json', 'utf8'));

  const starts = new Map<Name, number[]>(names.map((name) => [name, []]));
  const firsts = new Map<Name, number[]>(names.map((name) => [name, []]));
  const answers = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -2; round < ROUNDS; round++) {
    for (const name of names) {
      const runtime = new Runtime(found, functions[name]);
      const start = await runtime.ready;
      const asked = performance.now();
      await runtime.invoke(event);
      const first = performance.now() - asked;
      await runtime.stop();
      if (round < 0) continue;
      starts.get(name)?.push(start);
      firsts.get(name)?.push(first);
      answers.get(name)?.push(start + first);
    }
  }
  const of = (all: Map<Name, number[]>, name: Name): Spread => spreadOf(all.get(name) ?? []);
  const more = (all: Map<Name, number[]>, name: Name) => {
    const [one, empty] = [of(all, name), of(all, 'empty')];
    return `${(one.median - empty.median).toFixed(1)} more (${(one.fastest - empty.fastest).toFixed(1)})`;
  };
  const kilobytes = (path: string) => `${(statSync(path).size / 1000).toFixed(1)} kB`;
  const node = execFileSync(found.node, ['--version'], { encoding: 'utf8' }).trim();
  const rows = names.map((name) => [
    name,
    kilobytes(`${functions[name]}/index.js`),
    show(of(starts, name)),
    show(of(firsts, name)),
    show(of(answers, name)),
    more(answers, name),
  ]);
  return [
    `Node.js ${node}. The median of ${ROUNDS} starts of each in turn, the fastest and the third quartile.`,
    'From the start of the process to its first question for an event; the first event, events/success-plain-template.json; both together.\n',
    table(['function', 'index.js', 'start', 'first request', 'first answer', 'beside an empty function'], rows),
  ].join('\n');
}

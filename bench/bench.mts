// How fast SafeDeploy is, beside the least that any macro must do, and beside the tools that do the same work.
//   npm run bench
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import type { JsonObject } from '../src/template/json';
import { coldStart } from './coldStart';
import { cfnLint, lintThousand } from './lint';
import { macroWith, type Respond } from './macro';
import { measure, type Run, type Spread, show, spreadOf, table, timed, times } from './measure';
import { CFN_LINT, install, PEERS } from './peers';
import { forMacro, type Shape } from './templates';

const SIZES = [10, 100, 300];
/** It needs a good part of a second for each. */
const CFN_LINT_FILES = 50;
const ROUNDS = 51;
const WARM_UP = 30;
/** A peer needs seconds for 300 functions. */
const PEER_ROUNDS: Readonly<Record<number, number>> = { 10: 25, 100: 7, 300: 3 };
/** The most functions of this shape that stay within CloudFormation's 500 resources. */
const MOST = 44;

const say = (text = '') => process.stdout.write(`${text}\n`);
const silent = () => {};
const requestFor = (shape: Shape, count: number) => ({
  accountId: '123456789012',
  region: 'eu-west-1',
  fragment: shape(count),
  transformId: '123456789012::SafeDeploy',
  requestId: 'bench',
  params: {},
  templateParameterValues: { Stage: 'prod' },
});

interface Result {
  readonly floor: Spread;
  readonly whole: Spread;
  readonly alone: Spread;
  readonly bytes: number;
  readonly made: number;
}

function macro(respond: Respond, count: number): Result {
  const text = JSON.stringify(requestFor(forMacro, count));
  const answer = (request: unknown) => respond(request, silent, () => 0);
  const response = answer(JSON.parse(text));
  if (response.status !== 'success') throw new Error(response.errorMessage);
  const floor: Run = () =>
    timed(() => {
      JSON.parse(text);
      JSON.stringify(response);
    });
  const whole: Run = () => timed(() => JSON.stringify(answer(JSON.parse(text))));
  const alone: Run = () => {
    const request = JSON.parse(text);
    return timed(() => answer(request));
  };
  const made = Object.keys((response.fragment as JsonObject).Resources as JsonObject).length;
  return { ...measure({ floor, whole, alone }, ROUNDS, WARM_UP), bytes: Buffer.byteLength(text), made };
}

/** The command line on a small template, and a process that does nothing. */
function commandLine(): Record<'empty' | 'transform', Spread> {
  writeFileSync('dist/bench/empty.js', '');
  writeFileSync('dist/bench/small.json', JSON.stringify({ Transform: 'SafeDeploy', ...forMacro(1) }));
  const node =
    (...args: string[]) =>
    () =>
      timed(() => {
        const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
        if (status !== 0) throw new Error(stderr);
      });
  return measure(
    { empty: node('dist/bench/empty.js'), transform: node('dist/cli/safedeploy.js', 'transform', 'dist/bench/small.json') },
    21,
    2,
  );
}

say('Fetching the peers, the first time.');
install();

say(
  `\nNode.js ${process.version}, ${os.cpus()[0]?.model}, ${os.cpus().length} cores, ${os.type()} ${os.arch()}, load ${os.loadavg()[0]?.toFixed(1)}`,
);
say(
  `Milliseconds: the median of ${ROUNDS} runs, the fastest and the third quartile (of ${Object.values(PEER_ROUNDS).join(', ')} runs for the peers). Ratios: of the medians (of the fastest).`,
);

const unlimited = await macroWith(false);
const results = new Map(SIZES.map((count) => [count, macro(unlimited, count)]));
const of = (count: number) => results.get(count) as Result;

say('\nThe macro in process against the floor: JSON.parse of the request and JSON.stringify of the response.');
say('Its limits are raised, for CloudFormation would take neither 100 nor 300 functions of this shape.\n');
const within = macro(await macroWith(true), MOST);
const row = (name: string, count: number, { floor, whole, alone, bytes, made }: Result) => [
  name,
  `${count * 8 + 5} → ${made}`,
  `${Math.round(bytes / 1000)} kB`,
  show(floor),
  show(whole),
  show(alone),
  times(whole, floor),
];
say(
  table(
    ['functions', 'resources', 'request', 'floor', 'parse, transform, stringify', 'transform alone', 'whole ÷ floor'],
    [...SIZES.map((count) => row(String(count), count, of(count))), row(`${MOST}, as released`, MOST, within)],
  ),
);
const each = (count: number) => ((of(count).alone.median * 1000) / count).toFixed(0);
say(`\nFor each function: ${SIZES.map((count) => `${each(count)} µs of ${count}`).join(', ')}.`);

say(
  '\nThe same functions and callers in the peers, in process, from a parsed template to a template. × is how many times the macro alone.\n',
);
const rows: string[][] = [];
const versions = new Set<string>();
for (const count of SIZES) {
  const cells = Object.values(PEERS).map((peer) => {
    const { times: all, resources, version } = peer(count, PEER_ROUNDS[count] as number);
    versions.add(version);
    const spread = spreadOf(all);
    return `${show(spread)} ${times(spread, of(count).alone)}, ${resources} resources`;
  });
  rows.push([String(count), show(of(count).alone), ...cells]);
}
say(table(['functions', 'SafeDeploy', ...versions], rows));

say('\nThe command line, as a process of its own.\n');
const { empty, transform } = commandLine();
say(
  table(
    ['empty Node.js process', 'safedeploy transform, one function', 'ratio'],
    [[show(empty), show(transform), times(transform, empty)]],
  ),
);

say('\nThe first answer of a cold function, start and first request together.\n');
say(await coldStart());

say('\nsafedeploy lint over 1,000 templates of 21 resources, as one process with a thread for each core.\n');
const linted = (['json', 'yaml'] as const).map((format) => {
  const { seconds, cpu } = lintThousand(format);
  return [format, `${seconds.toFixed(1)} s`, `${cpu.toFixed(1)} s`];
});
say(table(['format', 'time', 'of all cores'], linted));
const { version, seconds } = cfnLint(CFN_LINT, 'yaml', CFN_LINT_FILES);
say(
  `\n${version} over ${CFN_LINT_FILES} of the YAML templates: ${seconds.toFixed(1)} s, so ${((seconds * 1_000) / CFN_LINT_FILES).toFixed(0)} ms a template.`,
);

import { spawnSync } from 'node:child_process';
import type { MacroResponse } from '../../../src/macro/respond';

/** Loads a bundle and answers requests, one a line; what the macro logs goes elsewhere. */
const RUNNER = `
  const { handler } = require(process.argv[1]);
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  (async () => {
    for (const line of require('node:fs').readFileSync(0, 'utf8').split('\\n')) write(JSON.stringify(await handler(JSON.parse(line))) + '\\n');
  })();`;

/** Runs Node in a process of its own, with a time limit: outside of jest's own realm, as Lambda does. */
export function node(args: readonly string[], input = '', seconds = 60): { status: number | null; stdout: string; stderr: string } {
  const options = { input, encoding: 'utf8', timeout: seconds * 1000, killSignal: 'SIGKILL', maxBuffer: 2 ** 28 } as const;
  return spawnSync(process.execPath, args, options);
}

/** What a built bundle answers to each of the requests. */
export function answers(bundle: string, requests: readonly unknown[]): MacroResponse[] {
  const { status, stdout, stderr } = node(['-e', RUNNER, bundle], requests.map((request) => JSON.stringify(request)).join('\n'));
  if (status !== 0) throw new Error(`${bundle} does not run: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as MacroResponse);
}

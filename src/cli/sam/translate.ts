import { spawnSync } from 'node:child_process';
import type { JsonObject } from '../../template/json';
import { pythons, ROOT } from './pythons';
import { NO_TRANSLATOR, SCRIPT } from './script';

export interface Request {
  readonly template: JsonObject;
  readonly parameters: JsonObject;
  readonly region: string;
}

export type Answer =
  | { readonly template: JsonObject }
  /** What is wrong with the template, by the logical id of the resource where SAM says one. */
  | { readonly errors: readonly { readonly id: string | null; readonly message: string }[] }
  /** A fault of the translator itself, in words that hold nothing of the template. */
  | { readonly fault: string }
  /** No Python has it: those that were asked. */
  | { readonly missing: readonly string[] };

const SECONDS = 60;
const MOST_BYTES = 64_000_000;

/** Pythons that have no translator, or are not there: of many templates each would wait for them again. */
const lacking = new Set<string>();

/** Lets SAM's own translator work on a template, in a process of its own that asks nobody. `named` is the Python that the user names. */
export function translate({ region, ...request }: Request, named: string | undefined): Answer {
  const tried = pythons(named);
  for (const python of tried.filter((one) => !lacking.has(one))) {
    const { exit, out } = run(python, JSON.stringify(request), environment(region));
    if (exit === 0) return JSON.parse(out) as Answer;
    if (exit === 'ETIMEDOUT') return { fault: `it did not respond within ${SECONDS} seconds` };
    if (named !== undefined && exit !== NO_TRANSLATOR && exit !== 'ENOENT') return { fault: `${python} ended with ${exit}` };
    // one that is there may lack the translator, and what is called python may be something else
    if (exit === NO_TRANSLATOR || exit === 'ENOENT') lacking.add(python);
  }
  return { missing: tried };
}

/** How it ended: its exit code, or what kept it from starting. */
function run(python: string, input: string, env: NodeJS.ProcessEnv): { exit: number | string; out: string } {
  const limits = { timeout: SECONDS * 1_000, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES } as const;
  const stdio: ['pipe', 'pipe', 'ignore'] = ['pipe', 'pipe', 'ignore'];
  const { status, signal, stdout, error } = spawnSync(python, ['-c', SCRIPT], {
    input,
    cwd: ROOT,
    env,
    encoding: 'utf8',
    stdio,
    ...limits,
  });
  // one that ends before it has read everything is no fault of the pipe
  const fault = (error as NodeJS.ErrnoException | undefined)?.code;
  return { exit: status ?? fault ?? signal ?? 'a fault', out: stdout ?? '' };
}

/** The translator asks boto3 for the Region. A profile of the user's has nothing to do with it, and need not exist. */
function environment(region: string): NodeJS.ProcessEnv {
  const { AWS_PROFILE: _, AWS_DEFAULT_PROFILE: __, ...others } = process.env;
  return {
    ...others,
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    PYTHONIOENCODING: 'utf-8',
  };
}

import { execFile } from 'node:child_process';
import type { JsonObject } from '../../template/json';
import { pythons, ROOT } from './pythons';
import { NO_TRANSLATOR, SCRIPT } from './script';

export interface Request {
  readonly template: JsonObject;
  readonly parameters: JsonObject;
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

/** Lets SAM's own translator work on a template, in a process of its own that asks nobody. */
export async function translate(request: Request, region: string, named: string | undefined): Promise<Answer> {
  const tried = pythons(named);
  for (const python of tried) {
    const { exit, out } = await run(python, JSON.stringify(request), environment(region));
    if (exit === 0) return JSON.parse(out) as Answer;
    if (exit === 'killed') return { fault: `it did not answer within ${SECONDS} seconds` };
    if (named !== undefined && exit !== NO_TRANSLATOR && exit !== 'ENOENT') return { fault: `${python} ended with ${exit}` };
    // one that is there may lack the translator, and what is called python may be something else
  }
  return { missing: tried };
}

/** How it ended: its exit code, or what kept it from starting. */
function run(python: string, input: string, env: NodeJS.ProcessEnv): Promise<{ exit: number | string; out: string }> {
  return new Promise((resolve) => {
    const limits = { timeout: SECONDS * 1_000, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES } as const;
    const child = execFile(python, ['-c', SCRIPT], { cwd: ROOT, env, encoding: 'utf8', ...limits }, (fault, out) => {
      if (!fault) resolve({ exit: 0, out });
      else resolve({ exit: fault.killed ? 'killed' : (fault.code ?? fault.signal ?? 'a fault'), out });
    });
    child.stdin?.on('error', () => {}); // it may end before it has read everything
    child.stdin?.end(input);
  });
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

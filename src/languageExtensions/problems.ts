import type { Trail } from '../template/json';

/** The words are the command line's: nothing else expands templates. */
type ProblemCode =
  | 'SD1222'
  | 'SD1223'
  | 'SD1224'
  | 'SD1225'
  | 'SD1226'
  | 'SD1227'
  | 'SD1228'
  | 'SD1229'
  | 'SD1230'
  | 'SD1231'
  | 'SD1232'
  | 'SD1233'
  | 'SD1234'
  | 'SD1235'
  | 'SD1236';

/** What is wrong with a template, and where its author wrote it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly path: Trail;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Collects what is wrong. What a loop repeats is told once. */
export class Problems {
  private readonly found = new Map<string, Problem>();

  report(code: ProblemCode, path: Trail, data: Problem['data'] = {}): void {
    const key = JSON.stringify([code, path, data]);
    if (!this.found.has(key)) this.found.set(key, { code, path, data });
  }

  /** Is something wrong in the value at a path? */
  isIn(path: Trail): boolean {
    return [...this.found.values()].some((problem) => path.every((step, index) => problem.path[index] === step));
  }

  get all(): readonly Problem[] {
    return [...this.found.values()];
  }
}

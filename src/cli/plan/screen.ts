import { takesColours } from '../report/terminal';

/** The standard output as a place to read on. Diagnostics have one of their own, the standard error. */
export interface Screen {
  readonly colours: boolean;
  readonly columns: number;
}

/** Where nobody looks at a terminal, lines are as long as people still read. */
const COLUMNS = 120;

export const standardOutput = ({ stdout, env }: Pick<NodeJS.Process, 'stdout' | 'env'> = process): Screen => ({
  colours: takesColours(stdout.isTTY === true, env),
  columns: stdout.columns ?? COLUMNS,
});

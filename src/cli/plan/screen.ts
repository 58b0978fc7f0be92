import { columnsOf, takesColours } from '../report/terminal';

/** The standard output as a place to read on. Diagnostics have one of their own, the standard error. */
export interface Screen {
  readonly colours: boolean;
  readonly columns: number;
}

export const standardOutput = ({ stdout, env }: Pick<NodeJS.Process, 'stdout' | 'env'> = process): Screen => ({
  colours: takesColours(stdout.isTTY === true, env),
  columns: columnsOf(stdout, env),
});

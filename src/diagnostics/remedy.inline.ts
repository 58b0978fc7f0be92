import type { Code } from './table';

/** In the one-file template: where the sentence stands. */
export const remedyOf = (code: Code): string => `Run safedeploy explain ${code}.`;

import { type Data, fill } from './fill';
import type { Code } from './table';

/** What to do about a diagnostic. The one-file template has no room for these sentences: remedy.inline.ts takes the place of this file. */
export const remedyOf = (_code: Code, remedy: string, data: Data): string => fill(remedy, data);

import type { Command } from '../command';
import { completionOf } from './completion';
import { explain } from './explain';
import { lint } from './lint';
import { plan } from './plan';
import { rehearse } from './rehearse';
import { transform } from './transform';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [transform, plan, rehearse, lint, explain, completionOf(() => COMMANDS)];

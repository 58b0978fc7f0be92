import type { Command } from '../command';
import { abort } from './abort';
import { completionOf } from './completion';
import { explain } from './explain';
import { lint } from './lint';
import { mark } from './mark';
import { migrate } from './migrate';
import { plan } from './plan';
import { prune } from './prune';
import { rehearse } from './rehearse';
import { status } from './status';
import { transform } from './transform';
import { watch } from './watch';
import { why } from './why';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  transform,
  plan,
  rehearse,
  lint,
  mark,
  migrate,
  status,
  watch,
  why,
  abort,
  prune,
  explain,
  completionOf(() => COMMANDS),
];

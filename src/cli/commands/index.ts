import type { Command } from '../command';
import { abort } from './abort';
import { completionOf } from './completion';
import { doctor } from './doctor';
import { explain } from './explain';
import { install } from './install';
import { lint } from './lint';
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
  status,
  watch,
  why,
  abort,
  prune,
  install,
  doctor,
  explain,
  completionOf(() => COMMANDS),
];

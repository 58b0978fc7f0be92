import type { Command } from '../command';
import { plan } from './plan';
import { transform } from './transform';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [transform, plan];

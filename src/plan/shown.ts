import escapeRegExp from 'lodash/escapeRegExp';
import type { Deployable } from './side';

const texts = new WeakMap<Deployable, string>();

/** A text that the template itself writes; of anything else it may be a parameter's value, which nobody is shown. */
export function shown(text: string, side: Deployable, otherwise: string): string {
  const written = texts.get(side) ?? JSON.stringify(side.template);
  texts.set(side, written);
  const whole = new RegExp(`(?<![\\w-])${escapeRegExp(text)}(?![\\w-])`);
  return whole.test(written) ? text : otherwise;
}

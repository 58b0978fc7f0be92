import type { Rule } from '../rule';
import { unseenRemarks } from '../unseenPlaces';

/** What a version holds of values that are known when the stack is deployed: a new one changes nothing that the digest is made of. */
export const unseenValues: Rule = {
  code: 'SD3202',
  check: (subject) => unseenRemarks(subject, ({ kind }) => kind !== 'import'),
};

import type { Rule } from '../rule';
import { unseenRemarks } from '../unseenPlaces';

/** An export cannot change while it is imported, so that a new value is rare: a note. */
export const unseenImports: Rule = {
  code: 'SD3203',
  check: (subject) => unseenRemarks(subject, ({ kind }) => kind === 'import'),
};

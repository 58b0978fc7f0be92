import type { Plan } from '../schema';

/** Does the update do anything, or may it? What is compared with nothing is all new. */
export const hasChanges = ({ comparison, functions }: Plan): boolean =>
  comparison === null ||
  functions.some(({ deployment }) => deployment?.effect === 'unknown') ||
  [comparison.fails, comparison.resources, comparison.outputs].some((list) => list.length > 0);

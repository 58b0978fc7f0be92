import type { Plan } from '../schema';

/** Does the update do anything? What is compared with nothing is all new. */
export const hasChanges = ({ comparison }: Plan): boolean =>
  comparison === null || [comparison.fails, comparison.resources, comparison.outputs].some((list) => list.length > 0);

import type { Step } from '../../migrate/migration';

/** More than anybody reads at once. */
const MOST = 10;

/** What the steps are for, in words. */
export function listed(steps: readonly Step[]): string {
  const names = steps.flatMap((step) => step.names);
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : '';
  return names.slice(0, MOST).join(', ') + more;
}

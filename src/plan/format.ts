/** The number of the format of `safedeploy plan --json`. A field that goes or changes its meaning needs another number; a new field does not. */
export const PLAN_FORMAT = 1;

/** What happens to the traffic of a function in this deployment. What somebody should look at comes first. */
export const EFFECTS = ['refused', 'unknown', 'shifts', 'atOnce', 'first', 'unchanged', 'absent'] as const;

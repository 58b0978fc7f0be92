/** One seed, so that a failure can be seen again. `npm run fuzz` takes others, and goes on for longer. */
export const SETTINGS = { seed: 20_260_917, numRuns: 150 };

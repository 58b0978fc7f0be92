import fc from 'fast-check';
import { build } from './arbitraries/build';
import { planArbitrary } from './arbitraries/plan';
import { LAWS } from './laws';
import { SETTINGS } from './settings';

describe('for every valid template, SafeDeploy', () => {
  test.each(Object.entries(LAWS))('%s', (_, law) => {
    fc.assert(
      fc.property(planArbitrary, (plan) => law(build(plan))),
      SETTINGS,
    );
  });
});

import assert from 'node:assert/strict';
import { STACK_NAMES } from '../arbitraries/surroundings';
import { unexpected } from '../order/exceptions';
import { ROUTES, templatesOf, violationsOn } from '../order/steps';
import { type Law, request } from './answer';

export const order: Readonly<Record<string, Law>> = {
  'lets every call through at every moment of an update, but for what the exceptions say': (one) => {
    const templatesOn = templatesOf(request(one));
    for (const route of ROUTES) {
      const templates = templatesOn(route);
      // a template may name what only a mark makes, and All may mark a function only where its alias is named; every fixture is taken
      const mayBeRefused = route.includes('one unmarked') || route.includes('callers stay');
      assert.ok(templates || mayBeRefused, `${route.join(', ')} is refused`);
      const found = STACK_NAMES.flatMap((stackName) => violationsOn(route, templates, { ...one, stackName }));
      assert.deepEqual(unexpected(found), []);
    }
  },
};

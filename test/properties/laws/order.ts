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
      // a template may name what the function without a mark does not have any more
      assert.ok(templates || route.includes('one unmarked'), `${route.join(', ')} is refused`);
      const found = STACK_NAMES.flatMap((stackName) => violationsOn(route, templates, { ...one, stackName }));
      assert.deepEqual(unexpected(found), []);
    }
  },
};

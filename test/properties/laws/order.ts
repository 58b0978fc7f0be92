import assert from 'node:assert/strict';
import { STACK_NAMES } from '../arbitraries/surroundings';
import { unexpected } from '../order/exceptions';
import { ROUTES, type Route, templatesOf, violationsOn } from '../order/steps';
import { type Law, request } from './answer';

export const order: Readonly<Record<string, Law>> = {
  'lets every call through at every moment of an update, but for what the exceptions say': (one) => {
    const templatesOn = templatesOf(request(one));
    // who names the alias itself neither stays nor comes back
    const namesAlias = one.facts.places.some(({ qualified }) => qualified);
    const inTwo = (route: Route) => route.includes('callers stay') || route.includes('permissions on both');
    for (const route of ROUTES.filter((each) => !namesAlias || !inTwo(each))) {
      const templates = templatesOn(route);
      // a template may name what the function without a mark does not have any more
      assert.ok(templates || route.includes('one unmarked'), `${route.join(', ')} is refused`);
      const found = STACK_NAMES.flatMap((stackName) => violationsOn(route, templates, { ...one, stackName }));
      assert.deepEqual(unexpected(found), []);
    }
  },
};

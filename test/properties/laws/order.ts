import assert from 'node:assert/strict';
import { type JsonObject, own } from '../../../src/template/json';
import { STACK_NAMES } from '../arbitraries/surroundings';
import { unexpected } from '../order/exceptions';
import { ROUTES, type Route, templatesOf, violationsOn } from '../order/steps';
import { type Law, request } from './answer';

const SAM = 'AWS::Serverless::';

export const order: Readonly<Record<string, Law>> = {
  'lets every call through at every moment of an update, but for what the exceptions say': (one) => {
    // CloudFormation orders what SAM makes of its resources, and never these
    if (Object.values(one.fragment.Resources as JsonObject).some((resource) => String(own(resource, 'Type')).startsWith(SAM))) return;
    const templatesOn = templatesOf(request(one));
    // who names the alias itself neither stays nor comes back
    const namesAlias = one.facts.places.some(({ qualified }) => qualified);
    const inTwo = (route: Route) => route.includes('callers stay') || route.includes('permissions on both');
    for (const route of ROUTES.filter((each) => !namesAlias || !inTwo(each))) {
      const templates = templatesOn(route);
      // a template may name what only a mark makes, and All may mark a function only where its alias is named; every fixture is taken
      const mayBeRefused = route.includes('one unmarked') || route.includes('callers stay');
      assert.ok(templates || mayBeRefused, `${route.join(', ')} is refused`);
      const found = STACK_NAMES.flatMap((stackName) => violationsOn(route, templates, { ...one, stackName }));
      assert.deepEqual(unexpected(found), []);
    }
  },
};

import { numberOf } from '../../template/numbers';
import { propertiesOf, resourceOf } from '../../template/template';
import { hooksOf } from '../hookFunctions';
import type { Rule } from '../rule';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const DEFAULT_TIMEOUT = 3;

/** A hook waits for the function that it tests, and then reports. CodeDeploy waits an hour for the report: docs/rollouts.md. */
export const hookOutOfTime: Rule = {
  code: 'SD3111',
  *check(subject) {
    for (const { released, event, hook } of hooksOf(subject)) {
      const properties = propertiesOf(resourceOf(subject.template, hook));
      const isDefault = subject.values.resolve(properties.Timeout) === undefined;
      const timeout = isDefault ? DEFAULT_TIMEOUT : numberOf(subject.values, properties.Timeout);
      const tested = numberOf(subject.values, propertiesOf(released.resource).Timeout ?? DEFAULT_TIMEOUT);
      const shorter = timeout !== undefined && tested !== undefined && timeout < tested;
      if (timeout === undefined || (!isDefault && !shorter)) continue;
      const why = shorter ? `, and ${released.id} may take ${tested}` : ', the default';
      const data = { hook, event, function: released.id, timeout, why };
      yield { path: ['Resources', hook, 'Properties', 'Timeout'], data, about: [hook, released.id] };
    }
  },
};

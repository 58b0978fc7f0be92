import { own } from '../../template/json';
import type { Rule } from '../rule';

/** Its author believes that the functions are released step by step. */
export const marksNothing: Rule = {
  code: 'SD3113',
  *check({ template, functions }) {
    const isCalled = [own(template, 'Transform'), own(template.Resources, 'Fn::Transform')].some((call) => call !== undefined);
    if (!isCalled || functions.size > 0) return;
    const defaults = Object.keys(Object(own(template.Metadata, 'SafeDeploy'))).some((name) => name !== 'Ignore');
    yield {
      path: defaults ? ['Metadata', 'SafeDeploy'] : [own(template, 'Transform') === undefined ? 'Resources' : 'Transform'],
      data: { what: defaults ? 'The template-wide defaults mark' : 'The transform marks' },
      about: [],
    };
  },
};

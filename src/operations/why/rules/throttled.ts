import type { Rule } from '../explanation';
import { saidIn } from '../words';

const THROTTLED = /Rate exceeded|TooManyRequests|Throttl|exceeded the request limit|RequestLimitExceeded/i;

export const throttled: Rule = {
  name: 'throttled',
  recognise(evidence) {
    const { release, failure } = evidence;
    if (release?.deployment.error?.code !== 'THROTTLED' && !THROTTLED.test(saidIn(evidence))) return undefined;
    const who = release ? `the deployment of ${release.place.id}` : (failure?.id ?? 'the operation');
    return {
      cause: `AWS throttled ${who}: too many API calls were made at once in this account.`,
      evidence: [],
      actions: [
        { text: 'Deploy again. Nothing is wrong with the template.' },
        { text: 'If many functions deploy at once, stagger them with DependsOn between their aliases, or split the stack.' },
        { text: 'Other tools that poll AWS from this account share its limits. Service Quotas shows which ones can be raised.' },
      ],
    };
  },
};

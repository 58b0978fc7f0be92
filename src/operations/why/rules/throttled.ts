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
      cause: `AWS throttled ${who}: the account made more calls at once than the service takes.`,
      evidence: [],
      actions: [
        { text: 'Deploy again; nothing is wrong with the template.' },
        { text: 'Where many functions move at once, let some wait for others with DependsOn between their aliases, or split the stack.' },
        { text: 'Other tools of the account that poll AWS share its rates; Service Quotas shows which can be raised.' },
      ],
    };
  },
};

import type { Rule } from '../explanation';
import { saidIn } from '../words';

const EXPIRED = /security token[^.]*(expired|invalid)|ExpiredToken/i;

export const expiredCredentials: Rule = {
  name: 'expired-credentials',
  recognise(evidence) {
    if (!EXPIRED.test(saidIn(evidence))) return undefined;
    return {
      cause: 'The credentials with which the operation was started expired before it ended.',
      evidence: [],
      actions: [
        {
          text: 'Give CloudFormation a service role (--role-arn): it lasts as long as the schedule. Temporary credentials of a CI job do not.',
        },
      ],
    };
  },
};

import type { Rule } from '../explanation';
import { saidIn } from '../words';

const EXPIRED = /security token[^.]*(expired|invalid)|ExpiredToken/i;

export const expiredCredentials: Rule = {
  name: 'expired-credentials',
  recognise(evidence) {
    if (!EXPIRED.test(saidIn(evidence))) return undefined;
    return {
      cause: 'The credentials that started the operation expired before it finished.',
      evidence: [],
      actions: [
        {
          text: 'Give CloudFormation a service role (--role-arn), which outlasts any schedule. The temporary credentials of a CI job do not.',
        },
      ],
    };
  },
};

import type { Rule } from '../explanation';

const BY_USER = /^User Initiated|cancel+ed by (the )?user|Rollback requested by user/i;

export const cancelled: Rule = {
  name: 'cancelled',
  recognise({ failure, reasons }) {
    if (failure || !reasons.some(({ reason }) => BY_USER.test(reason))) return undefined;
    return {
      cause: 'Somebody cancelled the update, or asked CloudFormation to roll it back.',
      evidence: [],
      actions: [{ text: 'Deploy again when the reason is gone.' }],
    };
  },
};

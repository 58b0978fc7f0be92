import type { Rule } from '../explanation';

const BY_USER = /^User Initiated|cancel+ed by (the )?user|Rollback requested by user/i;

export const cancelled: Rule = {
  name: 'cancelled',
  recognise({ failure, reasons }) {
    if (failure || !reasons.some(({ reason }) => BY_USER.test(reason))) return undefined;
    return {
      cause: 'Someone cancelled the operation or requested its rollback.',
      evidence: [],
      actions: [{ text: 'Deploy again once the reason is resolved.' }],
    };
  },
};

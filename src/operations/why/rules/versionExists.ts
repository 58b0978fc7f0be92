import type { Rule } from '../explanation';

const EXISTS = /A version for this Lambda function exists \( ?(\d+) ?\)|Version already exists: \[?\S*:(\d+)\b/i;

/** Lambda publishes nothing when code and configuration equal the last published version. */
export const versionExists: Rule = {
  name: 'version-exists',
  recognise({ failure }) {
    const match = EXISTS.exec(failure?.reason ?? '');
    if (!failure || !match) return undefined;
    const number = match[1] ?? match[2];
    return {
      cause: `Lambda had nothing to publish for ${failure.id}: the code and configuration are identical to version ${number}, which already exists.`,
      evidence: [],
      actions: [
        {
          text: 'Set Revision on the function to a new value: that gives Lambda something to publish. Stamp: false prevents this; remove it.',
        },
        { text: 'To see what a new version depends on:', command: 'safedeploy plan TEMPLATE --verbose' },
      ],
    };
  },
};

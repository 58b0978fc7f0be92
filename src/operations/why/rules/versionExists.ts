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
      cause: `Lambda had nothing to publish for ${failure.id}: code and configuration are those of version ${number}, which exists already.`,
      evidence: [],
      actions: [
        {
          text: 'Give the function another Revision (any other text), so that there is something to publish. With Stamp: false take that away, or change the code.',
        },
        { text: 'What decides whether a version is new:', command: 'safedeploy plan TEMPLATE --stack STACK --verbose' },
      ],
    };
  },
};

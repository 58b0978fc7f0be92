import { aws, type Rule } from '../explanation';
import { ended } from '../words';

const REFUSED =
  /^(?:.*?)(?:Transform (\S+) failed (with: |without an error message)|Received malformed response from transform ([^\s.]+))/s;
const ROLLBACK = /\.? ?Rollback requested by user\.?$/;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html */
export const refusedTemplate: Rule = {
  name: 'refused-template',
  recognise(evidence) {
    const { changeSet, reasons, stack } = evidence;
    const said = [...(changeSet ? [changeSet] : []), ...reasons].find(({ reason }) => REFUSED.test(reason));
    const [, transform, , malformed] = REFUSED.exec(said?.reason ?? '') ?? [];
    const macro = transform ?? malformed;
    if (!said || macro === undefined) return undefined;
    const message = said.reason.replace(ROLLBACK, '').replace(/^.*?failed with: /s, '');
    const codes = [...new Set(message.match(/\bSD\d{4}\b/g) ?? [])];
    const what = said === changeSet ? `the change set ${changeSet.name}` : 'the template';
    const cause = codes.length > 0 ? `The macro ${macro} rejected ${what}: ${codes.join(', ')}.` : `The macro ${macro} failed on ${what}.`;
    const messages = message.split(/(?=\bSD\d{4}\b)/).map((text) => text.trim());
    return {
      cause,
      evidence: messages.filter((text) => text !== '').map((text) => ({ at: said.at, what: 'the macro', text: ended(text) })),
      actions: [
        ...codes.map((code) => ({ text: `What ${code} means, with an example:`, command: `safedeploy explain ${code}` })),
        codes.length > 0
          ? { text: 'Correct the template, and check it before you deploy again:', command: 'safedeploy lint TEMPLATE' }
          : {
              text: "Read the log of the macro's function:",
              command: aws(evidence, 'logs', 'tail', `/aws/lambda/${macro.split('::').at(-1)}`, '--since', '1h'),
            },
        ...(stack.status === 'ROLLBACK_COMPLETE'
          ? [
              {
                text: 'A stack that failed to create cannot be updated. Delete it first:',
                command: aws(evidence, 'cloudformation', 'delete-stack', '--stack-name', stack.name),
              },
            ]
          : []),
      ],
    };
  },
};

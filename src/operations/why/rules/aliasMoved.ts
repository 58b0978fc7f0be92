import { aws, type Rule } from '../explanation';
import { aliasOf, saidIn } from '../words';

const MOVED = /does not match the current version/i;

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-deployments-lambda.html */
export const aliasMoved: Rule = {
  name: 'alias-moved',
  recognise(evidence) {
    const { release, aliasVersion } = evidence;
    if (!release || !MOVED.test(saidIn(evidence))) return undefined;
    const { name, alias } = release.place;
    const { from } = release.deployment;
    const expected = from === null ? 'the version that CloudFormation expects' : `version ${from}`;
    const back = ['lambda', 'update-alias', '--function-name', name, '--name', alias, '--function-version', from ?? 'VERSION'];
    return {
      cause: `${aliasOf(evidence)} no longer pointed at ${expected}: something other than CloudFormation had moved it.`,
      evidence:
        aliasVersion === undefined
          ? []
          : [{ at: undefined, what: 'alias now', text: `${name}:${alias} points at version ${aliasVersion}` }],
      actions: [
        {
          text: 'Point it back at the version that the stack expects, without weights:',
          command: aws(evidence, ...back, '--routing-config', 'AdditionalVersionWeights={}'),
        },
        { text: 'Then deploy again. Let only CloudFormation move the alias.' },
      ],
    };
  },
};

import { aws, type Rule } from '../explanation';
import { aliasOf, saidIn } from '../words';

const CONFLICT = /conflicting deployment is in progress|already has an active Deployment/i;
const ID = /\bd-[A-Z0-9]{9}\b/;

/** CodeDeploy runs one deployment of a group at a time. */
export const conflictingDeployment: Rule = {
  name: 'conflicting-deployment',
  recognise(evidence) {
    const said = saidIn(evidence);
    if (!CONFLICT.test(said)) return undefined;
    const { other, stack } = evidence;
    const id = ID.exec(said)?.[0] ?? other?.id;
    const isRunning = other === undefined || other.isRunning;
    return {
      cause: `Another deployment of ${aliasOf(evidence)}${id ? `, ${id},` : ''} was still in progress, and CodeDeploy runs only one per deployment group.`,
      evidence: [],
      actions: [
        ...(isRunning
          ? [{ text: 'Wait for it to finish:', command: `safedeploy watch --stack ${stack.name} --region ${stack.region}` }]
          : []),
        ...(isRunning && id
          ? [
              {
                text: 'Or stop it, if it is not needed:',
                command: aws(evidence, 'deploy', 'stop-deployment', '--deployment-id', id, '--auto-rollback-enabled'),
              },
            ]
          : []),
        { text: isRunning ? 'Then deploy again.' : 'It has finished since. Deploy again.' },
      ],
    };
  },
};

import { aws, type Rule } from '../explanation';
import { aliasOf, ended } from '../words';

/** Whatever else CodeDeploy says. */
export const deploymentFailed: Rule = {
  name: 'deployment-failed',
  recognise(evidence) {
    const { release } = evidence;
    const error = release?.deployment.error;
    if (!release || !error) return undefined;
    const { id } = release.deployment;
    return {
      cause: `CodeDeploy ended the deployment of ${aliasOf(evidence)} with ${error.code}: ${ended(error.message)}.`,
      evidence: [],
      actions: [{ text: 'See what CodeDeploy knows:', command: aws(evidence, 'deploy', 'get-deployment', '--deployment-id', id) }],
    };
  },
};

import type { Rule } from '../explanation';
import { aliasOf, ended } from '../words';

export const serviceRole: Rule = {
  name: 'service-role',
  recognise(evidence) {
    const { release } = evidence;
    const { code, message = '' } = release?.deployment.error ?? {};
    if (!release || (code !== 'IAM_ROLE_PERMISSIONS' && code !== 'IAM_ROLE_MISSING')) return undefined;
    const role = release.serviceRole ?? "CodeDeploy's service role";
    const what =
      code === 'IAM_ROLE_MISSING' ? 'does not exist or cannot be assumed by CodeDeploy' : 'lacks a permission that the deployment needs';
    return {
      cause: `The deployment of ${aliasOf(evidence)} failed because ${role} ${what}: ${ended(message)}.`,
      evidence: [],
      actions: [
        {
          text: 'Remove Role, and SafeDeploy generates one with the required permissions. Your own role needs AWSCodeDeployRoleForLambdaLimited, and lambda:InvokeFunction on the hooks.',
        },
      ],
    };
  },
};

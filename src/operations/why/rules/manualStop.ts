import { aws, type Rule } from '../explanation';
import { aliasOf } from '../words';

export const manualStop: Rule = {
  name: 'manual-stop',
  recognise(evidence) {
    const { release } = evidence;
    if (release?.deployment.error?.code !== 'MANUAL_STOP') return undefined;
    const stopped = 'AttributeKey=EventName,AttributeValue=StopDeployment';
    return {
      cause: `Someone stopped the deployment ${release.deployment.id} of ${aliasOf(evidence)}.`,
      evidence: [],
      actions: [
        {
          text: 'Find out in CloudTrail who it was:',
          command: aws(evidence, 'cloudtrail', 'lookup-events', '--lookup-attributes', stopped),
        },
        { text: 'Deploy again once the reason is resolved.' },
      ],
    };
  },
};

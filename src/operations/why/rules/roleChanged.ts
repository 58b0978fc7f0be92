import type { Rule } from '../explanation';
import { aliasOf, saidIn, versionsOf } from '../words';

const SAME = /same execution role|same dead.?letter|associated with the same/i;
const QUEUE = /dead.?letter/i;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html */
export const roleChanged: Rule = {
  name: 'role-changed',
  recognise(evidence) {
    const { release, versions } = evidence;
    const said = saidIn(evidence);
    const differs = (of: 'role' | 'deadLetterTarget') => new Set(versions.map((version) => version[of])).size > 1;
    const isInferred =
      release?.deployment.error?.code === 'INVALID_LAMBDA_CONFIGURATION' && (differs('role') || differs('deadLetterTarget'));
    if (!SAME.test(said) && !isInferred) return undefined;
    const isQueue = !differs('role') && (differs('deadLetterTarget') || QUEUE.test(said));
    const which = release ? `Versions ${versionsOf(release).from} and ${versionsOf(release).to}` : 'The two versions';
    return {
      cause: `${which} of ${aliasOf(evidence)} have different ${isQueue ? 'dead-letter queues' : 'execution roles'}, and a Lambda alias cannot split traffic between them.`,
      evidence: versions.map((version) => ({
        at: undefined,
        what: `version ${version.version}`,
        text: (isQueue ? version.deadLetterTarget : version.role) || 'none',
      })),
      actions: [
        { text: 'Set Type: None on the function for this update, so that the alias moves at once. Restore the schedule afterwards.' },
        ...(isQueue ? [] : [{ text: 'To keep a gradual shift, change the policies of the existing role instead of replacing it.' }]),
      ],
    };
  },
};

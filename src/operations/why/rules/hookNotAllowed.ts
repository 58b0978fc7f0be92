import { aws, type Rule } from '../explanation';
import { saidIn } from '../words';

const DENIED = /not authorized to perform: lambda:InvokeFunction/i;

/** CodeDeploy says IAM_ROLE_PERMISSIONS, or waits an hour for a hook that it could not call. */
export const hookNotAllowed: Rule = {
  name: 'hook-not-allowed',
  recognise(evidence) {
    const { hook, release } = evidence;
    if (!hook) return undefined;
    const isSaid = release?.deployment.error?.code === 'IAM_ROLE_PERMISSIONS' || DENIED.test(saidIn(evidence));
    const neverRan = hook.invocations === 0 && (hook.log ?? []).length === 0;
    if (!isSaid && !neverRan) return undefined;
    const role = release?.serviceRole;
    const who = role ? `its service role ${role}` : 'its service role';
    const test = ['iam', 'simulate-principal-policy', '--policy-source-arn', role ?? 'ROLE', '--action-names', 'lambda:InvokeFunction'];
    return {
      cause: isSaid
        ? `CodeDeploy could not invoke the ${hook.event} hook ${hook.function}: ${who} lacks lambda:InvokeFunction on it.`
        : `CodeDeploy never invoked the ${hook.event} hook ${hook.function}, most likely because ${who} lacks lambda:InvokeFunction on it.`,
      evidence:
        hook.invocations === undefined
          ? []
          : [{ at: hook.began, what: 'hook', text: `${hook.invocations} invocations of ${hook.function}` }],
      actions: [
        { text: 'Check what the role may do:', command: aws(evidence, ...test, '--resource-arns', hookArn(evidence, hook.function)) },
        {
          text: 'If Hooks contains the Ref, name or ARN of the function, the generated role is allowed to invoke it. Your own Role needs lambda:InvokeFunction on it.',
        },
      ],
    };
  },
};

function hookArn({ release, stack }: Parameters<Rule['recognise']>[0], name: string): string {
  const account = release?.serviceRole?.split(':')[4] ?? 'ACCOUNT';
  return `arn:aws:lambda:${stack.region}:${account}:function:${name}`;
}

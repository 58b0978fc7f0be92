import type { EvaluationResult } from '@aws-sdk/client-iam';
import type { Reader } from '../operations/read/reader';
import type { Check } from './check';

/** What deploying a marked template asks for, beyond what its author's own resources do. */
export const DEPLOYING = [
  'cloudformation:CreateChangeSet',
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeStacks',
  'cloudformation:ExecuteChangeSet',
  'cloudwatch:PutMetricAlarm',
  'codedeploy:CreateApplication',
  'codedeploy:CreateDeployment',
  'codedeploy:CreateDeploymentGroup',
  'codedeploy:GetDeployment',
  'codedeploy:UpdateDeploymentGroup',
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'lambda:CreateAlias',
  'lambda:PublishVersion',
  'lambda:UpdateAlias',
] as const;

export const CAPABILITIES: Check = {
  check: 'capabilities',
  status: 'ok',
  text: 'Pass CAPABILITY_IAM, because a role is generated, and CAPABILITY_AUTO_EXPAND if you deploy without a change set. No IAM permission is needed for either.',
};

/** Whether the identity may deploy, as far as IAM's simulator tells. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export async function checkRights(reader: Reader, identity: string): Promise<Check> {
  const check = 'rights';
  const unknown = (text: string, remedy?: string): Check => ({ check, status: 'unknown', text, ...(remedy && { remedy }) });
  const principal = await principalOf(reader, identity);
  if (principal === undefined) {
    const isRefused = reader.isRefused('iam:GetRole');
    return isRefused ? unknown('Your role could not be read.', 'Allow iam:GetRole.') : unknown('IAM can simulate only users and roles.');
  }
  const results = await reader.may('iam:SimulatePrincipalPolicy', async ({ iam }) => {
    const client = await iam();
    const found: EvaluationResult[] = [];
    for (let Marker: string | undefined; ; ) {
      const page = await client.simulatePrincipalPolicy({
        PolicySourceArn: principal,
        ActionNames: [...DEPLOYING],
        ...(Marker ? { Marker } : {}),
      });
      found.push(...(page.EvaluationResults ?? []));
      if (!page.IsTruncated || !page.Marker) return found;
      Marker = page.Marker;
    }
  });
  if (results === undefined) return unknown('Your permissions could not be simulated.', 'Allow iam:SimulatePrincipalPolicy.');
  const decided = (decision: string) =>
    results.filter(({ EvalDecision }) => EvalDecision === decision).map(({ EvalActionName }) => EvalActionName);
  const [denied, open] = [decided('explicitDeny'), decided('implicitDeny')];
  if (denied.length > 0) {
    const text = `A policy denies ${denied.join(', ')}.`;
    return { check, status: 'problem', text, remedy: 'Change that policy, or deploy with a service role (--role-arn).' };
  }
  if (open.length === 0) return { check, status: 'ok', text: 'You are allowed to deploy a marked template.' };
  const text = `You are not allowed to call ${open.join(', ')} on every resource.`;
  return unknown(
    text,
    'Policies limited to certain resources may still allow it. If not, request the permission, or deploy with a service role (--role-arn).',
  );
}

/** The user or role behind an identity; the name of a session does not show the path of its role. */
async function principalOf(reader: Reader, identity: string): Promise<string | undefined> {
  const [, RoleName] = /:assumed-role\/([^/]+)\//.exec(identity) ?? [];
  if (RoleName === undefined) return /:user\//.test(identity) ? identity : undefined;
  const answer = await reader.may('iam:GetRole', async ({ iam }) => (await iam()).getRole({ RoleName }));
  return answer?.Role?.Arn;
}

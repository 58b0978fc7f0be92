import { ref, sub } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import { type HookTarget, under } from './hooks';
import { resource } from './resource';

const MANAGED_POLICY = 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited';

/** Something that CodeDeploy calls, and the conditions under which it does. */
export type Target = Pick<HookTarget, 'arn' | 'when'>;

export interface ServiceRoleNeeds {
  readonly condition: string | undefined;
  readonly hooks: readonly Target[];
  readonly topics: readonly Target[];
  readonly path: Json | undefined;
  readonly permissionsBoundary: Json | undefined;
  readonly tags: Json | undefined;
}

/**
 * What CodeDeploy may do for this stack and nothing else (aws-facts 3.5): the Limited policy has neither sns:Publish nor
 * hooks of any name. Only deployments of this account may use the role (confused deputy).
 */
export function serviceRole({ condition, hooks, topics, path, permissionsBoundary, tags }: ServiceRoleNeeds): Resource {
  const policies = [
    ...policiesFor('lambda:InvokeFunction', hooks, 'InvokeHooks', 'InvokeHook'),
    ...policiesFor('sns:Publish', topics, 'PublishToTriggers', 'PublishToTrigger'),
  ];
  return resource(
    'AWS::IAM::Role',
    { Condition: condition },
    {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'codedeploy.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
          },
        ],
      },
      ManagedPolicyArns: [sub(MANAGED_POLICY)],
      Path: path,
      PermissionsBoundary: permissionsBoundary,
      Policies: policies.length > 0 ? policies : undefined,
      Tags: tags,
    },
  );
}

export const statement = (action: string | string[], resources: readonly Json[]): Json => ({
  Effect: 'Allow',
  Action: action,
  Resource: [...resources],
});

/** One statement that allows this on exactly these. */
export const policyDocument = (action: string | string[], resources: readonly Json[]): Json => ({
  Version: '2012-10-17',
  Statement: [statement(action, resources)],
});

/** One policy for what is always there, one for each that may not be: a policy without resources is refused. */
function policiesFor(action: string, targets: readonly Target[], name: string, single: string): Json[] {
  const always = targets.filter(({ when }) => when.length === 0);
  const sometimes = targets.filter(({ when }) => when.length > 0);
  const all = always.map(({ arn }) => arn);
  return [
    ...(all.length > 0 ? [policy(name, action, all)] : []),
    ...sometimes.map(({ arn, when }, i) => under(when, policy(`${single}${i + 1}`, action, [arn]))),
  ];
}

const policy = (name: string, action: string, resources: readonly Json[]): Json => ({
  PolicyName: name,
  PolicyDocument: policyDocument(action, resources),
});

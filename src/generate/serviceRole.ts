import { ref, sub } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import { type HookTarget, under } from './hooks';
import { resource } from './released';

const MANAGED_POLICY = 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited';

export interface ServiceRoleNeeds {
  readonly condition: string | undefined;
  readonly hooks: readonly HookTarget[];
  readonly topics: readonly Json[];
  readonly path: Json | undefined;
  readonly permissionsBoundary: Json | undefined;
  readonly tags: Json | undefined;
}

/**
 * What CodeDeploy may do for this stack and nothing else (aws-facts 3.5): the Limited policy has neither sns:Publish nor
 * hooks of any name. Only deployments of this account may use the role (confused deputy).
 */
export function serviceRole({ condition, hooks, topics, path, permissionsBoundary, tags }: ServiceRoleNeeds): Resource {
  const always = hooks.filter(({ when }) => when.length === 0);
  const sometimes = hooks.filter(({ when }) => when.length > 0);
  const policies = [
    ...(always.length > 0
      ? [
          policy(
            'InvokeHooks',
            'lambda:InvokeFunction',
            always.map(({ arn }) => arn),
          ),
        ]
      : []),
    ...sometimes.map((hook, i) => under(hook.when, policy(`InvokeHook${i + 1}`, 'lambda:InvokeFunction', [hook.arn]))),
    ...(topics.length > 0 ? [policy('PublishToTriggers', 'sns:Publish', topics)] : []),
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

/** One statement that allows one action on exactly these. */
export const policyDocument = (action: string, resources: readonly Json[]): Json => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: [...resources] }],
});

const policy = (name: string, action: string, resources: readonly Json[]): Json => ({
  PolicyName: name,
  PolicyDocument: policyDocument(action, resources),
});

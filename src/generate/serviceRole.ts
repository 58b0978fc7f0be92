import { ref, sub } from '../template/intrinsics';
import type { Json } from '../template/json';
import type { Resource } from '../template/template';
import { resource } from './resource';

const MANAGED_POLICY = 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited';

/** What limits the generated roles. */
export interface Limits {
  readonly Path: Json | undefined;
  readonly PermissionsBoundary: Json | undefined;
}

/**
 * What CodeDeploy may do for this stack: the Limited policy has neither sns:Publish nor hooks of any name. Both are
 * granted one by one. Only deployments of this account may use the role (confused deputy).
 */
export const serviceRole = (condition: string | undefined, limits: Limits, tags: Json | undefined): Resource =>
  resource(
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
      ...limits,
      Tags: tags,
    },
  );

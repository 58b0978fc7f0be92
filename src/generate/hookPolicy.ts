import { ref, sub } from '../template/intrinsics';
import type { Json } from '../template/json';
import { soleReference } from '../template/references';
import { propertiesOf, type Resource, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { APPLICATION, groupId } from '../version/ids';
import { resource } from './resource';
import { policyDocument } from './serviceRole';

export const REPORT = 'codedeploy:PutLifecycleEventHookExecutionStatus';
/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
const LONGEST_POLICY_NAME = 128;

/** Logical id of the role of a hook function, where it is a role of this template; we can't add to another's. */
export function hookRole(template: Template, hook: string, values: Values): string | undefined {
  const role = soleReference(values.resolve(propertiesOf(resourceOf(template, hook)).Role));
  return role?.attribute === 'Arn' && resourceOf(template, role.id)?.Type === 'AWS::IAM::Role' ? role.id : undefined;
}

/**
 * Lets a hook function report its result to exactly one deployment group. Without it the deployment hangs for an hour
 * (aws-facts 3.3). A policy of its own: inside the hook's role it would close the circle role -> group -> role (peers.md 6d).
 */
export const hookPolicy = (id: string, functionId: string, role: string, condition: string | undefined): Resource =>
  resource(
    'AWS::IAM::Policy',
    { Condition: condition },
    {
      PolicyName: id.slice(-LONGEST_POLICY_NAME), // unique on a role that several groups' hooks share
      PolicyDocument: policyDocument(REPORT, [groupArn(functionId)]),
      Roles: [ref(role)],
    },
  );

export const groupArn = (functionId: string): Json =>
  sub(`arn:\${AWS::Partition}:codedeploy:\${AWS::Region}:\${AWS::AccountId}:deploymentgroup:\${${APPLICATION}}/\${${groupId(functionId)}}`);

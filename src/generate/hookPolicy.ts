import { sub } from '../template/intrinsics';
import type { Json } from '../template/json';
import { soleReference } from '../template/references';
import { propertiesOf, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { APPLICATION, groupId } from '../version/ids';

/** What a hook function must be allowed to do: without it the deployment hangs for an hour. */
export const REPORT = 'codedeploy:PutLifecycleEventHookExecutionStatus';

/** Logical id of the role of a hook function, where it is a role of this template; we can't add to another's. */
export function hookRole(template: Template, hook: string, values: Values): string | undefined {
  const role = soleReference(values.resolve(propertiesOf(resourceOf(template, hook)).Role));
  return role?.attribute === 'Arn' && resourceOf(template, role.id)?.Type === 'AWS::IAM::Role' ? role.id : undefined;
}

export const groupArn = (functionId: string): Json =>
  sub(`arn:\${AWS::Partition}:codedeploy:\${AWS::Region}:\${AWS::AccountId}:deploymentgroup:\${${APPLICATION}}/\${${groupId(functionId)}}`);

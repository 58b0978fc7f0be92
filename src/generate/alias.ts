import { ref } from '../template/intrinsics';
import { own } from '../template/json';
import type { Resource, TypeOf } from '../template/template';
import { updatePolicyHook } from './hooks';
import { APPLICATION, groupId } from './ids';
import { type Released, resource } from './released';
import { versionNumber } from './version';

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html
 * RoutingConfig is CodeDeploy's (aws-facts 2). The function's own deletion policies hold for its alias too.
 * `waitsFor`: what must exist before a deployment starts although nothing here refers to it.
 */
export function alias(released: Released, typeOf: TypeOf, waitsFor: readonly string[]): Resource {
  const { id, settings, condition, resource: lambda } = released;
  return resource(
    'AWS::Lambda::Alias',
    {
      Condition: condition,
      DependsOn: waitsFor.length > 0 ? waitsFor : undefined,
      DeletionPolicy: own(lambda, 'DeletionPolicy'),
      UpdateReplacePolicy: own(lambda, 'UpdateReplacePolicy'),
      UpdatePolicy: updatePolicy(released, typeOf),
    },
    {
      Name: settings.alias,
      FunctionName: ref(id),
      FunctionVersion: versionNumber(released),
      ProvisionedConcurrencyConfig: settings.provisionedConcurrency,
    },
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html */
function updatePolicy({ id, settings: { deployment } }: Released, typeOf: TypeOf) {
  if (!deployment) return undefined;
  const hook = (name: string, value: typeof deployment.preTraffic) =>
    value === undefined ? {} : { [name]: updatePolicyHook(value, typeOf) };
  return {
    CodeDeployLambdaAliasUpdate: {
      ApplicationName: ref(APPLICATION),
      DeploymentGroupName: ref(groupId(id)),
      ...hook('BeforeAllowTrafficHook', deployment.preTraffic),
      ...hook('AfterAllowTrafficHook', deployment.postTraffic),
    },
  };
}

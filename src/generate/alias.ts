import type { HookEvent } from '../settings/hooks';
import { mapBranches, ref } from '../template/intrinsics';
import { asList, type Json, type JsonObject, own } from '../template/json';
import type { Resource } from '../template/template';
import type { Values } from '../template/values';
import { APPLICATION, groupId } from '../version/ids';
import type { Released } from '../version/released';
import { resource } from './resource';
import { versionNumber } from './version';

/** What stands in the update policy for each hook. */
export type UpdatePolicyHooks = { readonly [event in HookEvent]?: Json };

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html
 * RoutingConfig is CodeDeploy's. The function's own deletion policies hold for its alias too.
 * `waitsFor`: what must exist before a deployment starts although nothing here refers to it. It is there whenever the alias is.
 */
export function alias(released: Released, hooks: UpdatePolicyHooks, waitsFor: readonly string[], values: Values): Resource {
  const { id, settings, condition, resource: lambda, takenOver } = released;
  if (takenOver?.alias) return managed(takenOver.alias.resource, released, hooks, waitsFor);
  return resource(
    'AWS::Lambda::Alias',
    {
      Condition: condition,
      DependsOn: waitsFor.length > 0 ? waitsFor : undefined,
      DeletionPolicy: deletionPolicy(own(lambda, 'DeletionPolicy'), values),
      UpdateReplacePolicy: own(lambda, 'UpdateReplacePolicy'),
      UpdatePolicy: updatePolicy(released, hooks),
    },
    {
      Name: settings.alias,
      FunctionName: ref(id),
      FunctionVersion: versionNumber(released),
      ProvisionedConcurrencyConfig: settings.provisionedConcurrency,
    },
  );
}

/** An author's alias, which stays the same alias: only its version and its update policy are set. */
function managed(author: Resource, released: Released, hooks: UpdatePolicyHooks, waitsFor: readonly string[]): Resource {
  const { UpdatePolicy: _, DependsOn, Properties, ...attributes } = author;
  const waits = [...asList(DependsOn), ...waitsFor];
  const provisioned = released.settings.provisionedConcurrency;
  return resource(
    'AWS::Lambda::Alias',
    { ...attributes, DependsOn: waits.length > 0 ? waits : undefined, UpdatePolicy: updatePolicy(released, hooks) },
    {
      ...(Properties as JsonObject),
      FunctionVersion: versionNumber(released),
      ...(provisioned === undefined ? {} : { ProvisionedConcurrencyConfig: provisioned }),
    },
  );
}

/** An alias that a failed first deployment left behind would be in the way of every other. */
const deletionPolicy = (said: Json | undefined, values: Values): Json | undefined =>
  said && mapBranches(said, (policy) => (values.resolve(policy) === 'Retain' ? 'RetainExceptOnCreate' : policy));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html */
function updatePolicy({ id, settings: { deployment } }: Released, { PreTraffic, PostTraffic }: UpdatePolicyHooks) {
  if (!deployment) return undefined;
  return {
    CodeDeployLambdaAliasUpdate: {
      ApplicationName: ref(APPLICATION),
      DeploymentGroupName: ref(groupId(id)),
      ...(PreTraffic === undefined ? {} : { BeforeAllowTrafficHook: PreTraffic }),
      ...(PostTraffic === undefined ? {} : { AfterAllowTrafficHook: PostTraffic }),
    },
  };
}

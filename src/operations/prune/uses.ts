import type {
  AliasConfiguration,
  EventSourceMappingConfiguration,
  Execution,
  ProvisionedConcurrencyConfigListItem,
} from '@aws-sdk/client-lambda';
import type { StackResource } from '../rollout/layout';
import { present } from '../rollout/layout';
import type { Version } from './model';

/** What AWS lists of one function, or of the account. undefined: it could not be listed. */
export interface Lists {
  readonly aliases: readonly AliasConfiguration[] | undefined;
  readonly provisioned: readonly ProvisionedConcurrencyConfigListItem[] | undefined;
  readonly mappings: readonly EventSourceMappingConfiguration[] | undefined;
  /** Empty for functions that are not durable. */
  readonly executions: readonly Execution[] | undefined;
  /** Of the stack, of those nested in it and of others, as far as these could be listed. */
  readonly resources: readonly { readonly stack: string; readonly resources: readonly StackResource[] }[];
}

/** Each version that something uses, with the first reason that there is. */
export function usesOf(versions: readonly Version[], lists: Lists): Map<string, string> {
  const uses = new Map<string, string>();
  const use = (version: string | undefined, because: string) => {
    if (version !== undefined && !uses.has(version)) uses.set(version, because);
  };
  for (const { Name, FunctionVersion, RoutingConfig } of lists.aliases ?? []) {
    use(FunctionVersion, `alias ${Name} points to it`);
    for (const version of Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})) use(version, `alias ${Name} sends traffic to it`);
  }
  const byArn = new Map(versions.map(({ arn, version }) => [arn, version]));
  for (const { FunctionArn = '' } of lists.provisioned ?? []) use(byArn.get(FunctionArn), 'it has provisioned concurrency');
  for (const { FunctionArn = '', UUID } of lists.mappings ?? []) use(byArn.get(FunctionArn), `event source mapping ${UUID} invokes it`);
  for (const { FunctionArn = '' } of lists.executions ?? []) use(byArn.get(FunctionArn), 'a durable execution is running on it');
  for (const { stack, resources } of lists.resources) {
    for (const { id, physicalId = '' } of present(resources)) use(byArn.get(physicalId), `it is resource ${id} of stack ${stack}`);
  }
  return uses;
}

/** What could not be listed, as an action. */
export function unknownIn({ aliases, provisioned, mappings, executions }: Lists): string | undefined {
  if (!aliases) return 'lambda:ListAliases';
  if (!provisioned) return 'lambda:ListProvisionedConcurrencyConfigs';
  if (!mappings) return 'lambda:ListEventSourceMappings';
  return executions ? undefined : 'lambda:ListDurableExecutionsByFunction';
}

/**
 * A resource policy of a version lets somebody call exactly this version. Lambda@Edge adds one when it replicates.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html
 */
export function useByPolicy(policy: string | undefined): string | undefined {
  if (policy === undefined) return undefined;
  if (policy.includes('replicator.lambda.')) return 'Lambda@Edge replicates it';
  return /"Statement"\s*:\s*\[\s*\]/.test(policy) ? undefined : 'its resource policy allows invoking it';
}

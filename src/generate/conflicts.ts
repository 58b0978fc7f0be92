import { ifParts, inBranch, mapBranches, NO_VALUE, onlyIf } from '../template/intrinsics';
import { type Json, own } from '../template/json';
import { referencedIds } from '../template/references';
import { propertiesOf, resourcesOf } from '../template/template';
import type { Values } from '../template/values';
import type { Compilation } from '../version/compilation';
import type { Released } from '../version/released';

/**
 * What Lambda refuses on a version, its alias or a URL whatever happens. Provisioned concurrency behind a shifting alias is none
 * of it: CodeDeploy waits for it. docs/rollouts.md says what to change in an update of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-limitations
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.TenancyConfig.html
 */
export function refuseConflicts({ id, resource, settings }: Released, { template, values, diagnostics }: Compilation): void {
  const { SnapStart, TenancyConfig } = propertiesOf(resource);
  const provisioned = settings.provisionedConcurrency;
  const snapStart = mapBranches(SnapStart ?? NO_VALUE, (branch) =>
    mapBranches(own(branch, 'ApplyOn') ?? NO_VALUE, (on) => (values.resolve(on) === 'PublishedVersions' ? on : NO_VALUE)),
  );
  if (meet(snapStart, provisioned, values)) diagnostics.report('SD2401', ['Resources', id, 'Properties', 'SnapStart']);
  const others: [name: string, value: Json | undefined][] = [
    ['ProvisionedConcurrencyConfig', provisioned],
    ['SnapStart', snapStart],
  ];
  for (const [type, to, name] of OF_A_FUNCTION) {
    for (const [, { Condition, Properties }] of resourcesOf(template, type)) {
      const value = type === URL ? true : own(Properties, name);
      if (value === undefined || !referencedIds(own(Properties, to)).has(id)) continue;
      others.push([name, typeof Condition === 'string' ? onlyIf(Condition, value) : value]);
    }
  }
  for (const [name, value] of others) {
    if (meet(TenancyConfig, value, values)) diagnostics.report('SD2402', ['Resources', id, 'Properties', 'TenancyConfig'], { name });
  }
}

const URL = 'AWS::Lambda::Url';
/** Resources that say more about a function, and in which property they name it. */
const OF_A_FUNCTION = [
  [URL, 'TargetFunctionArn', 'a Function URL'],
  ['AWS::Lambda::Alias', 'FunctionName', 'ProvisionedConcurrencyConfig'],
  ['AWS::Lambda::Version', 'FunctionName', 'ProvisionedConcurrencyConfig'],
] as const;

/** Can both be there at one time? What only CloudFormation decides can be either way. */
function meet(one: Json | undefined, other: Json | undefined, values: Values): boolean {
  const [left, right] = [one, other].map((value) => (value === undefined ? value : values.unwrap(value)));
  if (left === undefined || right === undefined) return false;
  const [condition, yes, no] = ifParts(left) ?? [];
  if (condition === undefined) return ifParts(right) === undefined || meet(right, left, values);
  return meet(yes, inBranch(right, condition, 1), values) || meet(no, inBranch(right, condition, 2), values);
}

import { asList, isScalar, type Json, type JsonObject, own } from './json';

/** What decides values at macro time, besides the template itself. */
export interface Environment {
  readonly region: string;
  readonly accountId: string;
  /** As CloudFormation evaluated them, defaults included; lists as lists or as comma-separated text. */
  readonly parameterValues: JsonObject;
}

/** A nested stack's change set gives this in place of a value that is not known yet: https://github.com/aws/serverless-application-model/issues/2477 */
const PLACEHOLDER = '{{IntrinsicFunction:';
const isPlaceholder = (value: Json): boolean => typeof value === 'string' && value.startsWith(PLACEHOLDER);

const LIST_TYPE = /^(CommaDelimitedList$|List<|AWS::SSM::Parameter::Value<(List<|CommaDelimitedList))/;

/** The value of a parameter; undefined when it has none, is not declared or is a placeholder. */
export function parameterValue(name: string, parameters: Json | undefined, given: JsonObject): Json | undefined {
  const declared = own(parameters, name);
  const value = own(given, name) ?? own(declared, 'Default');
  if (value === undefined || value === null || asList(value).some(isPlaceholder)) return undefined;
  const type = own(declared, 'Type');
  if (typeof type === 'string' && LIST_TYPE.test(type) && !Array.isArray(value)) {
    return String(value)
      .split(',')
      .map((item) => item.trim());
  }
  return asList(value).every(isScalar) ? value : undefined;
}

/** Whether the request has the name or the value of such a parameter is not documented (docs/decisions.md), so it decides nothing. */
const SSM_TYPE = /^AWS::SSM::Parameter::/;
export const isOfSsm = (name: string, parameters: Json | undefined): boolean => {
  const type = own(own(parameters, name), 'Type');
  return typeof type === 'string' && SSM_TYPE.test(type);
};

export const isNoEcho = (name: string, parameters: Json | undefined): boolean => {
  const noEcho = own(own(parameters, name), 'NoEcho');
  return noEcho !== undefined && (!isScalar(noEcho) || String(noEcho).toLowerCase() === 'true');
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html and the region table of samtranslator. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string, suffix: string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['us-isof-', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['eu-isoe-', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
];

/** The pseudo parameters that the request carries. Stack name and id are not among them. */
export function pseudoParameters({ region, accountId }: Environment): ReadonlyMap<string, string> {
  const [, partition, suffix] = PARTITIONS.find(([prefix]) => region.startsWith(prefix)) ?? ['', 'aws', 'amazonaws.com'];
  return new Map([
    ['AWS::Region', region],
    ['AWS::AccountId', accountId],
    ['AWS::Partition', partition],
    ['AWS::URLSuffix', suffix],
  ]);
}

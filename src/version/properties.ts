/**
 * Which properties of AWS::Lambda::Function live in a version (docs/settings.md): a change to one of these gives Lambda
 * something to publish. Golden digests freeze this list; moving a name between the lists needs a new digest format.
 */
export const IN_VERSION: ReadonlySet<string> = new Set([
  'Architectures',
  'CapacityProviderConfig',
  'Code',
  'DeadLetterConfig',
  'Description',
  'DurableConfig',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'FunctionName',
  'Handler',
  'ImageConfig',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'PackageType',
  'PublishToLatestPublished',
  'Role',
  'Runtime',
  'SnapStart',
  'Timeout',
  'TracingConfig',
  'VpcConfig',
]);

/**
 * Not in a version: publishing for one of these alone fails with "A version for this Lambda function exists".
 * The last three have APIs of their own; AWS does not say whether they are published, so they count as out.
 */
export const NOT_IN_VERSION: ReadonlySet<string> = new Set([
  'CodeSigningConfigArn',
  'ReservedConcurrentExecutions',
  'Tags',
  'TenancyConfig',
  'FunctionScalingConfig',
  'RecursiveLoop',
  'RuntimeManagementConfig',
]);

/** What a property is when nobody writes it, https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const DEFAULTS: Readonly<Record<string, string>> = {
  Architectures: '["x86_64"]',
  Description: '""',
  EphemeralStorage: '{"Size":"512"}',
  KmsKeyArn: '""',
  LoggingConfig: '{"LogFormat":"Text"}',
  MemorySize: '"128"',
  PackageType: '"Zip"',
  SnapStart: '{"ApplyOn":"None"}',
  Timeout: '"3"',
  TracingConfig: '{"Mode":"PassThrough"}',
};
const EMPTY = new Set([
  '{}',
  '[]',
  '{"Variables":{}}',
  '{"SecurityGroupIds":[],"SubnetIds":[]}',
  '{"Ipv6AllowedForDualStack":"false","SecurityGroupIds":[],"SubnetIds":[]}',
  '{"TargetArn":""}',
]);
const CAN_BE_EMPTY = new Set([
  'Environment',
  'Layers',
  'VpcConfig',
  'FileSystemConfigs',
  'DeadLetterConfig',
  'ImageConfig',
  'LoggingConfig',
]);

/** Does the canonical JSON of a property say what its absence says too? */
export const isDefault = (name: string, canonical: () => string): boolean =>
  (Object.hasOwn(DEFAULTS, name) && DEFAULTS[name] === canonical()) || (CAN_BE_EMPTY.has(name) && EMPTY.has(canonical()));

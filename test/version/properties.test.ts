import type { Json } from '../../src/template/json';
import { IN_VERSION, NOT_IN_VERSION } from '../../src/version/properties';
import { answerTo, publishes } from './publish';

// Two values of each property of AWS::Lambda::Function, neither of them the default. docs/settings.md says which list is which.
const LIVES_IN_A_VERSION: Record<string, [Json, Json]> = {
  Architectures: [['arm64'], ['riscv']],
  CapacityProviderConfig: [{ LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'a' } }, { Other: 'b' }],
  Code: [
    { S3Bucket: 'b', S3Key: 'one.zip' },
    { S3Bucket: 'b', S3Key: 'two.zip' },
  ],
  DeadLetterConfig: [{ TargetArn: 'arn:one' }, { TargetArn: 'arn:two' }],
  Description: ['takes orders', 'takes refunds'],
  DurableConfig: [{ ExecutionTimeout: 60 }, { ExecutionTimeout: 61 }],
  Environment: [{ Variables: { A: '1' } }, { Variables: { A: '2' } }],
  EphemeralStorage: [{ Size: 513 }, { Size: 1024 }],
  FileSystemConfigs: [[{ Arn: 'arn:one', LocalMountPath: '/mnt/a' }], [{ Arn: 'arn:one', LocalMountPath: '/mnt/b' }]],
  FunctionName: ['one', 'two'],
  Handler: ['index.one', 'index.two'],
  ImageConfig: [{ Command: ['one'] }, { Command: ['two'] }],
  KmsKeyArn: ['arn:one', 'arn:two'],
  Layers: [['arn:layer:1'], ['arn:layer:2']],
  LoggingConfig: [{ LogFormat: 'JSON' }, { LogFormat: 'JSON', SystemLogLevel: 'WARN' }],
  MemorySize: [256, 512],
  PackageType: ['Image', 'Other'],
  PublishToLatestPublished: [true, false],
  Role: ['arn:aws:iam::123456789012:role/one', 'arn:aws:iam::123456789012:role/two'],
  Runtime: ['python3.13', 'python3.14'],
  SnapStart: [{ ApplyOn: 'PublishedVersions' }, { ApplyOn: 'Other' }],
  Timeout: [4, 5],
  TracingConfig: [{ Mode: 'Active' }, { Mode: 'Other' }],
  VpcConfig: [
    { SubnetIds: ['s-1'], SecurityGroupIds: ['g-1'] },
    { SubnetIds: ['s-2'], SecurityGroupIds: ['g-1'] },
  ],
};
const SET_BESIDE_THE_VERSIONS: Record<string, [Json, Json]> = {
  CodeSigningConfigArn: ['arn:one', 'arn:two'],
  FunctionScalingConfig: [{ MinExecutionEnvironments: 1 }, { MinExecutionEnvironments: 2 }],
  ReservedConcurrentExecutions: [1, 2],
  Tags: [[{ Key: 'a', Value: '1' }], [{ Key: 'a', Value: '2' }]],
  TenancyConfig: [{ TenantIsolationMode: 'PER_TENANT' }, { TenantIsolationMode: 'OTHER' }],
};
/** AWS does not say, so they count as out until the author says otherwise. */
const DOUBTFUL: Record<string, [Json, Json]> = {
  RecursiveLoop: ['Allow', 'Terminate'],
  RuntimeManagementConfig: [{ UpdateRuntimeOn: 'Manual' }, { UpdateRuntimeOn: 'FunctionUpdate' }],
};

test('every classified property has its pair here', () => {
  expect(Object.keys(LIVES_IN_A_VERSION).sort()).toEqual([...IN_VERSION].sort());
  expect(Object.keys({ ...SET_BESIDE_THE_VERSIONS, ...DOUBTFUL }).sort()).toEqual([...NOT_IN_VERSION].sort());
});

test.each(Object.entries(LIVES_IN_A_VERSION))('%s publishes when it comes, changes and goes', (name, [one, two]) => {
  const [without, first, second] = [undefined, one, two].map((value) => ({ properties: { [name]: value } }));
  expect(publishes(first ?? {}, second ?? {})).toBe(true);
  expect(publishes(without ?? {}, first ?? {})).toBe(true);
});

test.each(Object.entries({ ...SET_BESIDE_THE_VERSIONS, ...DOUBTFUL }))('%s never publishes', (name, [one, two]) => {
  const [without, first, second] = [undefined, one, two].map((value) => ({ properties: { [name]: value } }));
  expect(publishes(first ?? {}, second ?? {})).toBe(false);
  expect(publishes(without ?? {}, first ?? {})).toBe(false);
});

test.each(Object.entries(DOUBTFUL))('%s publishes when the author says that it counts', (name, [one, two]) => {
  const [first, second] = [one, two].map((value) => ({ properties: { [name]: value }, settings: { VersionProperties: { [name]: true } } }));
  expect(publishes(first ?? {}, second ?? {})).toBe(true);
});

describe('a property that nobody classified', () => {
  const change = (value: number, settings: { VersionProperties?: { QuantumConfig: Json } }) => ({
    properties: { QuantumConfig: { Qubits: value } },
    settings,
  });

  test('is an error that names it', () => {
    const { fragment, diagnostics } = answerTo(change(1, {}));
    expect(fragment).toBeUndefined();
    expect(diagnostics.map(({ code, path }) => [code, path.at(-1)])).toEqual([['SD2121', 'QuantumConfig']]);
    expect(diagnostics[0]?.remedy).toContain('VersionProperties: { QuantumConfig: true }');
  });

  test.each([true, 'true', 'TRUE'])('publishes when the author includes it by %p', (included) => {
    const settings = { VersionProperties: { QuantumConfig: included } };
    expect(publishes(change(1, settings), change(2, settings))).toBe(true);
  });

  test.each([false, 'false'])('does not publish when the author excludes it by %p', (included) => {
    const settings = { VersionProperties: { QuantumConfig: included } };
    expect(publishes(change(1, settings), change(2, settings))).toBe(false);
  });
});

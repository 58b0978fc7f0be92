import type { Json, JsonObject } from '../../src/template/json';
import { type Case, publishes } from './publish';

/** A function whose environment names X, and X. */
const naming = (X: JsonObject, reference: Json = { Ref: 'X' }, more: Case = {}): Case => ({
  ...more,
  properties: { Environment: { Variables: { X: reference } } },
  resources: { X, ...more.resources },
});
const of = (Type: string, Properties: JsonObject): JsonObject => ({ Type, Properties });

describe('what CloudFormation replaces behind a reference that stays publishes', () => {
  test.each<[type: string, property: string, before: Json, after: Json]>([
    ['AWS::IAM::Role', 'RoleName', 'a', 'b'],
    ['AWS::IAM::Role', 'Path', '/', '/b/'],
    ['AWS::DynamoDB::Table', 'TableName', 'a', 'b'],
    ['AWS::DynamoDB::Table', 'KeySchema', [{ AttributeName: 'a' }], [{ AttributeName: 'b' }]],
    ['AWS::DynamoDB::GlobalTable', 'TableName', 'a', 'b'],
    ['AWS::SQS::Queue', 'QueueName', 'a', 'b'],
    ['AWS::SQS::Queue', 'FifoQueue', false, true],
    ['AWS::SNS::Topic', 'TopicName', 'a', 'b'],
    ['AWS::S3::Bucket', 'BucketName', 'a', 'b'],
    ['AWS::Kinesis::Stream', 'Name', 'a', 'b'],
    ['AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamName', 'a', 'b'],
    ['AWS::Events::EventBus', 'Name', 'a', 'b'],
    ['AWS::SecretsManager::Secret', 'Name', 'a', 'b'],
    ['AWS::SSM::Parameter', 'Name', 'a', 'b'],
    ['AWS::KMS::Alias', 'AliasName', 'alias/a', 'alias/b'],
    ['AWS::Logs::LogGroup', 'LogGroupName', 'a', 'b'],
    ['AWS::StepFunctions::StateMachine', 'StateMachineName', 'a', 'b'],
    ['AWS::Lambda::Function', 'FunctionName', 'a', 'b'],
    ['AWS::Lambda::CapacityProvider', 'CapacityProviderName', 'a', 'b'],
    ['AWS::EC2::SecurityGroup', 'GroupName', 'a', 'b'],
    ['AWS::EC2::Subnet', 'CidrBlock', '10.0.1.0/24', '10.0.2.0/24'],
    ['AWS::EFS::AccessPoint', 'FileSystemId', 'fs-a', 'fs-b'],
    ['AWS::EFS::AccessPoint', 'RootDirectory', { Path: '/a' }, { Path: '/b' }],
    ['AWS::EFS::FileSystem', 'Encrypted', false, true],
    ['AWS::RDS::DBInstance', 'DBInstanceIdentifier', 'a', 'b'],
    ['AWS::ElastiCache::ReplicationGroup', 'ReplicationGroupId', 'a', 'b'],
    ['AWS::OpenSearchService::Domain', 'DomainName', 'a', 'b'],
    ['AWS::ApiGateway::DomainName', 'DomainName', 'a', 'b'],
  ])('%s: %s', (type, property, before, after) => {
    const one = naming(of(type, { [property]: before }));
    expect(publishes(one, naming(of(type, { [property]: after })))).toBe(true);
  });

  test.each<[how: string, reference: Json]>([
    ['Fn::GetAtt', { 'Fn::GetAtt': ['X', 'Arn'] }],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'X.StreamArn' }],
    ['Fn::Sub', { 'Fn::Sub': 'https://${X}/' }],
    ['Fn::Sub with a map', { 'Fn::Sub': ['${Name}', { Name: { 'Fn::GetAtt': ['X', 'Arn'] } }] }],
    ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'X' }]] }],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['X', 'Arn'] }] }] }],
    ['Fn::If that is decided', { 'Fn::If': ['Always', { Ref: 'X' }, 'none'] }],
    ['Fn::If that is not decided', { 'Fn::If': ['Late', 'none', { 'Fn::If': ['Late', { Ref: 'X' }, 'none'] }] }],
  ])('named by %s', (_, reference) => {
    const sections = {
      Conditions: { Always: { 'Fn::Equals': ['a', 'a'] }, Late: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } },
    };
    const one = naming(of('AWS::DynamoDB::Table', { TableName: 'a' }), reference, { sections });
    expect(publishes(one, naming(of('AWS::DynamoDB::Table', { TableName: 'b' }), reference, { sections }))).toBe(true);
    expect(publishes(one, naming(of('AWS::DynamoDB::Table', { TableName: 'a', Tags: [] }), reference, { sections }))).toBe(false);
  });

  test('by a parameter, a mapping or a condition in its name', () => {
    const sections = {
      Parameters: { Stage: { Type: 'String', Default: 'dev' } },
      Mappings: { Names: { dev: { table: 'a' }, prod: { table: 'b' } } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    };
    const names: Json[] = [
      { 'Fn::Sub': 'orders-${Stage}' },
      { 'Fn::FindInMap': ['Names', { Ref: 'Stage' }, 'table'] },
      { 'Fn::If': ['IsProd', 'b', 'a'] },
      { 'Fn::If': ['IsProd', 'b', { Ref: 'AWS::NoValue' }] },
    ];
    for (const TableName of names) {
      const one = naming(of('AWS::DynamoDB::Table', { TableName }), { Ref: 'X' }, { sections });
      expect(publishes(one, { ...one, parameterValues: { Stage: 'prod' } })).toBe(true);
      expect(publishes(one, { ...one, parameterValues: { Stage: 'dev' } })).toBe(false);
    }
  });

  test('by what decides an undecided condition of its name', () => {
    const late = (name: string) => ({ sections: { Conditions: { Late: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, name] } } } });
    const table = of('AWS::DynamoDB::Table', { TableName: { 'Fn::If': ['Late', 'a', 'b'] } });
    expect(publishes(naming(table, { Ref: 'X' }, late('one')), naming(table, { Ref: 'X' }, late('two')))).toBe(true);
  });

  test('by its type, and by the name of what its own name holds', () => {
    expect(publishes(naming(of('AWS::SQS::Queue', {})), naming(of('AWS::SNS::Topic', {})))).toBe(true);
    const queue = of('AWS::SQS::Queue', { QueueName: { 'Fn::Sub': '${Bus}-failed' } });
    const bus = (Name: string) => ({ resources: { Bus: of('AWS::Events::EventBus', { Name }) } });
    expect(publishes(naming(queue, { Ref: 'X' }, bus('a')), naming(queue, { Ref: 'X' }, bus('b')))).toBe(true);
  });

  test('the name of a function whose alias or version is told', () => {
    const other = (FunctionName: string) => ({
      Type: 'AWS::Lambda::Function',
      Metadata: { SafeDeploy: { Type: 'None' } },
      Properties: { Code: { ZipFile: 'x' }, FunctionName },
    });
    expect(publishes(naming(other('a'), { Ref: 'X.Alias' }), naming(other('b'), { Ref: 'X.Alias' }))).toBe(true);
  });
});

describe('what changes in place publishes nothing', () => {
  test.each<[type: string, before: JsonObject, after: JsonObject]>([
    ['AWS::IAM::Role', { RoleName: 'a' }, { RoleName: 'a', Description: 'b', Tags: [{ Key: 'a', Value: 'b' }] }],
    ['AWS::IAM::Role', {}, { Path: '/' }],
    ['AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [] } }, { AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: 'b' }] }],
    ['AWS::DynamoDB::Table', { BillingMode: 'PROVISIONED' }, { BillingMode: 'PAY_PER_REQUEST', StreamSpecification: {} }],
    ['AWS::SQS::Queue', { VisibilityTimeout: 30 }, { VisibilityTimeout: 60, FifoQueue: 'false' }],
    ['AWS::S3::Bucket', {}, { VersioningConfiguration: { Status: 'Enabled' } }],
    ['AWS::Lambda::Function', { MemorySize: 128 }, { MemorySize: 256, PackageType: 'Zip' }],
    ['AWS::ApiGateway::RestApi', { Name: 'a' }, { Name: 'b' }],
    ['AWS::Cognito::UserPool', { UserPoolName: 'a' }, { UserPoolName: 'b' }],
    ['AWS::AppConfig::Application', { Name: 'a' }, { Name: 'b' }],
    ['AWS::EC2::Subnet', { MapPublicIpOnLaunch: false }, { MapPublicIpOnLaunch: true }],
    ['AWS::SecretsManager::Secret', { KmsKeyId: 'a' }, { KmsKeyId: 'b' }],
    ['Custom::Thing', { Name: 'a' }, { Name: 'b' }],
  ])('%s: %j', (type, before, after) => {
    expect(publishes(naming(of(type, before)), naming(of(type, after)))).toBe(false);
  });

  test('nor does the name of what nothing in the version refers to', () => {
    const other = (TableName: string) => ({ resources: { Y: of('AWS::DynamoDB::Table', { TableName }) } });
    const table = of('AWS::DynamoDB::Table', { TableName: 'a', Tags: [{ Key: 'beside', Value: { Ref: 'Y' } }] });
    expect(publishes(naming(table, { Ref: 'X' }, other('a')), naming(table, { Ref: 'X' }, other('b')))).toBe(false);
  });

  test('nor the name of what stands beside the version', () => {
    const tagged = (TableName: string): Case => ({
      properties: { Tags: [{ Key: 'table', Value: { Ref: 'X' } }] },
      resources: { X: of('AWS::DynamoDB::Table', { TableName }) },
    });
    expect(publishes(tagged('a'), tagged('b'))).toBe(false);
  });
});

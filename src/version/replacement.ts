import { isObject, type JsonObject, put } from '../template/json';
import { propertiesOf, type Resource } from '../template/template';
import type { Values } from '../template/values';
import { canonicalJson } from './canonical';

/**
 * Properties beside the name whose change makes CloudFormation replace the resource, by the types that functions mostly refer to:
 * `createOnlyProperties` of their schemas, https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html.
 * docs/settings.md says them.
 */
export const REPLACING: Readonly<Record<string, string>> = {
  'Cognito::UserPoolClient': 'GenerateSecret UserPoolId',
  'DynamoDB::GlobalTable': 'KeySchema LocalSecondaryIndexes',
  'DynamoDB::Table': 'KeySchema',
  'EC2::SecurityGroup': 'GroupDescription VpcId',
  'EC2::Subnet': 'AvailabilityZone AvailabilityZoneId CidrBlock Ipv6Native OutpostArn VpcId',
  'EC2::VPC': 'CidrBlock',
  'EFS::AccessPoint': 'ClientToken FileSystemId PosixUser RootDirectory',
  'EFS::FileSystem': 'AvailabilityZoneName Encrypted KmsKeyId PerformanceMode',
  'EFS::MountTarget': 'FileSystemId IpAddress SubnetId',
  'IAM::Role': 'Path',
  'Lambda::Alias': 'FunctionName',
  'Lambda::CapacityProvider': 'InstanceRequirements KmsKeyArn PermissionsConfig VpcConfig',
  'Lambda::Function': 'PackageType',
  'Lambda::Url': 'Qualifier TargetFunctionArn',
  'Lambda::Version': 'CodeSha256 Description FunctionName',
  'RDS::DBCluster': 'DBSubnetGroupName DatabaseName EngineMode KmsKeyId SnapshotIdentifier StorageEncrypted',
  'RDS::DBInstance': 'DBClusterIdentifier DBName DBSubnetGroupName KmsKeyId MasterUsername StorageEncrypted',
  'S3Files::AccessPoint': 'ClientToken FileSystemId PosixUser RootDirectory',
  'S3Files::FileSystem': 'Bucket KmsKeyId Prefix RoleArn',
  'SNS::Topic': 'FifoTopic',
  'SQS::Queue': 'FifoQueue',
  'StepFunctions::StateMachine': 'StateMachineType',
};

/** Nothing of these changes in place. */
const IMMUTABLE = /::LayerVersion$/;

/** What such a property is when nobody writes it. */
const DEFAULTS = new Set(['""', '"/"', '"false"', '"generalPurpose"', '"STANDARD"', '"Zip"']);

/** Their names are labels, which CloudFormation changes in place; what refers to the resource gets an id. */
const LABELLED =
  /^(ApiGateway(V2)?::(Rest)?Api|AppSync::(GraphQL)?Api|AppConfig::(Application|ConfigurationProfile|Environment)|Bedrock::(Agent|DataSource|Flow|Guardrail|KnowledgeBase|Prompt)(Alias)?|BedrockAgentCore::Gateway|Cognito::(IdentityPool|UserPool(Client)?))$/;

/** `Name`; `RoleName` of a role, `DBInstanceIdentifier` of an instance; `DomainName` of the type of that name. */
function isName(property: string, type: string): boolean {
  const [, what = ''] = /^(.+?)(?:Name|Id|Identifier)$/.exec(property) ?? [];
  return property === 'Name' || type.endsWith(`::${property}`) || (what !== '' && type.endsWith(what));
}

/**
 * What tells a resource from the one that stands in its place after CloudFormation replaced it, as far as the template shows it: its
 * type, its name, and whatever else cannot change in place. Tags and throughput are no part of it.
 */
export function identityOf(resource: Resource, values: Values): JsonObject {
  const identity: JsonObject = { Type: resource.Type };
  const type = resource.Type.startsWith('AWS::') ? resource.Type.slice(5) : '';
  const others = Object.hasOwn(REPLACING, type) ? (REPLACING[type] as string).split(' ') : [];
  const properties = propertiesOf(resource);
  for (const property of type === '' ? [] : Object.keys(properties)) {
    const isOther = others.includes(property) || IMMUTABLE.test(type);
    if (!isOther && (!isName(property, type) || LABELLED.test(type))) continue;
    const value = values.resolve(properties[property]);
    if (value === undefined || value === null || (isOther && DEFAULTS.has(canonicalJson(value)))) continue;
    if (isObject(value) && Object.keys(value).length === 0) continue;
    put(identity, property, value);
  }
  return identity;
}

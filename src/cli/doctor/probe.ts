import { respond } from '../../macro/respond';
import { isObject, type Json, type JsonObject, own } from '../../template/json';
import { kindOf, saidOf } from '../aws/faults';
import { faultOf } from '../operations/fault';
import type { Reader } from '../operations/read/reader';
import type { Check } from './check';

const lambda = (mark: JsonObject, properties: JsonObject): JsonObject => ({
  Type: 'AWS::Lambda::Function',
  Metadata: { SafeDeploy: mark },
  Properties: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: 'bucket', S3Key: 'key' },
    ...properties,
  },
});

/** A template whose digests hang on everything that a digest can hang on: values, conditions, defaults, other resources, a layer, a setting. */
const PROBE: JsonObject = {
  Parameters: { Stage: { Type: 'String' } },
  Mappings: { Sizes: { test: { Memory: 256 } } },
  Conditions: { IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] } },
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    Layer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'bucket', S3Key: 'layer' } } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Sub': 'orders-${Stage}' } } },
    Plain: lambda({}, {}),
    Values: lambda(
      { Alias: { Ref: 'Stage' }, Type: 'Linear10PercentEvery1Minute', VersionDescription: 'probe' },
      {
        MemorySize: { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Memory'] },
        Timeout: { 'Fn::If': ['IsTest', 3, 30] },
        Environment: { Variables: { TABLE: { Ref: 'Table' }, REGION: { Ref: 'AWS::Region' } } },
        Layers: [{ Ref: 'Layer' }],
        Tags: [{ Key: 'team', Value: 'none' }],
      },
    ),
    Checked: lambda({ Revision: '7', Hooks: { PreTraffic: { Checks: [{ Name: 'answers' }] } } }, { Architectures: ['arm64'] }),
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'T', Arn: { 'Fn::GetAtt': ['Plain', 'Arn'] } }] },
    },
  },
};

const probeRequest = (region: string, accountId: string): JsonObject => ({
  region,
  accountId,
  fragment: PROBE,
  transformId: `${accountId}::SafeDeploy`,
  params: {},
  requestId: 'safedeploy-doctor',
  templateParameterValues: { Stage: 'test' },
});

/** Calls the macro as CloudFormation does, and compares its answer with what the command line makes of the same template. */
export async function checkAnswer(reader: Reader, functionArn: string, region: string, accountId: string): Promise<Check[]> {
  const request = probeRequest(region, accountId);
  let answer: Json | undefined;
  try {
    const { FunctionError, Payload } = await (await reader.clients.lambda()).invoke({
      FunctionName: functionArn,
      Payload: JSON.stringify(request),
    });
    answer = FunctionError ? undefined : (JSON.parse(Buffer.from(Payload ?? []).toString()) as Json);
  } catch (fault) {
    return [notInvoked(fault, functionArn), unknownDigest];
  }
  const fragment = own(answer, 'fragment');
  if (!isObject(fragment)) {
    const text = 'The macro failed to transform a small template.';
    return [
      MAY_INVOKE,
      { check: 'digest', status: 'problem', text, remedy: 'Check the log group of its function, and run safedeploy install.' },
    ];
  }
  return [
    MAY_INVOKE,
    compared(
      fragment,
      respond(
        request,
        () => undefined,
        () => 0,
      ).fragment,
    ),
  ];
}

const MAY_INVOKE: Check = { check: 'invoke', status: 'ok', text: 'You are allowed to call the macro.' };
const unknownDigest: Check = {
  check: 'digest',
  status: 'unknown',
  text: 'The digests can be compared only by calling the macro.',
};

function notInvoked(fault: unknown, functionArn: string): Check {
  const check = 'invoke';
  const kind = kindOf(fault);
  if (kind === 'missing')
    return { check, status: 'problem', text: `The macro cannot be called: ${saidOf(fault)}.`, remedy: 'Run safedeploy install.' };
  if (kind !== 'denied') throw faultOf('lambda:InvokeFunction', fault);
  return {
    check,
    status: 'problem',
    text: `You are not allowed to call the macro: ${saidOf(fault)}.`,
    remedy: `Allow lambda:InvokeFunction on ${functionArn}.`,
  };
}

/** The logical ID of a version ends with its digest. */
const versionsIn = (fragment: Json | undefined): string =>
  Object.entries(own(fragment, 'Resources') ?? {})
    .flatMap(([id, resource]) => (own(resource, 'Type') === 'AWS::Lambda::Version' ? [id] : []))
    .sort()
    .join();

function compared(theirs: Json, ours: Json | undefined): Check {
  const check = 'digest';
  if (JSON.stringify(theirs) === JSON.stringify(ours))
    return { check, status: 'ok', text: 'The macro and this command line produce the same template from the same input.' };
  if (versionsIn(theirs) === versionsIn(ours)) {
    const text = 'The macro and this command line produce the same versions, but differ elsewhere: plan may differ from the deployment.';
    return { check, status: 'ok', text, remedy: 'For exact plans, use the command line of the installed version.' };
  }
  const text =
    'The macro and this command line produce different versions from the same input: plan does not show what a deployment publishes.';
  return {
    check,
    status: 'problem',
    text,
    remedy: 'Use the command line of the installed version, or upgrade the macro: docs/upgrading.md.',
  };
}

import type { Check } from '../../checks/check';
import type { HookEvent } from '../../settings/hooks';
import { getAtt, ref } from '../../template/intrinsics';
import type { Json, JsonObject } from '../../template/json';
import type { Resource } from '../../template/template';
import { CHECKS_LOGS, CHECKS_ROLE, checksId } from '../../version/ids';
import type { Released } from '../../version/released';
import { serviceRoleArn } from '../deploymentGroup';
import { policyDocument, statement } from '../grants';
import { resource } from '../resource';
import type { Limits } from '../serviceRole';
import { CHECKS_CODE } from './code';

/** To start, to wait until new permissions count, and to report. */
const SPARE_SECONDS = 45;
const LOG_RETENTION_DAYS = 30;

/**
 * One for each hook, and not one for all of a stack: CodeDeploy does not tell a hook whose deployment calls it, and a function
 * that knew all versions would make every alias wait for every function (docs/checks.md).
 */
export function checksFunction(
  released: Released,
  event: HookEvent,
  checks: readonly Check[],
  variables: JsonObject,
  tags: Json | undefined,
): Resource {
  const seconds = checks.reduce((sum, { TimeoutSeconds, Warm }) => sum + TimeoutSeconds * (Warm + 1), SPARE_SECONDS);
  return resource(
    'AWS::Lambda::Function',
    { Condition: released.condition },
    {
      Description: `Checks ${released.id} ${event === 'PreTraffic' ? 'before' : 'after'} traffic. Made by SafeDeploy.`,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      MemorySize: 256,
      Timeout: seconds,
      Role: getAtt(CHECKS_ROLE, 'Arn'),
      LoggingConfig: { LogGroup: ref(CHECKS_LOGS) },
      Environment: { Variables: variables },
      Code: { ZipFile: CHECKS_CODE },
      Tags: tags,
    },
  );
}

/** A service role that somebody else made knows nothing of these functions: they let it in themselves. */
export const checksPermission = (released: Released, event: HookEvent, role: Json): Resource =>
  resource(
    'AWS::Lambda::Permission',
    { Condition: released.condition },
    { Action: 'lambda:InvokeFunction', FunctionName: ref(checksId(released.id, event)), Principal: serviceRoleArn(role) },
  );

/** The role of all check functions of a stack. By itself it may only write their log; what they test is granted one by one. */
export const checksRole = (condition: string | undefined, limits: Limits, tags: Json | undefined): Resource =>
  resource(
    'AWS::IAM::Role',
    { Condition: condition },
    {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        {
          PolicyName: 'WriteLogs',
          PolicyDocument: policyDocument([statement(['logs:CreateLogStream', 'logs:PutLogEvents'], [getAtt(CHECKS_LOGS, 'Arn')])]),
        },
      ],
      ...limits,
      Tags: tags,
    },
  );

export const checksLogs = (condition: string | undefined, tags: Json | undefined): Resource =>
  resource('AWS::Logs::LogGroup', { Condition: condition }, { RetentionInDays: LOG_RETENTION_DAYS, Tags: tags });

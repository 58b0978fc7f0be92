import { whyCommand } from '../../src/cli/commands/why';
import type { Answer } from '../../src/operations/why/explain';
import { linesShown } from '../docs/pages';
import { Session } from './support/session';
import {
  ACCOUNT,
  ALIAS,
  at,
  cleanUp,
  deployment,
  event,
  stack as makeStack,
  processed,
  REGION,
  ROLE,
  rolledBack,
  shop,
  type Told,
} from './support/shop';

afterAll(cleanUp);

type Shop = Awaited<ReturnType<typeof shop>>;
/** Hours later, so that metrics are complete. */
const LATER = { minute: 200 };
const why = async (of: Shop): Promise<Answer> => {
  const { code, stdout, stderr } = await new Session(of.account, LATER).run(whyCommand, '--stack', 'shop', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toMatch(/never-to-be-seen|not-to-be-shown|of-this-test|AKIA/);
  return JSON.parse(stdout) as Answer;
};
const commandsOf = ({ actions }: Answer): string[] => actions.flatMap(({ command }) => command ?? []);
const textOf = ({ evidence }: Answer): string => evidence.map(({ what, text }) => `${what}: ${text}`).join('\n');

/** An update whose deployment was lost, and which was rolled back. */
async function lost(told: Told, minute = 6): Promise<Shop> {
  const of = await shop();
  rolledBack(of.stack, minute);
  deployment(of.account, { status: 'Failed', ended: at(minute), rolledBackBy: 'd-ROLLBACK1', ...told });
  deployment(of.account, {
    id: 'd-ROLLBACK1',
    status: 'Succeeded',
    created: at(minute),
    ended: at(minute + 0.5),
    from: '8',
    to: '7',
    rollbackOf: 'd-CHECKOUT8',
  });
  return of;
}

function fires(of: Shop, name: string, minute: number, from = 'OK', to = 'ALARM'): void {
  const reason = 'Threshold Crossed: 1 datapoint [3.0 (01/03/26 10:04:00)] was greater than the threshold (0.0).';
  of.account.history.push({
    AlarmName: name,
    Timestamp: at(minute),
    HistoryItemType: 'StateUpdate',
    HistorySummary: `Alarm updated from ${from} to ${to}`,
    HistoryData: JSON.stringify({ version: '1.0', oldState: { stateValue: from }, newState: { stateValue: to, stateReason: reason } }),
  });
}

const logs = (of: Shop, group: string, stream: string, ...texts: string[]) =>
  of.account.logs.set(group, [
    ...(of.account.logs.get(group) ?? []),
    ...texts.map((message, i) => ({ timestamp: at(1).getTime() + 1_000 * i, message, logStreamName: stream })),
  ]);
const SMOKE = '/aws/lambda/shop-Smoke';
const STREAM = '2026/03/01/[$LATEST]0123';
const ALARM: Told = {
  status: 'Stopped',
  error: ['ALARM_ACTIVE', 'One or more alarms have been activated.'],
  traffic: ['Failed', at(2), at(6)],
  after: ['Skipped'],
};
const beforeHook = (message?: string, ended = at(6)): Told => ({
  before: ['Failed', at(1), ended, message],
  traffic: ['Skipped'],
  after: ['Skipped'],
  percent: 0,
});
const HOOK = ['HOOK_EXECUTION_FAILURE', 'The deployment failed because a hook failed.'] as const;

describe('an alarm', () => {
  test('that fired during the shift', async () => {
    const of = await lost(ALARM);
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 5);
    fires(of, 'shop-CheckoutAliasErrorsAlarm', 5.5);
    const { stdout } = await new Session(of.account, { ...LATER, columns: 200 }).run(whyCommand, '--stack', 'shop');
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(linesShown('docs/operations.md', 'The alarm shop-')));
    const answer = await why(of);
    expect(answer.rules).toEqual(['alarm-during']);
    expect(answer.causes).toEqual([
      'The alarm shop-CheckoutVersionErrorsAlarm went into ALARM while 10% of the traffic of Checkout:live went to version 8.',
    ]);
    expect(textOf(answer)).toContain(
      'OK → ALARM: Threshold Crossed: 1 datapoint [3.0 (01/03/26 10:04:00)] was greater than the threshold (0.0)',
    );
    expect(textOf(answer)).toContain('Stopped, ALARM_ACTIVE: One or more alarms have been activated; rolled back by d-ROLLBACK1');
    expect(commandsOf(answer)[0]).toBe(
      `aws logs filter-log-events --log-group-name /aws/lambda/shop-Checkout --start-time ${at(1).getTime()} --filter-pattern '?ERROR ?Exception ?Error' --region ${REGION}`,
    );
    expect(JSON.stringify(answer.actions)).toContain('IgnoreAlarms: true');
  });

  test('that fired while the hook ran', async () => {
    const of = await lost({ ...ALARM, before: ['InProgress', at(1)], traffic: ['Pending'] });
    fires(of, 'shop-CheckoutAliasErrorsAlarm', 1.5);
    expect((await why(of)).causes[0]).toBe(
      'The alarm shop-CheckoutAliasErrorsAlarm went into ALARM before any traffic of Checkout:live had shifted to version 8.',
    );
  });

  test('that fired during the second hook', async () => {
    const of = await lost({ ...ALARM, traffic: ['Succeeded', at(2), at(3)], after: ['Failed', at(3), at(6)] });
    fires(of, 'shop-CheckoutAliasErrorsAlarm', 5);
    expect((await why(of)).causes[0]).toBe(
      'The alarm shop-CheckoutAliasErrorsAlarm went into ALARM after all traffic of Checkout:live had shifted to version 8.',
    );
  });

  test('that was firing before', async () => {
    const of = await lost({ ...ALARM, traffic: ['Skipped'] });
    fires(of, 'shop-CheckoutAliasErrorsAlarm', -30);
    const answer = await why(of);
    expect(answer.rules).toEqual(['alarm-before']);
    expect(answer.causes[0]).toBe(
      'The alarm shop-CheckoutAliasErrorsAlarm was already in ALARM when the deployment of Checkout:live started (since 2026-03-01T09:30:00.000Z), so CodeDeploy stopped the deployment.',
    );
  });

  test('that had been firing for longer than its history goes back', async () => {
    const of = await lost({ ...ALARM, traffic: ['Skipped'] });
    fires(of, 'shop-CheckoutAliasErrorsAlarm', 6.5, 'ALARM', 'OK');
    expect((await why(of)).rules).toEqual(['alarm-before']);
    of.account.history.length = 0;
    of.account.alarms.set('shop-CheckoutAliasErrorsAlarm', {
      AlarmName: 'shop-CheckoutAliasErrorsAlarm',
      StateValue: 'ALARM',
      StateUpdatedTimestamp: at(-5_000),
    });
    expect((await why(of)).rules).toEqual(['alarm-before']);
  });

  test('that had fired and was OK again is not the one', async () => {
    const of = await lost(ALARM);
    fires(of, 'shop-CheckoutAliasErrorsAlarm', -30);
    fires(of, 'shop-CheckoutAliasErrorsAlarm', -20, 'ALARM', 'OK');
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 4);
    expect((await why(of)).causes[0]).toContain('shop-CheckoutVersionErrorsAlarm went into ALARM while 10%');
  });

  test('that came with the update and went with its rollback', async () => {
    const of = await lost(ALARM);
    of.account.groups.get('shop-CheckoutDeploymentGroup').alarmConfiguration = { enabled: false };
    of.stack.resources.push({
      LogicalResourceId: 'New',
      PhysicalResourceId: 'shop-New',
      ResourceType: 'AWS::CloudWatch::Alarm',
      ResourceStatus: 'DELETE_COMPLETE',
    });
    of.stack.events.splice(1, 0, {
      ...of.stack.events[0],
      LogicalResourceId: 'New',
      PhysicalResourceId: 'shop-New',
      ResourceType: 'AWS::CloudWatch::Alarm',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    fires(of, 'shop-New', 4);
    expect((await why(of)).causes[0]).toContain('The alarm shop-New went into ALARM while');
  });

  test('whose history must not be read', async () => {
    const of = await lost(ALARM);
    of.account.deny('cloudwatch:DescribeAlarmHistory');
    const answer = await why(of);
    expect(answer.rules).toEqual(['alarm-unknown']);
    expect(answer.unread.map(({ action }) => action)).toEqual(['cloudwatch:DescribeAlarmHistory']);
    expect(commandsOf(answer)).toContain(
      `aws cloudwatch describe-alarm-history --alarm-name shop-CheckoutVersionErrorsAlarm --history-item-type StateUpdate --region ${REGION}`,
    );
  });
});

describe('a hook', () => {
  test('that failed, with the line that says why', async () => {
    const of = await lost({ ...beforeHook(), error: HOOK });
    logs(
      of,
      SMOKE,
      STREAM,
      'START RequestId: 1 Version: $LATEST\n',
      '2026-03-01T10:01:01Z\t6d6f\tINFO\tasks /orders\n',
      '2026-03-01T10:01:02Z\t6d6f\tERROR\tError: expected 200, got 502\n',
      'END RequestId: 1\n',
      'REPORT RequestId: 1\tDuration: 12 ms\n',
    );
    of.account.functions.set('shop-Smoke', {});
    const answer = await why(of);
    expect(answer.rules).toEqual(['hook-failed']);
    expect(answer.causes).toEqual([
      'The BeforeAllowTraffic hook shop-Smoke failed before any traffic had shifted: Error: expected 200, got 502.',
    ]);
    expect(textOf(answer)).not.toContain('REPORT');
    expect(commandsOf(answer)[0]).toBe(
      `aws logs filter-log-events --log-group-name ${SMOKE} --start-time ${at(1).getTime()} --region ${REGION}`,
    );
  });

  test('that logs JSON to a group of its own', async () => {
    const of = await lost({ ...beforeHook(), error: HOOK });
    of.account.functions.set('shop-Smoke', { LoggingConfig: { LogGroup: 'shared' } });
    logs(
      of,
      'shared',
      '2026/03/01/shop-Smoke[$LATEST]01',
      '{"time":"…","type":"platform.start","record":{}}',
      '{"level":"ERROR","message":"no answer from the table"}',
    );
    logs(of, 'shared', '2026/03/01/shop-Other[$LATEST]02', 'Error: of another function');
    const answer = await why(of);
    expect(answer.causes[0]).toContain('failed before any traffic had shifted: no answer from the table.');
    expect(textOf(answer)).not.toContain('another function');
  });

  test('of checks: which expectation of which check', async () => {
    const of = await lost({ traffic: ['Succeeded', at(0.5), at(1)], after: ['Failed', at(1), at(6)], percent: 100, error: HOOK });
    of.account.functions.set('shop-CheckoutPostTrafficChecks', { LoggingConfig: { LogGroup: 'checks' } });
    logs(
      of,
      'checks',
      '2026/03/01/shop-CheckoutPostTrafficChecks[$LATEST]01',
      '2026-03-01T10:01:01Z\t6d6f\tINFO\tshop-Checkout:live, check "lists orders" FAILED: the status code is 500, expected 200; its request id is 6d6f-1.\n',
      '2026-03-01T10:01:02Z\t6d6f\tINFO\tshop-Checkout:live, check "refuses nonsense" passed.\n',
      '2026-03-01T10:01:03Z\t6d6f\tINFO\tshop-Checkout:live, check "is "fast"" FAILED: it took 900 ms, expected at most 500 ms; its request id is 6d6f-2.\n',
    );
    const answer = await why(of);
    expect(answer.rules).toEqual(['check-failed']);
    expect(answer.causes).toEqual([
      'The check "lists orders" failed after all traffic had shifted: the status code is 500, expected 200 (1 more check failed).',
    ]);
    expect(textOf(answer)).toContain('check "is "fast"" FAILED: it took 900 ms');
    expect(textOf(answer)).toContain('its request id is 6d6f-1');
  });

  test('that ran out of time', async () => {
    const of = await lost({ ...beforeHook(), error: HOOK });
    of.account.functions.set('shop-Smoke', {});
    logs(of, SMOKE, STREAM, 'START RequestId: 1\n', '2026-03-01T10:01:05Z 6d6f Task timed out after 3.00 seconds\n');
    const answer = await why(of);
    expect(answer.rules).toEqual(['hook-timed-out']);
    expect(answer.causes[0]).toContain('timed out after 3 seconds');
  });

  test('that never answered', async () => {
    const of = await lost({ ...beforeHook(undefined, at(61)), error: HOOK }, 62);
    of.account.functions.set('shop-Smoke', {});
    logs(of, SMOKE, STREAM, 'START RequestId: 1\n', '2026-03-01T10:01:01Z\t6d6f\tINFO\tall is well\n', 'END RequestId: 1\n');
    const answer = await why(of);
    expect(answer.rules).toEqual(['hook-silent']);
    expect(answer.causes[0]).toBe('The BeforeAllowTraffic hook shop-Smoke never reported a result, and CodeDeploy stopped waiting for it.');
  });

  test('that must not report', async () => {
    const of = await lost({ ...beforeHook(undefined, at(61)), error: HOOK }, 62);
    of.account.functions.set('shop-Smoke', {});
    logs(
      of,
      SMOKE,
      STREAM,
      'AccessDeniedException: User: r is not authorized to perform: codedeploy:PutLifecycleEventHookExecutionStatus on resource: g',
    );
    expect((await why(of)).rules).toEqual(['hook-cannot-report']);
  });

  test('that CodeDeploy must not call, as it says', async () => {
    const denied = 'The IAM role does not give you permission to perform operations in the following AWS service: AWSLambda.';
    const of = await lost({ ...beforeHook(), error: ['IAM_ROLE_PERMISSIONS', denied] });
    of.account.functions.set('shop-Smoke', {});
    const answer = await why(of);
    expect(answer.rules).toEqual(['hook-not-allowed']);
    expect(answer.causes[0]).toBe(
      `CodeDeploy could not invoke the BeforeAllowTraffic hook shop-Smoke: its service role ${ROLE} lacks lambda:InvokeFunction on it.`,
    );
    expect(commandsOf(answer)[0]).toBe(
      `aws iam simulate-principal-policy --policy-source-arn ${ROLE} --action-names lambda:InvokeFunction --resource-arns arn:aws:lambda:${REGION}:${ACCOUNT}:function:shop-Smoke --region ${REGION}`,
    );
  });

  test('that nobody called, for an hour', async () => {
    const of = await lost({ ...beforeHook(undefined, at(61)), error: HOOK }, 62);
    of.account.functions.set('shop-Smoke', {});
    of.account.invocations = 0;
    const answer = await why(of);
    expect(answer.rules).toEqual(['hook-not-allowed']);
    expect(answer.causes[0]).toContain(
      'CodeDeploy never invoked the BeforeAllowTraffic hook shop-Smoke, most likely because its service role',
    );
    of.account.invocations = 1;
    expect((await why(of)).rules).toEqual(['hook-silent']);
  });

  test('that is not there', async () => {
    const of = await lost({ ...beforeHook(), error: HOOK });
    expect((await why(of)).rules).toEqual(['hook-missing']);
  });

  test.each<[string, (of: Shop) => void]>([
    [
      'as the events of the stack say',
      (of) => {
        event(of.stack, 0.5, 'CREATE_COMPLETE', ['Smoke', 'AWS::Lambda::Function', 'shop-Smoke']);
        of.stack.events.splice(1, 0, ...of.stack.events.splice(-1));
        of.account.deny('cloudwatch:GetMetricStatistics');
      },
    ],
    ['as its log says', (of) => logs(of, SMOKE, STREAM, '2026-03-01T10:01:02Z\t6d6f\tERROR\tError: expected 200, got 502\n')],
    [
      'as its metrics say',
      (of) => {
        of.account.invocations = 1;
      },
    ],
  ])('that came with the update and was deleted by its rollback, %s', async (_, shows) => {
    const of = await lost({ ...beforeHook(), error: HOOK });
    shows(of);
    const answer = await why(of);
    expect(answer.rules).toEqual(['hook-failed']);
    expect(answer.causes[0]).toMatch(/^The BeforeAllowTraffic hook shop-Smoke failed before any traffic had shifted/);
    expect(textOf(answer)).toContain('shop-Smoke no longer exists; a rollback deletes what came with the update');
  });

  test('whose log must not be read', async () => {
    const of = await lost({ ...beforeHook('The hook reported Failed'), error: HOOK });
    of.account.functions.set('shop-Smoke', {});
    of.account.deny('logs:FilterLogEvents', 'cloudwatch:GetMetricStatistics');
    const answer = await why(of);
    expect(answer.rules).toEqual(['hook-failed']);
    expect(answer.causes[0]).toBe('The BeforeAllowTraffic hook shop-Smoke failed before any traffic had shifted.');
    expect(answer.unread.map(({ action }) => action)).toEqual(['logs:FilterLogEvents', 'cloudwatch:GetMetricStatistics']);
  });

  test('that came with the update, so that the stack no longer knows it', async () => {
    const of = await lost({ traffic: ['Succeeded', at(0.5), at(1)], after: ['Failed', at(1), at(6)], percent: 100, error: HOOK });
    of.stack.template = { Resources: {} };
    event(of.stack, 0.5, 'CREATE_COMPLETE', ['CheckoutPostTrafficChecks', 'AWS::Lambda::Function']);
    of.stack.events.splice(1, 0, ...of.stack.events.splice(-1));
    of.account.functions.set('shop-CheckoutPostTrafficChecks', {});
    logs(of, '/aws/lambda/shop-CheckoutPostTrafficChecks', STREAM, 'shop-Checkout:live, check "x" FAILED: body is missing.');
    expect((await why(of)).causes[0]).toBe('The check "x" failed after all traffic had shifted: body is missing.');
  });
});

describe('what Lambda and CodeDeploy refuse', () => {
  test('two roles behind one alias, in so many words', async () => {
    const of = await shop();
    rolledBack(of.stack, 6, 'Specified versions must be associated with the same execution role (Service: Lambda, Status Code: 400)');
    const answer = await why(of);
    expect(answer.rules).toEqual(['role-changed']);
    expect(answer.causes[0]).toBe(
      'The two versions of Checkout:live have different execution roles, and a Lambda alias cannot split traffic between them.',
    );
    expect(JSON.stringify(answer.actions)).toContain('Set Type: None');
  });

  test('two roles behind one alias, by looking at both', async () => {
    const of = await lost({
      error: ['INVALID_LAMBDA_CONFIGURATION', 'The Lambda configuration is invalid.'],
      traffic: ['Failed', at(2), at(6)],
    });
    of.account.functions.set('shop-Checkout:7', { Role: 'arn:aws:iam::1:role/old', Environment: { Variables: { A: 'never-to-be-seen' } } });
    of.account.functions.set('shop-Checkout:8', { Role: 'arn:aws:iam::1:role/new' });
    const answer = await why(of);
    expect(answer.causes[0]).toContain('Versions 7 and 8 of Checkout:live have different execution roles');
    expect(textOf(answer)).toContain('version 8: arn:aws:iam::1:role/new');
    of.account.functions.set('shop-Checkout:8', { Role: 'arn:aws:iam::1:role/old', DeadLetterConfig: { TargetArn: 'q' } });
    expect((await why(of)).causes[0]).toContain('different dead-letter queues');
  });

  test('an alias that something else has moved', async () => {
    const message =
      'The deployment failed because the AppSpec file is missing or has an invalid configuration. The Lambda function alias version does not match the current version in AppSpec file.';
    const of = await lost({ error: ['INVALID_LAMBDA_CONFIGURATION', message], before: ['Skipped'], traffic: ['Failed', at(2), at(6)] });
    of.account.aliases.set('shop-Checkout:live', { Name: 'live', FunctionVersion: '6' });
    const answer = await why(of);
    expect(answer.rules).toEqual(['alias-moved']);
    expect(answer.causes[0]).toBe('Checkout:live no longer pointed at version 7: something other than CloudFormation had moved it.');
    expect(textOf(answer)).toContain('shop-Checkout:live points at version 6');
    expect(commandsOf(answer)).toEqual([
      `aws lambda update-alias --function-name shop-Checkout --name live --function-version 7 --routing-config 'AdditionalVersionWeights={}' --region ${REGION}`,
    ]);
  });

  test('a deployment while another one runs', async () => {
    const of = await shop();
    deployment(of.account, { id: 'd-OTHER0001', created: at(-30) });
    rolledBack(of.stack, 6, 'A conflicting deployment is in progress');
    const answer = await why(of);
    expect(answer.rules).toEqual(['conflicting-deployment']);
    expect(answer.causes[0]).toBe(
      'Another deployment of Checkout:live, d-OTHER0001, was still in progress, and CodeDeploy runs only one per deployment group.',
    );
    expect(commandsOf(answer)).toEqual([
      `safedeploy watch --stack shop --region ${REGION}`,
      `aws deploy stop-deployment --deployment-id d-OTHER0001 --auto-rollback-enabled --region ${REGION}`,
    ]);
    deployment(of.account, { id: 'd-OTHER0001', created: at(-30), status: 'Succeeded', ended: at(20) });
    expect(commandsOf(await why(of))).toEqual([]);
  });

  test.each([
    'A version for this Lambda function exists ( 8 ). Modify the function to create a new version.',
    'Resource handler returned message: "Version already exists: [arn:aws:lambda:eu-north-1:210987654321:function:shop-Checkout:8]. Please modify the function" (HandlerErrorCode: AlreadyExists)',
  ])('a version that exists: %s', async (reason) => {
    const of = await shop();
    rolledBack(of.stack, 6, reason, ['CheckoutVersionabc', 'AWS::Lambda::Version']);
    const answer = await why(of);
    expect(answer.rules).toEqual(['version-exists']);
    expect(answer.causes[0]).toContain('version 8, which already exists');
    expect(JSON.stringify(answer.actions)).toContain('Revision');
  });

  test('provisioned concurrency on a weighted alias', async () => {
    const of = await shop();
    rolledBack(of.stack, 6, 'Alias with weights can not be used with Provisioned Concurrency');
    expect((await why(of)).rules).toEqual(['provisioned-concurrency']);
  });

  test('too many calls', async () => {
    const of = await lost({
      error: [
        'THROTTLED',
        'The deployment failed because the number of requests by the IAM role exceeded the request limit for AWSLambda.',
      ],
      traffic: ['Failed', at(2), at(6)],
    });
    expect((await why(of)).rules).toEqual(['throttled']);
    const other = await shop();
    rolledBack(other.stack, 6, 'Rate exceeded (Service: Lambda, Status Code: 429)', ['Search', 'AWS::Lambda::Function']);
    expect((await why(other)).causes[0]).toBe('AWS throttled Search: too many API calls were made at once in this account.');
  });

  test('a service role that may not do it', async () => {
    const of = await lost({ error: ['IAM_ROLE_PERMISSIONS', 'The role may not.'], traffic: ['Failed', at(2), at(6)] });
    expect((await why(of)).causes[0]).toBe(
      `The deployment of Checkout:live failed because ${ROLE} lacks a permission that the deployment needs: The role may not.`,
    );
  });

  test('anything else, in its own words', async () => {
    const of = await lost({ error: ['INTERNAL_ERROR', 'There was an internal error.'], traffic: ['Failed', at(2), at(6)] });
    const answer = await why(of);
    expect(answer.rules).toEqual(['deployment-failed']);
    expect(answer.causes[0]).toBe('CodeDeploy ended the deployment of Checkout:live with INTERNAL_ERROR: There was an internal error.');
  });
});

describe('somebody', () => {
  test('stopped the deployment', async () => {
    const of = await lost({ status: 'Stopped', error: ['MANUAL_STOP', 'Deployment was stopped'], traffic: ['Failed', at(2), at(6)] });
    const answer = await why(of);
    expect(answer.rules).toEqual(['manual-stop']);
    expect(answer.causes[0]).toBe('Someone stopped the deployment d-CHECKOUT8 of Checkout:live.');
    expect(commandsOf(answer)[0]).toContain('aws cloudtrail lookup-events');
  });

  test('cancelled the update', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS', undefined, 'User Initiated');
    event(of.stack, 2, 'UPDATE_FAILED', ALIAS, 'Resource update cancelled');
    event(of.stack, 2, 'UPDATE_ROLLBACK_IN_PROGRESS', undefined, 'User Initiated');
    event(of.stack, 4, 'UPDATE_ROLLBACK_COMPLETE');
    expect((await why(of)).rules).toEqual(['cancelled']);
  });

  test('was signed in for too short a time', async () => {
    const of = await shop();
    rolledBack(of.stack, 6, 'The security token included in the request is expired');
    expect((await why(of)).rules).toEqual(['expired-credentials']);
  });
});

describe('another resource', () => {
  test('after the shift', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    event(of.stack, 12, 'UPDATE_COMPLETE', ALIAS);
    event(of.stack, 13, 'CREATE_FAILED', ['Table', 'AWS::DynamoDB::Table'], 'Table already exists: orders');
    event(of.stack, 13, 'UPDATE_ROLLBACK_IN_PROGRESS', undefined, 'The following resource(s) failed to create: [Table].');
    event(of.stack, 20, 'UPDATE_COMPLETE', ALIAS);
    event(of.stack, 21, 'UPDATE_ROLLBACK_COMPLETE');
    of.stack.status = 'UPDATE_ROLLBACK_COMPLETE';
    const answer = await why(of);
    expect(answer.rules).toEqual(['after-shift']);
    expect(answer.causes[0]).toBe(
      'Table (AWS::DynamoDB::Table) failed after CheckoutAliaslive had shifted, so CloudFormation rolled back the whole update: Table already exists: orders.',
    );
  });

  test('before it', async () => {
    const of = await shop();
    rolledBack(of.stack, 6, 'Bucket name taken', ['Bucket', 'AWS::S3::Bucket']);
    const answer = await why(of);
    expect(answer.rules).toEqual(['resource-failed']);
    expect(answer.causes[0]).toBe('The update of Bucket (AWS::S3::Bucket) failed: Bucket name taken.');
  });

  test('inside a nested stack', async () => {
    const of = await shop();
    const inner = makeStack(of.account, 'shop-Orders-1A2B', await processed());
    of.account.groups.set('shop-Orders-1A2B-CheckoutDeploymentGroup', of.account.groups.get('shop-CheckoutDeploymentGroup'));
    of.stack.resources.push({
      LogicalResourceId: 'Orders',
      PhysicalResourceId: inner.id,
      ResourceType: 'AWS::CloudFormation::Stack',
      ResourceStatus: 'UPDATE_COMPLETE',
    });
    rolledBack(inner, 5);
    rolledBack(of.stack, 6, 'Embedded stack was not successfully updated', ['Orders', 'AWS::CloudFormation::Stack']);
    deployment(of.account, { ...ALARM, ended: at(5), group: 'shop-Orders-1A2B-CheckoutDeploymentGroup' });
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 4);
    const answer = await why(of);
    expect(answer.causes[0]).toContain('went into ALARM while 10% of the traffic of Orders/Checkout:live went to version 8');
    expect(textOf(answer)).toContain('Orders/CheckoutAliaslive: UPDATE_FAILED');
  });
});

describe('the rollback failed as well', () => {
  async function stuck(): Promise<Shop> {
    const of = await lost(ALARM);
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 5);
    of.stack.events.splice(-2);
    event(of.stack, 8, 'UPDATE_FAILED', ALIAS, 'Function version 7 does not exist');
    event(of.stack, 8, 'UPDATE_FAILED', ['Smoke', 'AWS::Lambda::Function'], 'Resource update cancelled');
    event(of.stack, 8, 'UPDATE_ROLLBACK_FAILED', undefined, 'The following resource(s) failed to update: [CheckoutAliaslive].');
    of.stack.status = 'UPDATE_ROLLBACK_FAILED';
    return of;
  }

  test('both causes, and how to go on', async () => {
    const answer = await why(await stuck());
    expect(answer.rules).toEqual(['alarm-during', 'stuck']);
    expect(answer.causes[1]).toBe(
      'The rollback failed too and left the stack in UPDATE_ROLLBACK_FAILED, in which it cannot be updated: CheckoutAliaslive (AWS::Lambda::Alias): Function version 7 does not exist.',
    );
    expect(commandsOf(answer).slice(0, 2)).toEqual([
      `aws cloudformation continue-update-rollback --stack-name shop --region ${REGION}`,
      `aws cloudformation continue-update-rollback --stack-name shop --resources-to-skip CheckoutAliaslive --region ${REGION}`,
    ]);
  });

  test('in a nested stack, whose resources are named after it', async () => {
    const of = await shop();
    const inner = makeStack(of.account, 'shop-Orders-1A2B', await processed());
    of.stack.resources.push({
      LogicalResourceId: 'Orders',
      PhysicalResourceId: inner.id,
      ResourceType: 'AWS::CloudFormation::Stack',
      ResourceStatus: 'UPDATE_FAILED',
    });
    event(inner, 0, 'UPDATE_IN_PROGRESS');
    event(inner, 2, 'UPDATE_COMPLETE');
    event(inner, 7, 'UPDATE_ROLLBACK_IN_PROGRESS');
    event(inner, 7, 'UPDATE_FAILED', ALIAS, 'Function version 7 does not exist');
    event(inner, 7, 'UPDATE_ROLLBACK_FAILED');
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    event(of.stack, 6, 'CREATE_FAILED', ['Table', 'AWS::DynamoDB::Table'], 'Table already exists');
    event(of.stack, 6, 'UPDATE_ROLLBACK_IN_PROGRESS');
    event(of.stack, 8, 'UPDATE_FAILED', ['Orders', 'AWS::CloudFormation::Stack'], 'Embedded stack was not successfully updated');
    event(of.stack, 8, 'UPDATE_ROLLBACK_FAILED');
    of.stack.status = 'UPDATE_ROLLBACK_FAILED';
    const answer = await why(of);
    expect(answer.rules).toEqual(['resource-failed', 'stuck']);
    expect(commandsOf(answer)[1]).toBe(
      `aws cloudformation continue-update-rollback --stack-name shop --resources-to-skip shop-Orders-1A2B.CheckoutAliaslive --region ${REGION}`,
    );
  });

  test('a rollback that goes on is still the same failure', async () => {
    const of = await stuck();
    event(of.stack, 30, 'UPDATE_ROLLBACK_IN_PROGRESS', undefined, 'User Initiated');
    event(of.stack, 31, 'UPDATE_ROLLBACK_COMPLETE');
    of.stack.status = 'UPDATE_ROLLBACK_COMPLETE';
    expect((await why(of)).rules).toEqual(['alarm-during']);
  });
});

describe('the macro', () => {
  const SAID = `Transform ${ACCOUNT}::SafeDeploy failed with: SD2101 Resources.Checkout: Typ is no setting of SafeDeploy. SD2111 Resources.Search: A linear schedule. Rollback requested by user.`;

  test('refused a change set', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    event(of.stack, 1, 'UPDATE_COMPLETE');
    of.stack.changeSets.push(
      { ChangeSetName: 'release-42', Status: 'FAILED', StatusReason: SAID, CreationTime: at(30) },
      { ChangeSetName: 'empty', Status: 'FAILED', StatusReason: "The submitted information didn't contain changes.", CreationTime: at(40) },
      { ChangeSetName: 'good', Status: 'CREATE_COMPLETE', CreationTime: at(41) },
      { ChangeSetName: 'older', Status: 'FAILED', StatusReason: 'Another reason', CreationTime: at(20) },
    );
    const answer = await why(of);
    expect(answer.rules).toEqual(['refused-template']);
    expect(answer.causes).toEqual([`The macro ${ACCOUNT}::SafeDeploy rejected the change set release-42: SD2101, SD2111.`]);
    expect(commandsOf(answer)).toEqual(['safedeploy explain SD2101', 'safedeploy explain SD2111', 'safedeploy lint TEMPLATE']);
    expect(answer.evidence.map(({ text }) => text)).toEqual([
      'SD2101 Resources.Checkout: Typ is no setting of SafeDeploy',
      'SD2111 Resources.Search: A linear schedule',
    ]);
  });

  test('refused the template of a new stack', async () => {
    const of = await shop();
    event(of.stack, 0, 'CREATE_IN_PROGRESS');
    event(of.stack, 1, 'ROLLBACK_IN_PROGRESS', undefined, SAID);
    event(of.stack, 2, 'ROLLBACK_COMPLETE');
    of.stack.status = 'ROLLBACK_COMPLETE';
    const answer = await why(of);
    expect(answer.causes[0]).toBe(`The macro ${ACCOUNT}::SafeDeploy rejected the template: SD2101, SD2111.`);
    expect(commandsOf(answer).at(-1)).toBe(`aws cloudformation delete-stack --stack-name shop --region ${REGION}`);
  });

  test.each([
    `Received malformed response from transform ${ACCOUNT}::SafeDeploy. Rollback requested by user.`,
    `Transform ${ACCOUNT}::SafeDeploy failed without an error message..`,
  ])('failed itself: %s', async (reason) => {
    const of = await shop();
    of.stack.changeSets.push({ ChangeSetName: 'c', Status: 'FAILED', StatusReason: reason, CreationTime: at(30) });
    const answer = await why(of);
    expect(answer.causes[0]).toBe(`The macro ${ACCOUNT}::SafeDeploy failed on the change set c.`);
    expect(commandsOf(answer)[0]).toContain('/aws/lambda/SafeDeploy');
  });

  test('a change set that failed before the last operation is history', async () => {
    const of = await lost(ALARM);
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 5);
    of.stack.changeSets.push({ ChangeSetName: 'c', Status: 'FAILED', StatusReason: SAID, CreationTime: at(-30) });
    expect((await why(of)).rules).toEqual(['alarm-during']);
  });
});

describe('which operation', () => {
  test('the last that failed, with what came after it', async () => {
    const of = await lost(ALARM);
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 5);
    event(of.stack, 50, 'UPDATE_IN_PROGRESS');
    event(of.stack, 51, 'UPDATE_COMPLETE');
    of.stack.status = 'UPDATE_COMPLETE';
    const answer = await why(of);
    expect(answer).toMatchObject({ rules: ['alarm-during'], later: { kind: 'update', began: at(50).toISOString() } });
    expect(answer.operation).toEqual({ kind: 'update', began: at(0).toISOString(), ended: at(8).toISOString() });
  });

  test('one that runs, as soon as CodeDeploy has stopped', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    of.stack.status = 'UPDATE_IN_PROGRESS';
    deployment(of.account, { ...ALARM, ended: at(6) });
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 5);
    expect(await why(of)).toMatchObject({ rules: ['alarm-during'], operation: { ended: null } });
  });

  test('none', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    event(of.stack, 1, 'UPDATE_COMPLETE');
    const { code, stdout } = await new Session(of.account).run(whyCommand, '--stack', 'shop');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'No failed operation found in the events of stack shop. The stack is in UPDATE_COMPLETE.\n',
    });
  });

  test('far back in the events', async () => {
    const of = await lost(ALARM);
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 5);
    for (let i = 0; i < 40; i++) event(of.stack, 50 + i, i % 2 ? 'UPDATE_COMPLETE' : 'UPDATE_IN_PROGRESS');
    expect((await why(of)).rules).toEqual(['alarm-during']);
  });

  test('without rights to read events, by what CodeDeploy knows', async () => {
    const of = await lost(ALARM);
    of.stack.updated = at(0);
    fires(of, 'shop-CheckoutVersionErrorsAlarm', 5);
    of.account.deny('cloudformation:DescribeStackEvents');
    const answer = await why(of);
    expect(answer.rules).toEqual(['alarm-during']);
    expect(answer.unread.map(({ action }) => action)).toEqual(['cloudformation:DescribeStackEvents']);
  });

  test('without rights to read anything, it says so', async () => {
    const of = await lost(ALARM);
    of.account.deny('cloudformation:DescribeStackEvents', 'cloudformation:ListStackResources', 'cloudformation:ListChangeSets');
    const answer = await why(of);
    expect(answer.causes).toEqual(['Nothing that safedeploy could read explains why the stack is in UPDATE_ROLLBACK_COMPLETE.']);
    expect(answer.unread).toHaveLength(3);
  });

  test('a deployment without CloudFormation', async () => {
    const of = await shop();
    event(of.stack, 0, 'UPDATE_IN_PROGRESS');
    event(of.stack, 0.5, 'UPDATE_COMPLETE');
    deployment(of.account, { status: 'Stopped', ended: at(6), error: ['MANUAL_STOP', ''] });
    expect(await why(of)).toMatchObject({ rules: ['manual-stop'], status: 'UPDATE_COMPLETE' });
  });
});

describe('formats', () => {
  async function prepared(): Promise<Shop> {
    const of = await lost({ ...beforeHook(), error: HOOK });
    of.account.functions.set('shop-Smoke', {});
    logs(of, SMOKE, STREAM, 'Error: <b>`x`</b> | @here \u001b[2J');
    return of;
  }

  test('text: one sentence first, the evidence in order, then what to do', async () => {
    const { stdout } = await new Session((await prepared()).account, LATER).run(whyCommand, '--stack', 'shop');
    expect(stdout.trimEnd().split('\n')).toEqual([
      'The BeforeAllowTraffic hook shop-Smoke failed before any traffic had shifted: Error: <b>`x`</b> | @here \uFFFD[2J.',
      '',
      'Stack shop (eu-north-1), update of 2026-03-01T10:00:00Z: UPDATE_ROLLBACK_COMPLETE.',
      '',
      'Evidence:',
      '  2026-03-01T10:01:00Z  d-CHECKOUT8: started to shift Checkout:live from version 7 to 8, Canary10Percent10Minutes',
      '  2026-03-01T10:01:00Z  hook log: Error: <b>`x`</b> | @here \uFFFD[2J',
      '  2026-03-01T10:06:00Z  CheckoutAliaslive: UPDATE_FAILED: Rollback successful',
      '  2026-03-01T10:06:00Z  d-CHECKOUT8: BeforeAllowTraffic failed',
      '  2026-03-01T10:06:00Z  d-CHECKOUT8: Failed, HOOK_EXECUTION_FAILURE: The deployment failed because a hook failed; rolled back by d-ROLLBACK1',
      '',
      'What to do:',
      '  Read the full log:',
      `    aws logs filter-log-events --log-group-name ${SMOKE} --start-time ${at(1).getTime()} --region ${REGION}`,
      '  Fix what it found, and deploy again.',
    ]);
  });

  test('a terminal is not left by a long line, but commands stay whole', async () => {
    const { stdout } = await new Session((await prepared()).account, { ...LATER, live: true, columns: 50 }).run(
      whyCommand,
      '--stack',
      'shop',
    );
    const [first = '', second = ''] = stdout.split('\n');
    expect(Math.max(first.length, second.length)).toBeLessThanOrEqual(50);
    expect(stdout).toContain(
      `    aws logs filter-log-events --log-group-name ${SMOKE} --start-time ${at(1).getTime()} --region ${REGION}\n`,
    );
  });

  test('Markdown, which a log line cannot break', async () => {
    const { stdout } = await new Session((await prepared()).account, LATER).run(whyCommand, '--stack', 'shop', '--markdown');
    expect(stdout.split('\n').slice(0, 8)).toEqual([
      '### Why the deployment failed',
      '',
      '**The BeforeAllowTraffic hook shop-Smoke failed before any traffic had shifted: Error: \\<b\\>\\`x\\`\\</b\\> \\| \\@here \uFFFD\\[2J.**',
      '',
      'Stack shop (eu-north-1), update of 2026-03-01T10:00:00Z: UPDATE\\_ROLLBACK\\_COMPLETE.',
      '',
      '| Time | What | |',
      '| --- | --- | --- |',
    ]);
    expect(stdout).toContain('```sh\naws logs filter-log-events');
  });

  test('not two at once', async () => {
    const { code, stderr } = await new Session((await prepared()).account).run(whyCommand, '--stack', 'shop', '--markdown', '--json');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--markdown and --json cannot be combined.') });
  });
});

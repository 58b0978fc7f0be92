import { Cli } from '../../cli/support/cli';
import { Account, type Deployment, type Stack } from './account';

const cli = new Cli();
export const cleanUp = cli.remove;

export const REGION = 'eu-north-1';
export const ACCOUNT = '210987654321';
const START = Date.parse('2026-03-01T10:00:00Z');
/** Minutes after ten o'clock; every story begins there. */
export const at = (minutes: number): Date => new Date(START + minutes * 60_000);

export const arnOf = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
export const CANARY = 'CodeDeployDefault.LambdaCanary10Percent10Minutes';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/shop-SafeDeployServiceRole`;

const lambda = (id: string, metadata = '') => `  ${id}:
    Type: AWS::Lambda::Function
${metadata === '' ? '' : `    Metadata: {SafeDeploy: ${metadata}}\n`}    Properties: {Runtime: nodejs24.x, Handler: index.handler, Role: !Sub 'arn:aws:iam::\${AWS::AccountId}:role/r', Code: {ZipFile: x}}
`;

/** Checkout with a canary, alarms, a hook before and checks after; Search moves at once; Smoke is the hook. */
export const TEMPLATE = `Transform: SafeDeploy
Parameters:
  ApiKey: {Type: String, NoEcho: true}
  Stage: {Type: String}
Resources:
${lambda('Checkout', '{Type: Canary10Percent10Minutes, Hooks: {PreTraffic: !Ref Smoke, PostTraffic: {Checks: [{Name: lists orders, Expect: {StatusCode: 200}}]}}}')}${lambda('Search', '{Type: None}')}${lambda('Smoke')}`;

type Processed = { Resources: Record<string, { Type: string }> };

/** What CloudFormation has of a template, as the macro makes it. */
export async function processed(text = TEMPLATE): Promise<Processed> {
  const parameters = ['ApiKey=never-to-be-seen', 'Stage=not-to-be-shown'].filter((one) => text.includes(`${one.split('=')[0]}:`));
  const place = ['--region', REGION, '--account-id', ACCOUNT, '--format', 'json'];
  const ran = await cli.run(['transform', '-', ...place, ...parameters.flatMap((value) => ['--parameter', value])], text);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as Processed;
}

export const stackId = (name: string): string => `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${name}/0`;

/** A stack that was deployed once, with the resources of its template. */
export function stack(account: Account, name: string, template: Processed): Stack {
  const resources = Object.entries(template.Resources).map(([id, { Type }]) => ({
    LogicalResourceId: id,
    PhysicalResourceId: physical(name, id, Type),
    ResourceType: Type,
    ResourceStatus: 'CREATE_COMPLETE',
  }));
  const made: Stack = {
    name,
    id: stackId(name),
    status: 'UPDATE_COMPLETE',
    template,
    parameters: [
      { ParameterKey: 'ApiKey', ParameterValue: '****' },
      { ParameterKey: 'Stage', ParameterValue: 'not-to-be-shown' },
    ],
    resources,
    events: [],
    changeSets: [],
  };
  account.stacks.push(made);
  return made;
}

function physical(stackName: string, id: string, type: string): string {
  if (type === 'AWS::Lambda::Alias') return arnOf(`${stackName}-${id.replace(/Alias.*/, '')}:live`);
  if (type === 'AWS::Lambda::Version') return arnOf(`${stackName}-${id.replace(/Version.*/, '')}:8`);
  return `${stackName}-${id}`;
}

/** The account of most tests: the stack shop, whose Checkout was at version 7. */
export async function shop(): Promise<{ account: Account; stack: Stack }> {
  const account = new Account();
  const made = stack(account, 'shop', await processed());
  account.aliases.set('shop-Checkout:live', { Name: 'live', FunctionVersion: '7' });
  account.aliases.set('shop-Search:live', { Name: 'live', FunctionVersion: '3' });
  account.groups.set('shop-CheckoutDeploymentGroup', {
    applicationName: 'shop-SafeDeployApplication',
    deploymentGroupName: 'shop-CheckoutDeploymentGroup',
    deploymentConfigName: CANARY,
    serviceRoleArn: ROLE,
    alarmConfiguration: { enabled: true, alarms: [{ name: 'shop-CheckoutAliasErrorsAlarm' }, { name: 'shop-CheckoutVersionErrorsAlarm' }] },
  });
  account.configs.set(CANARY, { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval: 10 } });
  for (const name of ['shop-CheckoutAliasErrorsAlarm', 'shop-CheckoutVersionErrorsAlarm']) {
    account.alarms.set(name, { AlarmName: name, StateValue: 'OK', StateUpdatedTimestamp: at(-60) });
  }
  return { account, stack: made };
}

export interface Told {
  readonly id?: string;
  readonly status?: string;
  readonly from?: string;
  readonly to?: string;
  readonly percent?: number;
  readonly created?: Date;
  readonly ended?: Date;
  readonly error?: readonly [code: string, message: string];
  readonly rollbackOf?: string;
  readonly rolledBackBy?: string;
  /** [status, began, ended, message] */
  readonly before?: EventTold;
  readonly traffic?: EventTold;
  readonly after?: EventTold;
  readonly group?: string;
}
type EventTold = readonly [status: string, began?: Date, ended?: Date, message?: string];

export function deployment(account: Account, told: Told = {}): Deployment {
  const { id = 'd-CHECKOUT8', status = 'InProgress', from = '7', to = '8', percent = 10, created = at(1), ended, error } = told;
  const event = (name: string, [state, began, end, message]: EventTold) => ({
    lifecycleEventName: name,
    status: state,
    startTime: began,
    endTime: end,
    ...(message === undefined ? {} : { diagnostics: { message } }),
  });
  const {
    before = ['Succeeded', at(1), at(1.5)],
    traffic = ['InProgress', at(2)],
    after = ['Pending'],
    group = 'shop-CheckoutDeploymentGroup',
  } = told;
  const rollback = { rollbackTriggeringDeploymentId: told.rollbackOf, rollbackDeploymentId: told.rolledBackBy };
  const made = {
    info: {
      applicationName: 'shop-SafeDeployApplication',
      deploymentGroupName: group,
      deploymentConfigName: CANARY,
      deploymentId: id,
      status,
      createTime: created,
      completeTime: ended,
      errorInformation: error && { code: error[0], message: error[1] },
      ...(told.rollbackOf || told.rolledBackBy ? { rollbackInfo: rollback } : {}),
    },
    target: {
      deploymentId: id,
      status,
      lambdaFunctionInfo: {
        functionName: 'shop-Checkout',
        functionAlias: 'live',
        currentVersion: from,
        targetVersion: to,
        targetVersionWeight: percent,
      },
      lifecycleEvents: [event('BeforeAllowTraffic', before), event('AllowTraffic', traffic), event('AfterAllowTraffic', after)],
    },
  };
  const index = account.deployments.findIndex(({ info }) => info.deploymentId === id);
  if (index < 0) account.deployments.push(made);
  else account.deployments[index] = made;
  return made;
}

let count = 0;
/** An event of a stack, or of a resource in it. */
export function event(
  of: Stack,
  minute: number,
  status: string,
  resource?: readonly [id: string, type: string, physicalId?: string],
  reason?: string,
): void {
  const [id, type, physicalId] = resource ?? [of.name, 'AWS::CloudFormation::Stack'];
  const known = physicalId ?? of.resources.find(({ LogicalResourceId }) => LogicalResourceId === id)?.PhysicalResourceId;
  of.events.push({
    EventId: String(count++),
    StackId: of.id,
    StackName: of.name,
    LogicalResourceId: id,
    PhysicalResourceId: resource ? known : of.id,
    ResourceType: type,
    Timestamp: at(minute),
    ResourceStatus: status,
    ResourceStatusReason: reason,
    ResourceProperties: '{"Secret":"never-to-be-seen"}',
  });
}

export const ALIAS = ['CheckoutAliaslive', 'AWS::Lambda::Alias'] as const;

/** An update whose alias failed, and which was rolled back. */
export function rolledBack(
  of: Stack,
  minute: number,
  reason = 'Rollback successful',
  failed: readonly [id: string, type: string] = ALIAS,
): void {
  event(of, 0, 'UPDATE_IN_PROGRESS', undefined, 'User Initiated');
  event(of, minute, 'UPDATE_FAILED', failed, reason);
  event(of, minute, 'UPDATE_FAILED', ['Smoke', 'AWS::Lambda::Function'], 'Resource update cancelled');
  event(of, minute, 'UPDATE_ROLLBACK_IN_PROGRESS', undefined, `The following resource(s) failed to update: [${failed[0]}].`);
  event(of, minute + 1, 'UPDATE_COMPLETE', failed);
  event(of, minute + 2, 'UPDATE_ROLLBACK_COMPLETE');
  of.status = 'UPDATE_ROLLBACK_COMPLETE';
}

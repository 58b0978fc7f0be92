import { AwsError, type Call } from './wire';

/** What is in an account, as far as the commands ask. Tests change it as time goes by. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  status: string;
  reason?: string;
  updated?: Date;
  template: unknown;
  parameters: { ParameterKey: string; ParameterValue: string }[];
  resources: { LogicalResourceId: string; PhysicalResourceId?: string; ResourceType: string; ResourceStatus: string }[];
  /** Oldest first. */
  events: Record<string, unknown>[];
  changeSets: Record<string, unknown>[];
  outputs?: { OutputKey: string; OutputValue: string }[];
}

export interface Deployment {
  readonly info: Record<string, unknown> & { deploymentId: string; status: string };
  readonly target: Record<string, unknown>;
}

/** How many items a page holds: small, so that every test turns pages. */
const PAGE = 3;

// biome-ignore lint/suspicious/noExplicitAny: answers of AWS, of which each test fills what it needs
type Loose = any;

export class Account {
  readonly stacks: Stack[] = [];
  /** `function:alias` */
  readonly aliases = new Map<string, Loose>();
  readonly groups = new Map<string, Loose>();
  readonly deployments: Deployment[] = [];
  readonly configs = new Map<string, Loose>();
  readonly alarms = new Map<string, Loose>();
  readonly history: Loose[] = [];
  readonly logs = new Map<string, Loose[]>();
  /** `function` or `function:version` */
  readonly functions = new Map<string, Loose>();
  readonly versions = new Map<string, Loose[]>();
  readonly policies = new Map<string, string>();
  provisioned: Loose[] = [];
  mappings: Loose[] = [];
  executions: Loose[] = [];
  invocations: number | undefined;
  readonly stopped: string[] = [];
  readonly deleted: string[] = [];
  /** Looked at before anything is answered: a fault to throw. */
  readonly faults: ((call: Call) => AwsError | undefined)[] = [];

  readonly answer = (call: Call): unknown => {
    for (const fault of this.faults) {
      const thrown = fault(call);
      if (thrown) throw thrown;
    }
    const handler = this.more[call.action] ?? this.handlers[call.action];
    if (!handler) throw new Error(`the account cannot ${call.action}`);
    return handler(call.input);
  };

  /** Refuses actions, as IAM does. */
  deny(...actions: string[]): void {
    this.faults.push(({ action }) =>
      actions.includes(action)
        ? new AwsError(
            action.startsWith('cloudformation:') ? 'AccessDenied' : 'AccessDeniedException',
            `User: u is not authorized to perform: ${action}`,
            403,
          )
        : undefined,
    );
  }

  /** What a test adds for its own command. */
  readonly more: Record<string, (input: Loose) => unknown> = {};

  private readonly handlers: Readonly<Record<string, (input: Loose) => unknown>> = {
    'cloudformation:DescribeStacks': ({ StackName }) => ({ Stacks: [this.described(this.stack(StackName))] }),
    'cloudformation:ListStacks': ({ NextToken }) =>
      page(
        'StackSummaries',
        this.stacks.map(({ id, name, status }) => ({ StackId: id, StackName: name, StackStatus: status, CreationTime: new Date(0) })),
        NextToken,
      ),
    'cloudformation:ListStackResources': ({ StackName, NextToken }) =>
      page(
        'StackResourceSummaries',
        this.stack(StackName).resources.map((one) => ({ ...one, LastUpdatedTimestamp: new Date(0) })),
        NextToken,
      ),
    'cloudformation:DescribeStackEvents': ({ StackName, NextToken }) =>
      page('StackEvents', this.stack(StackName).events.toReversed(), NextToken),
    'cloudformation:GetTemplate': ({ StackName }) => {
      const { template } = this.stack(StackName);
      return { TemplateBody: typeof template === 'string' ? template : JSON.stringify(template) };
    },
    'cloudformation:ListChangeSets': ({ StackName, NextToken }) => page('Summaries', this.stack(StackName).changeSets, NextToken),
    'codedeploy:GetDeploymentGroup': ({ deploymentGroupName }) => ({
      deploymentGroupInfo: this.groups.get(deploymentGroupName) ?? missing('DeploymentGroupDoesNotExistException'),
    }),
    'codedeploy:ListDeployments': ({ deploymentGroupName, createTimeRange, nextToken }) => {
      const since = createTimeRange?.start ?? 0;
      const found = this.deployments.filter(
        ({ info }) => info.deploymentGroupName === deploymentGroupName && (info.createTime as Date).getTime() / 1_000 >= since,
      );
      return page(
        'deployments',
        found.map(({ info }) => info.deploymentId),
        nextToken,
        'nextToken',
      );
    },
    'codedeploy:BatchGetDeployments': ({ deploymentIds }) => ({
      deploymentsInfo: deploymentIds.map((id: string) => this.deployment(id).info),
    }),
    'codedeploy:ListDeploymentTargets': ({ deploymentId }) => ({
      targetIds: [`target-of-${this.deployment(deploymentId).info.deploymentId}`],
    }),
    'codedeploy:BatchGetDeploymentTargets': ({ deploymentId, targetIds }) => {
      if (targetIds[0] !== `target-of-${deploymentId}`) throw new AwsError('InvalidDeploymentTargetIdException', 'no such target');
      return { deploymentTargets: [{ deploymentTargetType: 'LambdaTarget', lambdaTarget: this.deployment(deploymentId).target }] };
    },
    'codedeploy:GetDeploymentConfig': ({ deploymentConfigName: name }) => ({
      deploymentConfigInfo: {
        deploymentConfigName: name,
        trafficRoutingConfig: this.configs.get(name) ?? missing('DeploymentConfigDoesNotExistException'),
      },
    }),
    'codedeploy:StopDeployment': ({ deploymentId, autoRollbackEnabled }) => {
      if (!autoRollbackEnabled) throw new Error('a weighted alias would stay');
      const { info } = this.deployment(deploymentId);
      if (info.status !== 'InProgress')
        throw new AwsError('DeploymentAlreadyCompletedException', `The deployment ${deploymentId} is already completed`);
      this.stopped.push(deploymentId);
      return { status: 'Pending' };
    },
    'cloudwatch:DescribeAlarms': ({ AlarmNames, AlarmTypes }) => {
      const found = AlarmNames.flatMap((name: string) => this.alarms.get(name) ?? []);
      return {
        MetricAlarms: found.filter(({ composite }: Loose) => !composite),
        CompositeAlarms: AlarmTypes?.includes('CompositeAlarm') ? found.filter(({ composite }: Loose) => composite) : [],
      };
    },
    'cloudwatch:DescribeAlarmHistory': ({ AlarmName, StartDate, EndDate, NextToken }) => {
      const at = ({ Timestamp }: Loose) => Timestamp.getTime() / 1_000;
      const found = this.history.filter((item) => item.AlarmName === AlarmName && at(item) >= StartDate && at(item) <= EndDate);
      return page('AlarmHistoryItems', found, NextToken);
    },
    'cloudwatch:GetMetricStatistics': () => ({
      Datapoints: this.invocations === undefined ? [] : [{ Timestamp: new Date(0), Sum: this.invocations }],
    }),
    'logs:FilterLogEvents': ({ logGroupName, startTime, endTime, nextToken }) => {
      const events = this.logs.get(logGroupName) ?? missing('ResourceNotFoundException');
      return page(
        'events',
        events.filter(({ timestamp }: Loose) => timestamp >= startTime && timestamp <= endTime),
        nextToken,
        'nextToken',
      );
    },
    'lambda:GetAlias': ({ FunctionName, Name }) => this.aliases.get(`${FunctionName}:${Name}`) ?? missing('ResourceNotFoundException', 404),
    'lambda:GetFunctionConfiguration': ({ FunctionName, Qualifier }) =>
      this.functions.get(Qualifier ? `${FunctionName}:${Qualifier}` : FunctionName) ?? missing('ResourceNotFoundException', 404),
    'lambda:ListVersionsByFunction': ({ FunctionName, Marker }) =>
      page('Versions', this.versions.get(FunctionName) ?? [], Marker, 'NextMarker'),
    'lambda:ListAliases': ({ FunctionName, Marker }) =>
      page(
        'Aliases',
        [...this.aliases].filter(([key]) => key.startsWith(`${FunctionName}:`)).map(([, alias]) => alias),
        Marker,
        'NextMarker',
      ),
    'lambda:ListProvisionedConcurrencyConfigs': ({ Marker }) =>
      page('ProvisionedConcurrencyConfigs', this.provisioned, Marker, 'NextMarker'),
    'lambda:ListEventSourceMappings': ({ Marker }) => page('EventSourceMappings', this.mappings, Marker, 'NextMarker'),
    'lambda:ListDurableExecutionsByFunction': ({ Marker, Statuses }) =>
      page(
        'DurableExecutions',
        this.executions.filter(({ Status }) => Status === Statuses),
        Marker,
        'NextMarker',
      ),
    'lambda:GetPolicy': ({ FunctionName, Qualifier }) => ({
      Policy: this.policies.get(`${FunctionName}:${Qualifier}`) ?? missing('ResourceNotFoundException', 404),
    }),
    'lambda:DeleteFunction': ({ FunctionName, Qualifier }) => {
      if (!Qualifier) throw new Error('that would delete the whole function');
      this.deleted.push(`${FunctionName}:${Qualifier}`);
      return undefined;
    },
  };

  stack(name: string): Stack {
    const found = this.stacks.find((one) => one.name === name || one.id === name);
    if (!found) throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
    return found;
  }

  deployment(id: string): Deployment {
    const found = this.deployments.find(({ info }) => info.deploymentId === id);
    if (!found) throw new AwsError('DeploymentDoesNotExistException', `The deployment ${id} could not be found`);
    return found;
  }

  private described({ name, id, status, reason, updated, parameters, outputs }: Stack) {
    const times = { CreationTime: new Date(0), LastUpdatedTime: updated };
    return {
      StackName: name,
      StackId: id,
      StackStatus: status,
      StackStatusReason: reason,
      Parameters: parameters,
      Outputs: outputs,
      ...times,
    };
  }
}

function missing(code: string, status = 400): never {
  throw new AwsError(code, 'It does not exist.', status);
}

/** Tokens say where the next page begins. */
function page(name: string, items: readonly unknown[], token: string | undefined, tokenName = 'NextToken'): Record<string, unknown> {
  const start = Number(token ?? 0);
  const end = start + PAGE;
  return { [name]: items.slice(start, end), ...(end < items.length ? { [tokenName]: String(end) } : {}) };
}

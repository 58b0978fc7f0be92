import { respond } from '../../src/macro/respond';
import { DIGEST_FORMAT } from '../../src/version/digest';
import { Account, type Stack } from '../operations/support/account';
import { ACCOUNT, arnOf, event, stackId } from '../operations/support/shop';
import { AwsError } from '../operations/support/wire';

// biome-ignore lint/suspicious/noExplicitAny: inputs of AWS's actions
type Loose = any;

export const TEMPLATE = `# ${'x'.repeat(60_000)}\nResources: {}\n`;
const FUNCTION = ['Function', 'AWS::Lambda::Function'] as const;
const MACRO = ['Macro', 'AWS::CloudFormation::Macro'] as const;

/** The stack of the macro, as the one-file template leaves it. */
export function macroStack(
  account: Account,
  {
    name = 'safedeploy',
    macroName = 'SafeDeploy',
    status = 'CREATE_COMPLETE',
    version = '0.0.9',
    digestFormat = String(DIGEST_FORMAT),
    functionArn = arnOf(macroName),
  } = {},
): Stack {
  const outputs = { MacroName: macroName, FunctionArn: functionArn, Version: version, DigestFormat: digestFormat };
  const made: Stack = {
    name,
    id: stackId(name),
    status,
    template: {},
    parameters: ['MacroName', 'OrganizationId'].map((key) => ({ ParameterKey: key, ParameterValue: key === 'MacroName' ? macroName : '' })),
    resources: [FUNCTION, MACRO].map(([id, type]) => ({
      LogicalResourceId: id,
      PhysicalResourceId: macroName,
      ResourceType: type,
      ResourceStatus: 'CREATE_COMPLETE',
    })),
    events: [],
    changeSets: [],
    outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  };
  account.stacks.push(made);
  for (let i = 0; i < 4; i++) event(made, -60, 'CREATE_COMPLETE', FUNCTION);
  return made;
}

/** An account with a bucket, in which change sets can be made. */
export class Place extends Account {
  readonly uploaded = new Map<string, string>();
  /** What was asked of CloudFormation. */
  readonly asked: Loose[] = [];
  readonly executed: string[] = [];
  deleted_: string[] = [];
  /** What CloudFormation has of a template that was uploaded. */
  received = (uploaded: string) => uploaded;
  /** What a change set becomes, the last for ever. */
  changeSet: { Status: string; StatusReason?: string; Changes?: Loose[] }[] = [
    { Status: 'CREATE_IN_PROGRESS' },
    {
      Status: 'CREATE_COMPLETE',
      Changes: [
        {
          Type: 'Resource',
          ResourceChange: { Action: 'Modify', LogicalResourceId: 'Function', ResourceType: 'AWS::Lambda::Function', Replacement: 'False' },
        },
        {
          Type: 'Resource',
          ResourceChange: { Action: 'Add', LogicalResourceId: 'OrganizationMayInvoke', ResourceType: 'AWS::Lambda::Permission' },
        },
      ],
    },
  ];
  /** States of the stack once the change set is executed; before each, `happens`. */
  states: { status: string; happens?: (stack: Stack) => void }[] = [];

  constructor() {
    super();
    const isUpdate = () => this.asked.at(-1)?.ChangeSetType === 'UPDATE';
    Object.assign(this.more, {
      's3:PutObject': ({ Bucket, Key, Body }: Loose) => {
        this.uploaded.set(`${Bucket}/${Key}`, Body);
      },
      'cloudformation:CreateChangeSet': (input: Loose) => {
        this.asked.push(input);
        if (!this.stacks.some(({ name }) => name === input.StackName))
          macroStack(this, { name: input.StackName, status: 'REVIEW_IN_PROGRESS' });
        return { Id: `${stackId(input.StackName)}/changeSet`, StackId: stackId(input.StackName) };
      },
      'cloudformation:DescribeChangeSet': () => (this.changeSet.length > 1 ? this.changeSet.shift() : this.changeSet[0]),
      'cloudformation:GetTemplate': () => ({ TemplateBody: this.received([...this.uploaded.values()].at(-1) ?? '') }),
      'cloudformation:DeleteChangeSet': ({ ChangeSetName }: Loose) => {
        this.deleted_.push(ChangeSetName);
        return {};
      },
      'cloudformation:ExecuteChangeSet': ({ ChangeSetName }: Loose) => {
        this.executed.push(ChangeSetName);
        if (this.states.length === 0) this.succeeds(isUpdate() ? 'UPDATE' : 'CREATE');
        return {};
      },
      'cloudformation:DescribeStacks': ({ StackName }: Loose) => {
        const stack = this.stack(StackName);
        const next = this.executed.length > 0 ? this.states.shift() : undefined;
        next?.happens?.(stack);
        if (next) stack.status = next.status;
        const { name, id, status, parameters, outputs } = stack;
        return {
          Stacks: [
            { StackName: name, StackId: id, StackStatus: status, Parameters: parameters, Outputs: outputs, CreationTime: new Date(0) },
          ],
        };
      },
    });
  }

  private succeeds(kind: 'CREATE' | 'UPDATE'): void {
    const unchanged = this.stacks[0]?.status ?? '';
    this.states = [
      { status: unchanged }, // right after the request
      { status: `${kind}_IN_PROGRESS`, happens: (stack) => event(stack, 1, `${kind}_IN_PROGRESS`) },
      { status: `${kind}_COMPLETE`, happens: (stack) => event(stack, 2, `${kind}_COMPLETE`) },
    ];
  }

  /** The function fails, and the rest with it. */
  fails(kind: 'CREATE' | 'UPDATE', end: string, reason: string): void {
    this.states = [
      {
        status: `${kind}_IN_PROGRESS`,
        happens: (stack) => {
          event(stack, 1, `${kind}_IN_PROGRESS`);
          event(stack, 2, `${kind}_FAILED`, FUNCTION, reason);
          event(stack, 2, `${kind}_FAILED`, ['LogGroup', 'AWS::Logs::LogGroup'], 'Resource creation cancelled');
          for (let i = 0; i < 4; i++) event(stack, 3, 'DELETE_COMPLETE', ['LogGroup', 'AWS::Logs::LogGroup']);
        },
      },
      { status: end, happens: (stack) => event(stack, 4, end) },
    ];
  }
}

export const refused = (code: string, message = 'No.', status = 400) => new AwsError(code, message, status);

const USER = `arn:aws:iam::${ACCOUNT}:user/ada`;

/** An account whose macro is well. Tests make it ill. */
export class Patient extends Account {
  identity = `arn:aws:sts::${ACCOUNT}:assumed-role/Deployer/ada`;
  readonly macro: Stack;
  /** What its macro answers. */
  invoked: (request: Loose) => unknown = (request) =>
    respond(
      request,
      () => undefined,
      () => 0,
    );
  /** By action; allowed otherwise. */
  readonly decisions: Record<string, string> = {};

  constructor(options: Parameters<typeof macroStack>[1] = {}) {
    super();
    this.macro = macroStack(this, options);
    this.functions.set(arnOf('SafeDeploy'), { State: 'Active', LastUpdateStatus: 'Successful', Runtime: 'nodejs24.x' });
    Object.assign(this.more, {
      'sts:GetCallerIdentity': () => ({ Account: ACCOUNT, Arn: this.identity, UserId: 'A' }),
      'iam:GetRole': ({ RoleName }: Loose) => ({
        Role: { Arn: `arn:aws:iam::${ACCOUNT}:role/teams/${RoleName}`, RoleName, Path: '/teams/', RoleId: 'A', CreateDate: new Date(0) },
      }),
      'iam:SimulatePrincipalPolicy': (input: Loose) => {
        if (![`arn:aws:iam::${ACCOUNT}:role/teams/Deployer`, USER].includes(input.PolicySourceArn))
          throw refused('NoSuchEntity', input.PolicySourceArn, 404);
        const actions = Object.entries(input)
          .filter(([key]) => key.startsWith('ActionNames.member.'))
          .map(([, value]) => String(value));
        const results = actions.map((EvalActionName) => ({ EvalActionName, EvalDecision: this.decisions[EvalActionName] ?? 'allowed' }));
        const isFirst = input.Marker === undefined;
        return {
          EvaluationResults: isFirst ? results.slice(0, 9) : results.slice(9),
          IsTruncated: isFirst,
          ...(isFirst && { Marker: 'rest' }),
        };
      },
      'lambda:InvokeFunction': ({ FunctionName, Payload }: Loose) => {
        if (!this.functions.has(FunctionName)) throw refused('ResourceNotFoundException', `Function not found: ${FunctionName}`, 404);
        return this.invoked(JSON.parse(Payload));
      },
    });
  }
}

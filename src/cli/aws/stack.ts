import type { CloudFormationClient, Parameter } from '@aws-sdk/client-cloudformation';
import type { Json } from '../../template/json';
import { parseYaml } from '../read/read';
import { InputError } from '../usage';
import { type Connection, configOf } from './connection';
import { saidOf } from './faults';

/** What a deployed stack is made of. */
export interface Stack {
  readonly template: Json;
  readonly region: string;
  readonly accountId: string;
  /** Values of its parameters; undefined for those that CloudFormation does not show. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
}

export type Client = Pick<CloudFormationClient, 'send'>;
export type Connect = (connection: Connection) => Promise<Client>;

/** The SDK is loaded only when a stack is asked for: the other commands need neither it nor credentials. */
export const connect: Connect = async (connection) => {
  const { CloudFormationClient: Client } = await import('@aws-sdk/client-cloudformation');
  return new Client(configOf(connection));
};

/** What CloudFormation shows in place of a value of a NoEcho parameter. */
const HIDDEN = '****';

/**
 * The processed template of a stack, and what it was deployed with. Reads only. A stack that only has a change set yet has no
 * template, which is an error unless `mayBeNew`.
 */
export async function readStack(name: string, client: Client, { mayBeNew = false } = {}): Promise<Stack> {
  const { DescribeStacksCommand, GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  const { Stacks } = await asked(`stack ${name}`, ACTIONS, () => client.send(new DescribeStacksCommand({ StackName: name })));
  const stack = Stacks?.[0];
  const [, , , region, accountId] = stack?.StackId?.split(':') ?? [];
  if (!stack || !region || !accountId) throw new InputError(`The stack ${name} was not found.`);
  const parameters = new Map((stack.Parameters ?? []).flatMap(valuesOf));
  if (mayBeNew && stack.StackStatus === 'REVIEW_IN_PROGRESS') return { template: {}, region, accountId, parameters };
  const asks = { StackName: name, TemplateStage: 'Processed' as const };
  const { TemplateBody } = await asked(`stack ${name}`, ACTIONS, () => client.send(new GetTemplateCommand(asks)));
  if (!TemplateBody) throw new InputError(`The stack ${name} has no template yet.`);
  return { template: templateIn(TemplateBody, `stack ${name}`), region, accountId, parameters };
}

/** None for a value that CloudFormation does not show. */
export function valuesOf({ ParameterKey, ParameterValue }: Parameter): [string, string | undefined][] {
  if (ParameterKey === undefined) return [];
  return [[ParameterKey, ParameterValue === HIDDEN ? undefined : ParameterValue]];
}

const ACTIONS = ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'];

/** What the AWS CLI would say as well: credentials, permissions and names that are wrong. */
export async function asked<T>(what: string, actions: readonly string[], ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault;
    const remedy = `Check its name, --region, --profile, and that you may call ${actions.join(' and ')}.`;
    throw new InputError(`The ${what} cannot be read: ${saidOf(fault)}. ${remedy}`);
  }
}

/** JSON where a transform has run; what the author sent where none has. */
export function templateIn(body: string, what: string): Json {
  try {
    return body.trimStart().startsWith('{') ? (JSON.parse(body) as Json) : parseYaml(body);
  } catch {
    throw new InputError(`The template of the ${what} is neither JSON nor YAML.`);
  }
}

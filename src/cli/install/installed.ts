import type { Parameter } from '@aws-sdk/client-cloudformation';
import { kindOf } from '../aws/faults';
import { faultOf, OperationFault } from '../operations/fault';
import type { Reader } from '../operations/read/reader';

/** A stack that may hold the macro. */
export interface Installed {
  readonly id: string;
  readonly status: string;
  readonly parameters: readonly string[];
  readonly macroName: string | undefined;
  readonly functionArn: string | undefined;
  readonly version: string | undefined;
  readonly digestFormat: string | undefined;
}

/** undefined where there is no such stack. */
export async function readInstalled(reader: Reader, name: string): Promise<Installed | undefined> {
  try {
    const { Stacks = [] } = await (await reader.clients.cloudFormation()).describeStacks({ StackName: name });
    const [stack] = Stacks;
    if (!stack) return undefined;
    const output = (key: string) => stack.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    const parameter = (key: string) => stack.Parameters?.find(({ ParameterKey }) => ParameterKey === key)?.ParameterValue;
    return {
      id: stack.StackId ?? '',
      status: stack.StackStatus ?? '',
      parameters: (stack.Parameters ?? []).map(({ ParameterKey }: Parameter) => ParameterKey ?? ''),
      macroName: output('MacroName') ?? parameter('MacroName'),
      functionArn: output('FunctionArn') ?? parameter('FunctionArn'), // install/macro.yaml gets it as a parameter
      version: output('Version'),
      digestFormat: output('DigestFormat'),
    };
  } catch (fault) {
    if (kindOf(fault) === 'missing') return undefined;
    throw faultOf('cloudformation:DescribeStacks', fault);
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html has the states. */
const ABSENT = ['REVIEW_IN_PROGRESS', 'DELETE_COMPLETE'];
const DELETED_FIRST = ['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'DELETE_FAILED'];

/** Whether a change set creates the stack or updates it; a stack that takes neither is a fault that says what to do. */
export function changeSetType(stack: string, installed: Installed | undefined): 'CREATE' | 'UPDATE' {
  if (!installed || ABSENT.includes(installed.status)) return 'CREATE';
  const { status, macroName, functionArn } = installed;
  if (DELETED_FIRST.includes(status)) throw new OperationFault('SD1342', { stack, status });
  // the function of the SAM route is known by its alias
  const isOneFile = macroName !== undefined && functionArn?.split(':').length === 7;
  if (!isOneFile) throw new OperationFault('SD1345', { stack });
  if (status === 'UPDATE_ROLLBACK_FAILED') throw new OperationFault('SD1343', { stack, status });
  if (status.endsWith('_IN_PROGRESS')) throw new OperationFault('SD1344', { stack, status });
  return 'UPDATE';
}

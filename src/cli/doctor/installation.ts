import { version as ownVersion } from '../../../package.json';
import { DIGEST_FORMAT } from '../../version/digest';
import type { Installed } from '../install/installed';
import { pages, type Reader } from '../operations/read/reader';
import type { Check } from './check';

/** Is the macro registered, by a stack that is well? */
export async function checkInstallation(reader: Reader, stack: string, installed: Installed | undefined): Promise<Check> {
  const check = 'installation';
  const missing = `Run safedeploy install, or pass the stack of the macro with --stack-name.`;
  if (!installed) return { check, status: 'problem', text: `There is no stack ${stack} in this account and Region.`, remedy: missing };
  const { status, macroName, functionArn } = installed;
  if (!macroName || !functionArn)
    return { check, status: 'problem', text: `The stack ${stack} is not an installation of SafeDeploy.`, remedy: missing };
  const resources = await reader.may('cloudformation:ListStackResources', async ({ cloudFormation }) => {
    const client = await cloudFormation();
    return pages(async (NextToken) => {
      const page = await client.listStackResources({ StackName: stack, ...(NextToken ? { NextToken } : {}) });
      return [page.StackResourceSummaries, page.NextToken];
    });
  });
  const macro = resources?.find(({ ResourceType }) => ResourceType === 'AWS::CloudFormation::Macro');
  const where = `Stack ${stack} (${status}), macro ${macroName}`;
  if (!resources)
    return {
      check,
      status: 'unknown',
      text: `${where}: its resources could not be read.`,
      remedy: 'Allow cloudformation:ListStackResources.',
    };
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(macro?.ResourceStatus ?? ''))
    return { check, status: 'problem', text: `${where}: the macro is not registered.`, remedy: 'Run safedeploy install.' };
  if (/_FAILED$|^ROLLBACK/.test(status))
    return {
      check,
      status: 'problem',
      text: `${where}: its last operation failed.`,
      remedy: 'Check the stack events, and run safedeploy install.',
    };
  return { check, status: 'ok', text: `${where}.` };
}

/** Does the function exist, and can it run? */
export async function checkFunction(reader: Reader, functionArn: string): Promise<Check> {
  const check = 'function';
  const found = await reader.may('lambda:GetFunctionConfiguration', async ({ lambda }) =>
    (await lambda()).getFunctionConfiguration({ FunctionName: functionArn }),
  );
  if (found === undefined && reader.isRefused('lambda:GetFunctionConfiguration'))
    return { check, status: 'unknown', text: `${functionArn} could not be read.`, remedy: 'Allow lambda:GetFunctionConfiguration.' };
  if (found === undefined)
    return {
      check,
      status: 'problem',
      text: `${functionArn} does not exist.`,
      remedy: 'Delete the stack of the macro, and run safedeploy install.',
    };
  const { State = 'Active', StateReason = '', LastUpdateStatus = 'Successful', LastUpdateStatusReason = '', Runtime } = found;
  // a function that nobody has called for weeks is Inactive until the next call
  const isWell = /^(Active|Inactive)$/.test(State) && LastUpdateStatus === 'Successful';
  const text = `${functionArn} is ${State} on ${Runtime}${isWell ? '' : `; last update ${LastUpdateStatus}. ${StateReason}${LastUpdateStatusReason}`.trimEnd()}.`;
  return isWell ? { check, status: 'ok', text } : { check, status: 'problem', text, remedy: 'Run safedeploy install again.' };
}

/** Another version is no problem by itself: what it answers is another check. */
export function checkVersion({ version, digestFormat }: Installed): Check {
  const check = 'version';
  if (version === undefined)
    return {
      check,
      status: 'unknown',
      text: 'The outputs of the stack do not contain the version of the macro.',
      remedy: 'Look at the outputs of the stack that contains the function of the macro.',
    };
  const text = `Installed: ${version}, digest format ${digestFormat}. This command line: ${ownVersion}, digest format ${DIGEST_FORMAT}.`;
  return { check, status: 'ok', text };
}

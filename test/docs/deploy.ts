import { Readable } from 'node:stream';
import { type Compiled, compile } from '../../src/cli/compile';

/** Runs a template through SafeDeploy as the command line does; SAM, where it is listed before, has run by then. */
export function deploy(template: string): Promise<Compiled> {
  const request = {
    template: '-',
    parameters: [],
    parameterFile: undefined,
    region: 'eu-west-1',
    accountId: '123456789012',
    macroName: 'SafeDeploy',
  };
  return compile(request, new Map(), Readable.from([Buffer.from(afterSam(template))]));
}

/** What SAM makes of its functions, as far as marks see it: Metadata stays, and type and code are Lambda's. */
export const afterSam = (template: string): string =>
  template.startsWith('Transform: [AWS::Serverless-2016-10-31, SafeDeploy]\n')
    ? template
        .replace('[AWS::Serverless-2016-10-31, SafeDeploy]', 'SafeDeploy')
        .replaceAll('AWS::Serverless::Function', 'AWS::Lambda::Function')
        .replaceAll('CodeUri:', 'Code:')
    : template;

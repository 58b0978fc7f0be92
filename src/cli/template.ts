import type { Arguments, Option } from './command';
import type { Request } from './compile';
import type { OtherTransforms } from './expand/macro';
import { readFile } from './read/bytes';
import { translate } from './sam/translate';
import { UsageError } from './usage';

/** What all commands that work on a template take. */
export const TEMPLATE = { name: 'TEMPLATE', text: 'A template in YAML or JSON, or - for the standard input.' };

/** Where nobody says where: documented values, so that the same command gives the same bytes everywhere. */
export const DEFAULTS = { region: 'us-east-1', accountId: '123456789012', macroName: 'SafeDeploy' } as const;

export const TEMPLATE_OPTIONS: Readonly<Record<string, Option>> = {
  parameter: { value: 'Key=Value', multiple: true, text: 'The value of a template parameter. May be repeated.' },
  parameters: { value: 'FILE', text: 'Values of parameters, in any form that AWS takes; YAML or JSON.' },
  region: { value: 'REGION', text: `What AWS::Region is; ${DEFAULTS.region} by default.` },
  'account-id': { value: 'ID', text: `What AWS::AccountId is; ${DEFAULTS.accountId} by default.` },
  sam: { value: 'PYTHON', text: 'The Python that has aws-sam-translator; by default that of the SAM CLI, then python3.' },
  include: {
    value: 'URI=FILE',
    multiple: true,
    text: 'The file that AWS::Include takes from s3://BUCKET/KEY. May be repeated.',
  },
  'macro-name': { value: 'NAME', text: `The name of the macro in the account; ${DEFAULTS.macroName} by default.` },
};

export const isRegion = (text: string): boolean => /^[a-z]{2,}(?:-[a-z]+)+-\d$/.test(text);
export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** The last value of an option. */
export const one = ({ options }: Arguments, name: string): string | undefined => options.get(name)?.at(-1);

export function requestOf(given: Arguments): Request {
  const includes = given.options.get('include') ?? [];
  const request = {
    template: given.positionals[0] ?? '-',
    parameters: given.options.get('parameter') ?? [],
    parameterFile: one(given, 'parameters'),
    region: one(given, 'region') ?? DEFAULTS.region,
    accountId: one(given, 'account-id') ?? DEFAULTS.accountId,
    macroName: one(given, 'macro-name') ?? DEFAULTS.macroName,
    others: othersOf(one(given, 'sam'), new Map(includes.map((said) => pairIn(said) ?? ['', '']))),
  };
  const mistakes = [
    ...(isRegion(request.region) ? [] : ['--region takes the name of a region, such as eu-west-1.']),
    ...(isAccountId(request.accountId) ? [] : ['--account-id takes twelve digits.']),
    ...includes.filter((said) => !pairIn(said)).map((said) => `--include ${said} is not of the form s3://BUCKET/KEY=FILE.`),
    ...(request.template === '-' && request.parameterFile === '-' ? ['The standard input is either the template or the parameters.'] : []),
  ];
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  return request;
}

/** What the other transforms take from this machine, with the Python that has SAM's translator. */
export const othersOf = (python: string | undefined, includes: ReadonlyMap<string, string>): OtherTransforms => ({
  python,
  includes,
  translate: (asked) => translate(asked, python),
  read: readFile,
});

function pairIn(said: string): [location: string, file: string] | undefined {
  const [, location, file] = /^(s3:\/\/[^/=]+\/[^=]+)=(.+)$/i.exec(said) ?? [];
  return location === undefined || file === undefined ? undefined : [location, file];
}

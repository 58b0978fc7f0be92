import type { Arguments, Option } from './command';
import type { Request } from './compile';
import type { OtherTransforms } from './expand/macro';
import { readFile } from './read/bytes';
import { translate } from './sam/translate';
import { UsageError } from './usage';

/** What all commands that work on a template take. */
export const TEMPLATE = { name: 'TEMPLATE', text: 'A template in YAML or JSON, or - for standard input.' };

/** Where nobody says where: documented values, so that the same command gives the same bytes everywhere. */
export const DEFAULTS = { region: 'us-east-1', accountId: '123456789012', macroName: 'SafeDeploy' } as const;

export const TEMPLATE_OPTIONS: Readonly<Record<string, Option>> = {
  parameter: { value: 'Key=Value', multiple: true, text: 'The value of a template parameter. May be repeated.' },
  parameters: { value: 'FILE', text: 'A YAML or JSON file with parameter values, in any format that AWS accepts.' },
  region: { value: 'REGION', text: `The value of AWS::Region; default: ${DEFAULTS.region}.` },
  'account-id': { value: 'ID', text: `The value of AWS::AccountId; default: ${DEFAULTS.accountId}.` },
  sam: { value: 'PYTHON', text: 'A Python that has aws-sam-translator; default: that of the SAM CLI, then python3.' },
  include: {
    value: 'URI=FILE',
    multiple: true,
    text: 'A local copy of a file that AWS::Include reads from s3://BUCKET/KEY. May be repeated.',
  },
  'macro-name': { value: 'NAME', text: `The name of the macro in the account; default: ${DEFAULTS.macroName}.` },
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
    ...(isRegion(request.region) ? [] : ['--region must be the name of a Region, such as eu-west-1.']),
    ...(isAccountId(request.accountId) ? [] : ['--account-id must be twelve digits.']),
    ...includes.filter((said) => !pairIn(said)).map((said) => `--include ${said} must have the form s3://BUCKET/KEY=FILE.`),
    ...(request.template === '-' && request.parameterFile === '-'
      ? ['Standard input can be either the template or the parameters, not both.']
      : []),
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

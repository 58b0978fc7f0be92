import { lint } from '../../../src/lint/lint';
import type { JsonObject } from '../../../src/template/json';
import type { Template } from '../../../src/template/template';
import { Values } from '../../../src/template/values';
import { transform } from '../../../src/transform/transform';
import { readYaml } from '../../support/fixtures';

/** What lint says of a template, as `SD3001 Alarm.Properties.Period`, in the order of the rules. */
export function said(text: string, parameterValues: JsonObject = {}): string[] {
  return warnings(text, parameterValues).map(({ code, path }) => `${code} ${path.filter((step) => step !== 'Resources').join('.')}`);
}

export function warnings(text: string, parameterValues: JsonObject = {}) {
  const template = readYaml(text) as Template;
  const environment = { region: 'us-east-1', accountId: '123456789012', parameterValues };
  const result = transform({ fragment: template, params: {}, ...environment });
  if (!result.fragment) throw new Error(result.diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const functions = new Map(result.functions.map((released) => [released.id, released]));
  const { consumers, untold } = result;
  const output = result.fragment as Template;
  return lint({ template, output, values: new Values(template, environment), environment, functions, consumers, untold });
}

export const functionOf = (name: string, mark: string | undefined = '{}', properties: Record<string, string> = {}): string =>
  [
    `  ${name}:`,
    '    Type: AWS::Lambda::Function',
    ...(mark === '' ? [] : [`    Metadata: { SafeDeploy: ${mark} }`]),
    '    Properties:',
    ...Object.entries({
      Code: '{ ZipFile: x }',
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::123456789012:role/r',
      ...properties,
    }).map(([key, value]) => `      ${key}: ${value}`),
    '',
  ].join('\n');

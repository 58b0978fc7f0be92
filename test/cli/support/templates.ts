import { parseYaml } from '../../../src/cli/read/read';
import type { JsonObject } from '../../../src/template/json';
import type { Ran } from './cli';

/** A function of a template, with what is added to its properties, indented as it stands there. */
export const functionOf = (name: string, properties = '', metadata = '{}'): string => `  ${name}:
    Type: AWS::Lambda::Function
    Metadata: {SafeDeploy: ${metadata}}
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/r
      Code: {ZipFile: x}
${properties}`;

export const unmarked = (name: string, properties = ''): string => functionOf(name, properties).replace(/ {4}Metadata.*\n/, '');

export const resourcesOf = ({ stdout }: Ran): Record<string, JsonObject> =>
  (parseYaml(stdout) as JsonObject).Resources as Record<string, JsonObject>;

export const aliasNames = (ran: Ran): unknown[] =>
  Object.values(resourcesOf(ran)).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Alias' ? [(Properties as JsonObject).Name] : [],
  );

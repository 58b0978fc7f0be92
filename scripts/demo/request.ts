import { isObject, type Json, type JsonObject, own } from '../../src/template/json';

const ACCOUNT = '123456789012';
export const NAME = 'SafeDeploy';

export interface MacroRequest {
  readonly accountId: string;
  readonly region: string;
  readonly fragment: JsonObject;
  readonly transformId: string;
  readonly requestId: string;
  readonly params: Json;
  readonly templateParameterValues: JsonObject;
}

/** What CloudFormation would send to the macro for a template with its default parameters. */
export function requestFor(template: JsonObject): MacroRequest {
  const { Transform, ...fragment } = template;
  const transform = [Transform].flat().find((one) => one === NAME || own(one, 'Name') === NAME);
  if (transform === undefined) throw new Error('The template has no Transform: SafeDeploy.');
  return {
    accountId: ACCOUNT,
    region: 'eu-west-1',
    fragment,
    transformId: `${ACCOUNT}::${NAME}`,
    requestId: '3f0c1f0e-8f0b-4e0c-9d5c-2a4f7d0c6b11',
    params: own(transform, 'Parameters') ?? {},
    templateParameterValues: defaultsOf(own(fragment, 'Parameters')),
  };
}

function defaultsOf(parameters: Json | undefined): JsonObject {
  const values = Object.entries(isObject(parameters) ? parameters : {}).map(([name, parameter]) => {
    const value = own(parameter, 'Default');
    if (value === undefined) throw new Error(`The parameter ${name} has no Default.`);
    const isList = /^List<|^CommaDelimitedList$/.test(String(own(parameter, 'Type')));
    return [name, isList ? String(value).split(',') : String(value)];
  });
  return Object.fromEntries(values);
}

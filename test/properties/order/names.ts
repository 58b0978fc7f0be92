import type { Json, JsonObject } from '../../../src/template/json';
import { partitionOf, type Stack } from '../oracle/evaluate';
import type { Made } from './stack';
import { arnEnd, ownName, refIsArn, serviceOf } from './types';

/** The resources that have neither Region nor, some of them, account in their ARN. */
const placeOf = (service: string, { region, accountId }: Stack): string =>
  service === 's3' ? ':' : service === 'iam' ? `:${accountId}` : `${region}:${accountId}`;

/** The unqualified ARN of the function that a name, an ARN or the ARN of an alias means. */
const functionArn = (said: Json | undefined, stack: Stack): string => {
  const text = String(said);
  if (text.startsWith('arn:')) return text.split(':').slice(0, 7).join(':');
  return `arn:${partitionOf(stack)}:lambda:${stack.region}:${stack.accountId}:function:${text.split(':')[0]}`;
};

export function arnOf(made: Made, stack: Stack): string {
  const { type, properties, number } = made;
  if (type === 'AWS::Lambda::Alias') return `${functionArn(properties.FunctionName, stack)}:${properties.Name}`;
  if (type === 'AWS::Lambda::Version') return `${functionArn(properties.FunctionName, stack)}:${number}`;
  const service = serviceOf(type);
  return `arn:${partitionOf(stack)}:${service}:${placeOf(service, stack)}:${arnEnd(made)}`;
}

/** What Ref gives. */
export const refOf = (made: Made, stack: Stack): string => (refIsArn(made.type) ? arnOf(made, stack) : made.name);

/** What Fn::GetAtt gives. What this model does not know is still told apart, resource by resource. */
export function attributeOf(made: Made, attribute: string, stack: Stack): string {
  if (made.type === 'AWS::Lambda::Version' && attribute === 'Version') return String(made.number);
  return /Arn$/.test(attribute) ? arnOf(made, stack) : `${made.name}.${attribute}`;
}

/** The author's name, or one that CloudFormation makes and never makes again. */
export const nameFor = (id: string, type: string, properties: JsonObject, stack: Stack, count: number): string =>
  String(ownName(type, properties) ?? `${stack.stackName}-${id}-${count}`);

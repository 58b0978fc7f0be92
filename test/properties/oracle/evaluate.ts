import assert from 'node:assert/strict';
import { isObject, type Json, type JsonObject, own } from '../../../src/template/json';

export interface Stack {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly parameterValues: JsonObject;
}

/** What a template's intrinsics are evaluated with. What they mean is in AWS's documentation; nothing here is SafeDeploy's. */
export interface Context {
  readonly template: JsonObject;
  readonly stack: Stack;
  /** Does a condition hold? */
  readonly holds: (name: string) => boolean;
  /** What Ref and Fn::GetAtt give of what is no parameter. */
  readonly ref: (id: string) => Json;
  readonly att: (id: string, attribute: string) => Json;
  /** What cannot be evaluated: a fault in a template of ours, any text in one from outside. */
  readonly unknown: (what: string) => Json;
}

export const partitionOf = ({ region }: Stack): string => (region.startsWith('cn-') ? 'aws-cn' : 'aws');

const pseudo = (stack: Stack): Record<string, string> => ({
  'AWS::Region': stack.region,
  'AWS::AccountId': stack.accountId,
  'AWS::Partition': partitionOf(stack),
  'AWS::URLSuffix': stack.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  'AWS::StackName': stack.stackName,
  'AWS::StackId': `stack/${stack.stackName}`,
});

/** undefined stands for AWS::NoValue. */
export function evaluate(node: Json | undefined, context: Context): Json | undefined {
  if (Array.isArray(node)) return node.map((item) => evaluate(item, context)).filter((item) => item !== undefined);
  if (!isObject(node)) return node;
  const entries = Object.entries(node);
  const [key, value] = entries[0] ?? [];
  if (entries.length === 1 && key !== undefined && value !== undefined && (key === 'Ref' || key.startsWith('Fn::'))) {
    return intrinsic(key, value, context);
  }
  const result = entries.map(([name, inner]) => [name, evaluate(inner, context)] as const);
  return Object.fromEntries(result.filter(([, inner]) => inner !== undefined)) as JsonObject;
}

const textIn = (value: Json | undefined, { unknown }: Context): string =>
  String(value === undefined || typeof value === 'object' ? unknown(`a text is needed, and this is ${JSON.stringify(value)}`) : value);

const listIn = (value: Json | undefined, { unknown }: Context): Json[] =>
  Array.isArray(value) ? value : [unknown(`a list is needed, and this is ${JSON.stringify(value)}`)];

function intrinsic(key: string, value: Json, context: Context): Json | undefined {
  const parts = Array.isArray(value) ? value : [value];
  const part = (index: number) => evaluate(parts[index], context);
  const text = (said: Json | undefined) => textIn(said, context);
  switch (key) {
    case 'Ref':
      return reference(text(value), context);
    case 'Fn::GetAtt':
      return getAtt(parts.map((said) => text(evaluate(said, context))).join('.'), context);
    case 'Fn::Sub':
      return sub(text(parts[0]), (parts[1] ?? {}) as JsonObject, context);
    case 'Fn::Join':
      return listIn(part(1), context).map(text).join(text(parts[0]));
    case 'Fn::Split':
      return text(part(1)).split(text(parts[0]));
    case 'Fn::Select':
      return listIn(part(1), context)[Number(part(0))];
    case 'Fn::If':
      return part(context.holds(text(parts[0])) ? 1 : 2);
    case 'Fn::FindInMap': {
      const [map, first, second] = [part(0), part(1), part(2)].map(text);
      return own(own(own(context.template.Mappings, map as string), first as string), second as string);
    }
    default:
      return context.unknown(`${key} is not understood: ${JSON.stringify(evaluate(value, context))}`);
  }
}

function reference(name: string, context: Context): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  const known = pseudo(context.stack);
  if (Object.hasOwn(known, name)) return known[name];
  const parameter = own(context.template.Parameters, name);
  if (parameter !== undefined) {
    const given = own(context.stack.parameterValues, name) ?? own(parameter, 'Default') ?? `unset-${name}`;
    return String(own(parameter, 'Type')).includes('List') && !Array.isArray(given) ? String(given).split(',') : given;
  }
  return name.includes('.') ? getAtt(name, context) : context.ref(name);
}

function getAtt(name: string, { att }: Context): Json {
  const [id = '', ...attribute] = name.split('.');
  return att(id, attribute.join('.'));
}

function sub(template: string, map: JsonObject, context: Context): string {
  return template.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(map, name)) return textIn(evaluate(map[name], context), context);
    return textIn(reference(name, context), context);
  });
}

/** Whether a condition holds, by its definition. */
export function truth(node: Json | undefined, context: Context): boolean {
  assert.ok(isObject(node), 'a condition that is not declared');
  const [key, value] = Object.entries(node)[0] as [string, Json];
  if (key === 'Condition') return context.holds(String(value));
  const operands = value as Json[];
  if (key === 'Fn::Equals') {
    const [left, right] = operands.map((operand) => evaluate(operand, context));
    return String(left) === String(right);
  }
  const truths = operands.map((operand) => truth(operand, context));
  if (key === 'Fn::Or' || key === 'Fn::And') assert.ok(operands.length >= 2 && operands.length <= 10, `${key} takes 2 to 10 conditions`);
  if (key === 'Fn::Not') return !truths[0];
  if (key === 'Fn::And') return truths.every(Boolean);
  assert.equal(key, 'Fn::Or');
  return truths.some(Boolean);
}

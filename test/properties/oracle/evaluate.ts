import assert from 'node:assert/strict';
import { isObject, type Json, type JsonObject, own } from '../../../src/template/json';
import type { Stack, Told } from './deploy';
import { attributeOf, physicalId } from './physical';

export interface Context {
  readonly template: JsonObject;
  readonly stack: Stack;
  readonly told: Told;
  readonly dangling: string[];
  readonly exists: (id: string) => boolean;
  holds?: (name: string) => boolean;
  /** Who is asking, for what is said about a reference to nothing. */
  readonly at?: string;
}

const PSEUDO = ({ region, accountId, stackName }: Stack): Record<string, string> => ({
  'AWS::Region': region,
  'AWS::AccountId': accountId,
  'AWS::Partition': region.startsWith('cn-') ? 'aws-cn' : 'aws',
  'AWS::URLSuffix': region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  'AWS::StackName': stackName,
  'AWS::StackId': `stack/${stackName}`,
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

const text = (value: Json | undefined): string => {
  assert.ok(value !== undefined && typeof value !== 'object', `a text is needed, and this is ${JSON.stringify(value)}`);
  return String(value);
};

function intrinsic(key: string, value: Json, context: Context): Json | undefined {
  const parts = Array.isArray(value) ? value : [value];
  const part = (index: number) => evaluate(parts[index], context);
  switch (key) {
    case 'Ref':
      return reference(text(value), context);
    case 'Fn::GetAtt':
      return getAtt(parts.join('.'), context);
    case 'Fn::Sub':
      return sub(text(parts[0]), (parts[1] ?? {}) as JsonObject, context);
    case 'Fn::Join':
      return (part(1) as Json[]).map(text).join(text(parts[0]));
    case 'Fn::Split':
      return text(part(1)).split(text(parts[0]));
    case 'Fn::Select':
      return (part(1) as Json[])[Number(part(0))];
    case 'Fn::If':
      return part(context.holds?.(text(parts[0])) ? 1 : 2);
    case 'Fn::FindInMap': {
      const [map, first, second] = [part(0), part(1), part(2)].map(text);
      return own(own(own(context.template.Mappings, map as string), first as string), second as string);
    }
    default:
      return assert.fail(`${key} is not understood`);
  }
}

function reference(name: string, context: Context): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  const pseudo = PSEUDO(context.stack);
  if (Object.hasOwn(pseudo, name)) return pseudo[name];
  const parameter = own(context.template.Parameters, name);
  if (parameter !== undefined) {
    const given = own(context.stack.parameterValues, name) ?? own(parameter, 'Default') ?? `unset-${name}`;
    return String(own(parameter, 'Type')).includes('List') && !Array.isArray(given) ? String(given).split(',') : given;
  }
  if (name.includes('.')) return getAtt(name, context);
  return known(name, context) ? physicalId(name, context) : `dangling-${name}`;
}

function getAtt(name: string, context: Context): Json | undefined {
  const [id = '', ...attribute] = name.split('.');
  return known(id, context) ? attributeOf(id, attribute.join('.'), context) : `dangling-${name}`;
}

function known(id: string, context: Context): boolean {
  if (context.exists(id)) return true;
  context.dangling.push(`${context.at} -> ${id}`);
  return false;
}

function sub(template: string, map: JsonObject, context: Context): string {
  return template.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(map, name)) return text(evaluate(map[name], context));
    return text(reference(name, context));
  });
}

import assert from 'node:assert/strict';
import { isObject, type Json, type JsonObject, own } from '../../../src/template/json';
import { type Context, evaluate } from './evaluate';

/** What CloudFormation would make of a template: the resources whose conditions hold, with every value known. */
export interface Deployed {
  readonly resources: ReadonlyMap<string, JsonObject>;
  readonly outputs: JsonObject;
  /** References to what is not there: CloudFormation would say "Unresolved resource dependencies". */
  readonly dangling: readonly string[];
}

export interface Stack {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly parameterValues: JsonObject;
}

/** What only exists once SafeDeploy has run, told so that an input can be understood too. */
export interface Told {
  /** Alias name of each marked function. */
  readonly aliases: ReadonlyMap<string, string>;
  /** New logical ids to the ones they had. */
  readonly renamed: ReadonlyMap<string, string>;
}

export const NOTHING_TOLD: Told = { aliases: new Map(), renamed: new Map() };

/**
 * A deployment as CloudFormation's documentation describes it, written without SafeDeploy's own reading of templates: the
 * properties compare two of these, before and after the macro.
 */
export function deploy(template: JsonObject, stack: Stack, told: Told): Deployed {
  const dangling: string[] = [];
  const context: Context = { template, stack, told, dangling, exists: (id) => existing.has(id) };
  const sections = (name: string): [string, Json][] => Object.entries((template[name] as JsonObject | undefined) ?? {});
  const holds = (node: Json): boolean => {
    const condition = own(node, 'Condition');
    return condition === undefined || context.holds?.(String(condition)) === true;
  };
  context.holds = (name) => truth(own(template.Conditions, name), context);
  const isResource = (id: string) => !id.startsWith('Fn::');
  const existing = new Map(sections('Resources').filter(([id, resource]) => isResource(id) && holds(resource)));
  const resources = new Map<string, JsonObject>();
  for (const [id, resource] of existing) {
    const { Condition: _, ...rest } = resource as JsonObject;
    resources.set(id, evaluate(rest, { ...context, at: id }) as JsonObject);
  }
  const outputs: JsonObject = {};
  for (const [name, output] of sections('Outputs')) {
    if (holds(output)) outputs[name] = evaluate((output as JsonObject).Value ?? null, { ...context, at: `Outputs.${name}` }) ?? null;
  }
  return { resources, outputs, dangling };
}

function truth(node: Json | undefined, context: Context): boolean {
  assert.ok(isObject(node), 'a condition that is not declared');
  const [key, value] = Object.entries(node)[0] as [string, Json];
  if (key === 'Condition') return context.holds?.(String(value)) === true;
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

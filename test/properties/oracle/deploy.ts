import assert from 'node:assert/strict';
import { type Json, type JsonObject, own } from '../../../src/template/json';
import { type Context, evaluate, type Stack, truth } from './evaluate';
import { attributeOf, physicalId, type Told } from './physical';

/** What CloudFormation would make of a template: the resources whose conditions hold, with every value known. */
export interface Deployed {
  readonly resources: ReadonlyMap<string, JsonObject>;
  readonly outputs: JsonObject;
  /** References to what is not there: CloudFormation would say "Unresolved resource dependencies". */
  readonly dangling: readonly string[];
}

/**
 * A deployment as CloudFormation's documentation describes it, written without SafeDeploy's own reading of templates: the
 * properties compare two of these, before and after the macro.
 */
export function deploy(template: JsonObject, stack: Stack, told: Told): Deployed {
  const dangling: string[] = [];
  const sections = (name: string): [string, Json][] => Object.entries((template[name] as JsonObject | undefined) ?? {});
  const context = (asking: string): Context => {
    const known = (id: string, value: (all: Context) => Json): Json => {
      if (existing.has(id)) return value(itself);
      dangling.push(`${asking} -> ${id}`);
      return `dangling-${id}`;
    };
    const itself: Context = {
      template,
      stack,
      holds: (name) => truth(own(template.Conditions, name), itself),
      ref: (id) => known(id, (all) => physicalId(id, all, told)),
      att: (id, attribute) => known(id, (all) => attributeOf(id, attribute, all, told)),
      unknown: (what) => assert.fail(what),
    };
    return itself;
  };
  const { holds } = context('Conditions');
  const isThere = (node: Json): boolean => {
    const condition = own(node, 'Condition');
    return condition === undefined || holds(String(condition));
  };
  const isResource = (id: string) => !id.startsWith('Fn::');
  const existing = new Map(sections('Resources').filter(([id, resource]) => isResource(id) && isThere(resource)));
  const resources = new Map<string, JsonObject>();
  for (const [id, resource] of existing) {
    const { Condition: _, ...rest } = resource as JsonObject;
    resources.set(id, evaluate(rest, context(id)) as JsonObject);
  }
  const outputs: JsonObject = {};
  for (const [name, output] of sections('Outputs')) {
    if (isThere(output)) outputs[name] = evaluate((output as JsonObject).Value ?? null, context(`Outputs.${name}`)) ?? null;
  }
  return { resources, outputs, dangling };
}

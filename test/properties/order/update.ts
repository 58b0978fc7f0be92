import { asList, isObject, type Json, type JsonObject, own } from '../../../src/template/json';
import { type Context, evaluate, type Stack, truth } from '../oracle/evaluate';
import { outsideOf, picturesOf } from './apis';
import { attributeOf, nameFor, refOf } from './names';
import { type Action, type Made, NOTHING, type State, type Update } from './stack';
import { isReplaced } from './types';

/**
 * What CloudFormation does with a template, from its documentation and without a line of SafeDeploy's: conditions are decided,
 * resources made or changed once all that they wait for is done, replaced where a property that cannot change in place does
 * (also because a reference in it now gives another resource), and what is left over removed last.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function update(before: State, template: JsonObject, stack: Stack): Update {
  const resources = new Map<string, Made>();
  const actions = new Map<string, Action>();
  let { count } = before;

  const contextFor = (waitsFor: Set<string>): Context => {
    const found = (id: string): Made | undefined => {
      const made = make(id);
      if (made) waitsFor.add(id);
      return made;
    };
    const context: Context = {
      template,
      stack,
      holds: (name) => own(template.Conditions, name) !== undefined && truth(own(template.Conditions, name), context),
      ref: (id) => {
        const made = found(id);
        return made ? refOf(made, stack) : `nothing-${id}`;
      },
      att: (id, attribute) => {
        const made = found(id);
        return made ? attributeOf(made, attribute, stack) : `nothing-${id}.${attribute}`;
      },
      unknown: (what) => what,
    };
    return context;
  };

  const { holds } = contextFor(new Set());
  const isThere = (resource: Json | undefined): resource is JsonObject =>
    isObject(resource) && typeof resource.Type === 'string' && (resource.Condition === undefined || holds(String(resource.Condition)));

  const making = new Set<string>();
  function make(id: string): Made | undefined {
    const done = resources.get(id);
    const resource = own(template.Resources, id);
    if (done || making.has(id) || !isThere(resource)) return done;
    making.add(id);
    const waitsFor = new Set<string>();
    const context = contextFor(waitsFor);
    const properties = (evaluate(resource.Properties ?? {}, context) ?? {}) as JsonObject;
    // CloudFormation waits for references in these too
    for (const attribute of ['Metadata', 'UpdatePolicy', 'CreationPolicy']) evaluate(resource[attribute], context);
    for (const other of asList(resource.DependsOn)) if (make(String(other))) waitsFor.add(String(other));
    const made = settled(id, resource, properties, waitsFor);
    resources.set(id, made);
    return made;
  }

  function settled(id: string, resource: JsonObject, properties: JsonObject, waitsFor: ReadonlySet<string>): Made {
    const type = String(resource.Type);
    const was = before.resources.get(id);
    const action = !was ? 'create' : isReplaced(was, type, properties) ? 'replace' : 'keep';
    actions.set(id, action);
    const { DeletionPolicy: deletionPolicy, UpdateReplacePolicy: updateReplacePolicy } = resource;
    const written = JSON.stringify(resource.Properties ?? {});
    const attributes = { id, type, properties, written, waitsFor, deletionPolicy, updateReplacePolicy };
    if (was && action === 'keep') return { ...was, ...attributes };
    count++;
    return { ...attributes, name: nameFor(id, type, properties, stack, count), number: count };
  }

  for (const id of Object.keys((template.Resources ?? {}) as JsonObject)) make(id);
  for (const id of before.resources.keys()) if (!resources.has(id)) actions.set(id, 'remove');
  const bare: Update = { before, after: { ...NOTHING, resources, count }, actions };
  const after: State = { ...bare.after, pictures: picturesOf(bare), outside: outsideOf(bare) };
  return { before, after, actions };
}

/** A stack that is made from nothing. */
export const create = (template: JsonObject, stack: Stack): State => update(NOTHING, template, stack).after;

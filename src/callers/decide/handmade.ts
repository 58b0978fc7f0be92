import type { Mark, Statements } from '../../settings/marks';
import type { Environment } from '../../template/environment';
import { ifParts, inBranch } from '../../template/intrinsics';
import { groupBy, type Json, own } from '../../template/json';
import { propertiesOf, type Resource, resourceOf, resourcesOf, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import { NamesInText } from '../find/namesInText';
import { unqualifiedIn } from '../find/unqualified';

export const VERSION = 'AWS::Lambda::Version';
export const ALIAS = 'AWS::Lambda::Alias';

/** A version or an alias that somebody else than SafeDeploy wrote for a marked function. */
export interface Found {
  readonly id: string;
  readonly resource: Resource;
  /** The marked function. */
  readonly of: string;
  /** Conditions may make it one of another function. */
  readonly isShared: boolean;
}

interface Context {
  readonly template: Template;
  readonly names: NamesInText;
}

/** Versions or aliases of marked functions. One that names its function with a qualifier is none. */
export function ofFunctions(context: Context, type: string): Found[] {
  return resourcesOf(context.template, type).flatMap(([id, resource]) => {
    const address = own(resource.Properties, 'FunctionName') ?? null;
    const functionsIn = (part: Json) => unqualifiedIn(part, resource.Condition, context.names);
    const there = typeof resource.Condition === 'string' ? inBranch(address, resource.Condition, 1) : address;
    return functionsIn(address).map((of) => {
      const isOurs = (part: Json, name: Json) => functionsIn(part).includes(of) || isSameText(part, name, context.names);
      const name = own(propertiesOf(resourceOf(context.template, of)), 'FunctionName') ?? null;
      return { id, resource, of, isShared: !inEachBranch(there, name, isOurs) };
    });
  });
}

const isSameText = (one: Json, other: Json, names: NamesInText): boolean => names.flatten(one).text === names.flatten(other).text;

/** Does it hold for each branch of the address, and what the function is called there? */
function inEachBranch(address: Json, name: Json, holds: (part: Json, name: Json) => boolean): boolean {
  const parts = ifParts(address);
  if (!parts) return holds(address, name);
  const [condition, yes, no] = parts;
  return inEachBranch(yes, inBranch(name, condition, 1), holds) && inEachBranch(no, inBranch(name, condition, 2), holds);
}

export function namesOf(ids: Iterable<string>, template: Template, values: Values, environment: Environment): NamesInText {
  const functions = [...ids].map((id) => {
    const resource = resourceOf(template, id) as Resource;
    return [id, { id, resource, condition: own(resource, 'Condition') as string | undefined }] as const;
  });
  return new NamesInText({ functions: new Map(functions), values, environment });
}

/** A mark that names no alias means the one that its author has, where there is one alone. */
export function nameOnlyAliases(
  template: Template,
  marks: ReadonlyMap<string, Mark>,
  defaults: Statements,
  values: Values,
  environment: Environment,
): void {
  const unnamed = [...marks.values()].filter(
    ({ spelling, statements }) => spelling === 'own' && !statements.has('Alias') && !defaults.has('Alias'),
  );
  if (unnamed.length === 0 || resourcesOf(template, ALIAS).length === 0) return;
  const functions = new Map(unnamed.map((mark) => [mark.id, mark]));
  const aliases = ofFunctions({ template, names: namesOf(functions.keys(), template, values, environment) }, ALIAS);
  for (const [of, [only, ...others]] of groupBy(aliases, ({ of }) => of)) {
    const name = own(only?.resource.Properties, 'Name');
    if (only && name !== undefined && others.length === 0) {
      functions.get(of)?.statements.set('Alias', { value: name, path: ['Resources', only.id, 'Properties', 'Name'] });
    }
  }
}

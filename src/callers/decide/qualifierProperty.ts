import { intrinsicOf } from '../../template/intrinsics';
import { isScalar, type Json, own, type Trail, valueAt } from '../../template/json';
import type { Compilation } from '../../version/compilation';
import type { Mention } from '../find/mentions';
import { lastProperty, parentTrail } from '../find/place';
import { LATEST, type Qualifier, qualifierOf } from '../find/qualifier';
import type { Caller } from '../services/service';

/** A qualifier that stands in a property of its own, and where the name of the alias can take its place. */
interface QualifierProperty {
  readonly said: Qualifier;
  readonly at: Trail | undefined;
}

/** `Qualifier` of an EventInvokeConfig or a URL, or beside the FunctionName of a definition. undefined where there is none and none is needed. */
export function qualifierProperty(
  caller: Caller | undefined,
  mention: Mention,
  alias: string,
  compilation: Compilation,
): QualifierProperty | undefined {
  const required = typeof caller?.how === 'object' ? caller.how.qualifier : undefined;
  const path = required ?? caller?.unless;
  if (path !== undefined) {
    const root: Trail = ['Resources', mention.owner, 'Properties'];
    return propertyAt(root, path.split('.'), required !== undefined, alias, compilation);
  }
  if (lastProperty(mention) !== 'FunctionName') return undefined;
  const root = parentTrail(mention.trail);
  // `Qualifier.$` takes it from the input of the state
  return ['Qualifier', 'Qualifier.$'].map((name) => propertyAt(root, [name], false, alias, compilation)).find((found) => found);
}

function propertyAt(
  root: Trail,
  path: readonly string[],
  isRequired: boolean,
  alias: string,
  { template, values }: Compilation,
): QualifierProperty | undefined {
  // step by step: every FunctionName asks, and resolving the whole resource would be most of the work
  const unwrapped = (node: Json | undefined) => (node === undefined ? undefined : values.unwrap(node));
  const value = values.resolve(path.reduce((map, step) => unwrapped(own(unwrapped(map), step)), valueAt(template, root)));
  if (value === undefined && !isRequired) return undefined;
  const at = [...root, ...path];
  const isHidden = path.some((_, i) => intrinsicOf(valueAt(template, at.slice(0, root.length + i))) !== undefined);
  const written = valueAt(template, at);
  const said = value === undefined ? 'none' : isScalar(value) ? qualifierOf(String(value), alias) : 'unknown';
  // a qualifier by parameter is the author's choice, whatever its value is today
  const canChange = !isHidden && (said === 'none' || written === LATEST);
  return { said, at: canChange ? at : undefined };
}

import { type Address, addressesOf } from '../callers/find/address';
import { POLICY_TYPES } from '../callers/find/lookup';
import { propertyPath } from '../callers/find/mentions';
import { NamesInText } from '../callers/find/namesInText';
import { intrinsicOf } from '../template/intrinsics';
import { isObject, type Json, type Trail } from '../template/json';
import { referencedIds } from '../template/references';
import { propertiesOf, resources } from '../template/template';
import type { Subject } from './rule';

/** A text that names a marked function by its FunctionName, at a place of which no service says anything. */
export interface Spelled {
  readonly owner: string;
  readonly property: string;
  readonly path: Trail;
  readonly node: Json;
  readonly function: string;
  readonly address: Address;
  /** Is it the function for sure? A whole value that equals a name may be anything. */
  readonly isAddress: boolean;
}

/** Under such a property a name is the function. */
const FUNCTION_PROPERTY = /function|lambda/i;
/** What watches, logs, names or describes the function itself: aliases have no such things of their own. */
const NO_CALLERS = /^AWS::(CloudWatch|Logs|Lambda::(Version|Alias|Permission)|ApplicationInsights|XRay)\b/;
const NO_ADDRESS = /(^|\.)(Description|Tags|FunctionName|[A-Za-z]*Name)(\[|\.|$)/;

/** Several rules ask, and each text is read once. */
const known = new WeakMap<Subject, readonly Spelled[]>();

export function spelledNames(subject: Subject): readonly Spelled[] {
  const found = known.get(subject) ?? [...find(subject)];
  known.set(subject, found);
  return found;
}

function* find(subject: Subject): Generator<Spelled> {
  const names = new NamesInText(subject);
  if (!names.any) return;
  for (const [owner, resource] of resources(subject.template)) {
    if (NO_CALLERS.test(resource.Type) || POLICY_TYPES.has(resource.Type)) continue;
    for (const [path, node] of texts(propertiesOf(resource), ['Resources', owner, 'Properties'])) {
      const property = propertyPath(path);
      if (resource.Type === 'AWS::Lambda::Function' && NO_ADDRESS.test(property)) continue;
      const place = { how: 'value', isCallee: false, condition: resource.Condition } as const;
      for (const [id, address] of addressesOf(node, place, names)) {
        if (id === owner || referencedIds(node).has(id)) continue;
        const isAddress = address.isCall || FUNCTION_PROPERTY.test(String(path.findLast((step) => typeof step === 'string')));
        yield { owner, property, path, node, function: id, address, isAddress };
      }
    }
  }
}

export const placeKey = (path: Trail): string => path.join('\0');

/** Every text, the outermost expression where it is one. */
function* texts(node: Json, trail: Trail): Generator<[Trail, Json]> {
  if (typeof node === 'string' || (isObject(node) && intrinsicOf(node) && !('Fn::If' in node))) yield [trail, node];
  else if (Array.isArray(node)) for (const [index, item] of node.entries()) yield* texts(item, [...trail, index]);
  else if (isObject(node)) for (const [key, inner] of Object.entries(node)) yield* texts(inner, [...trail, key]);
}

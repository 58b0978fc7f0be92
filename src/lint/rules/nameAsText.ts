import { addressesOf } from '../../callers/find/address';
import { POLICY_TYPES } from '../../callers/find/lookup';
import { propertyPath } from '../../callers/find/mentions';
import { NamesInText } from '../../callers/find/namesInText';
import { intrinsicOf } from '../../template/intrinsics';
import { isObject, type Json, type Trail } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, resources } from '../../template/template';
import { instead } from '../instead';
import type { Rule } from '../rule';
import { NESTED } from './toNestedStack';

/** A whole value that equals a name may be anything; under such a property it is the function. */
const FUNCTION_PROPERTY = /function|lambda/i;
/** What watches, logs, names or describes the function itself: aliases have no such things of their own. */
const NO_CALLERS = /^AWS::(CloudWatch|Logs|Lambda::(Version|Alias|Permission)|ApplicationInsights|XRay)\b/;
const NO_ADDRESS = /(^|\.)(Description|Tags|FunctionName|[A-Za-z]*Name)(\[|\.|$)/;

export const nameAsText: Rule = {
  code: 'SD3305',
  *check(subject) {
    const { template, consumers, functions } = subject;
    const names = new NamesInText(subject);
    if (!names.any) return;
    const said = consumers.filter(({ mention, address }) => address.isCall || !NESTED.has(mention.type));
    const seen = new Set(said.map(({ mention }) => mention.trail.join('\0')));
    for (const [owner, resource] of resources(template)) {
      if (NO_CALLERS.test(resource.Type) || POLICY_TYPES.has(resource.Type)) continue;
      for (const [trail, node] of texts(propertiesOf(resource), ['Resources', owner, 'Properties'])) {
        const property = propertyPath(trail);
        if (seen.has(trail.join('\0')) || (resource.Type === 'AWS::Lambda::Function' && NO_ADDRESS.test(property))) continue;
        const place = { how: 'value', isCallee: false, condition: resource.Condition } as const;
        for (const [id, address] of addressesOf(node, place, names)) {
          if (id === owner || address.edits.length === 0 || referencedIds(node).has(id)) continue;
          const isAddress = address.isCall || FUNCTION_PROPERTY.test(String(trail.findLast((step) => typeof step === 'string')));
          const reference = instead({ node, function: id, address }, functions.get(id)?.settings.alias ?? '');
          if (isAddress) yield { path: trail, data: { owner, function: id, property, reference }, about: [owner, id] };
        }
      }
    }
  },
};

/** Every text, the outermost expression where it is one. */
function* texts(node: Json, trail: Trail): Generator<[Trail, Json]> {
  if (typeof node === 'string' || (isObject(node) && intrinsicOf(node) && !('Fn::If' in node))) yield [trail, node];
  else if (Array.isArray(node)) for (const [index, item] of node.entries()) yield* texts(item, [...trail, index]);
  else if (isObject(node)) for (const [key, inner] of Object.entries(node)) yield* texts(inner, [...trail, key]);
}

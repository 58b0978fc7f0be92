import { piecesOf } from '../../template/expressionText';
import { ifParts, intrinsicOf } from '../../template/intrinsics';
import { asList, isObject, type Json, own } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, resourceOf, resourcesOf, type Template } from '../../template/template';
import { POLICY_TYPES } from '../find/lookup';

/**
 * May a role of this template be allowed to call the function by something that the template does not show? Then nobody
 * can allow the alias beside it, and a call that moves may be refused. AWS's own policies name no functions.
 */
export function allowedElsewhere(template: Template, role: string, functionId: string): boolean {
  const foreign = asList(own(propertiesOf(resourceOf(template, role)), 'ManagedPolicyArns')).some((arn) => isForeign(arn, template));
  return foreign && !policiesOf(template, role).some((policy) => mentionsFunction(policy, functionId));
}

/** The role itself and the policies of the template that are attached to it. */
const policiesOf = (template: Template, role: string): Json[] => [
  ...asList(resourceOf(template, role)),
  ...[...POLICY_TYPES]
    .flatMap((type) => resourcesOf(template, type))
    .filter(([, { Properties }]) => referencedIds(own(Properties, 'Roles'), own(Properties, 'RoleName')).has(role))
    .map(([, policy]) => policy),
];

function isForeign(arn: Json, template: Template): boolean {
  const branches = ifParts(arn);
  if (branches) return isForeign(branches[1], template) || isForeign(branches[2], template);
  if ([...referencedIds(arn)].some((id) => resourceOf(template, id) !== undefined)) return false;
  const text = piecesOf(arn, () => false)
    .map((piece) => (piece.kind === 'text' ? piece.text : ''))
    .join('');
  return !text.includes(':iam::aws:policy/');
}

/** Does a policy name the function, or everything? */
function mentionsFunction(node: Json, id: string): boolean {
  if (Array.isArray(node)) return node.some((item) => mentionsFunction(item, id));
  if (!isObject(node)) return typeof node === 'string' && (node === '*' || node.includes(':function:'));
  if (intrinsicOf(node) && referencedIds(node).has(id)) return true;
  return Object.values(node).some((inner) => mentionsFunction(inner, id));
}

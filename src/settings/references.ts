import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { ifParts, intrinsicOf } from '../template/intrinsics';
import { isObject, isScalar, type Json, own, type Trail } from '../template/json';
import { eachReference } from '../template/references';
import { FUNCTION, propertiesOf, resourcesOf, type Template, typesOf } from '../template/template';
import type { Values } from '../template/values';
import type { Mark, Statements } from './marks';

/** What the texts of a setting name: the type of a resource, and the property that names it. Without one the setting takes an ARN. */
const NAMED: Readonly<Record<string, readonly [types: readonly string[], nameProperty?: string]>> = {
  Alarms: [['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'], 'AlarmName'],
  Hooks: [[FUNCTION, 'AWS::Serverless::Function'], 'FunctionName'],
  Notify: [['AWS::SNS::Topic']],
  PermissionsBoundary: [['AWS::IAM::ManagedPolicy']],
  Role: [['AWS::IAM::Role']],
  TriggerConfigurations: [['AWS::SNS::Topic']],
  Type: [['AWS::CodeDeploy::DeploymentConfig'], 'DeploymentConfigName'],
};
/** Nobody reads more hints than this, and each costs time. */
const MOST_HINTS = 50;
/** Where a map of a setting names a resource. */
const NAMING = new Set(['PreTraffic', 'PostTraffic', 'TriggerTargetArn']);
/** What SafeDeploy makes for a function has an id that begins with the function's. */
const MADE = /^(Alias|Version|DeploymentGroup|PreTraffic|PostTraffic|Checks)/;
const SHORTHAND = /^(Alias|Version|DeploymentGroup)(\.|$)/;

/** Logical ids that stand as texts, and references to what is not there: either would be passed on, and fail on AWS or watch nothing. */
export function checkReferences(
  template: Template,
  said: readonly Statements[],
  marks: ReadonlyMap<string, Mark>,
  isWhole: boolean,
  values: Values,
  diagnostics: Diagnostics,
): void {
  const typeOf = typesOf(template);
  const ids = [...Object.keys(template.Resources), ...Object.keys(isObject(template.Parameters) ? template.Parameters : {})];
  // loops and SAM make resources that are not there yet
  const isComplete = isWhole && !ids.some((id) => id.startsWith('Fn::') || typeOf(id)?.startsWith('AWS::Serverless::'));
  const exists = (id: string, attribute: string): boolean => {
    if (SHORTHAND.test(attribute) && typeOf(id) === FUNCTION) return marks.has(id);
    if (ids.includes(id) || /^(AWS::|SafeDeploy)/.test(id)) return true;
    return [...marks.keys()].some((owner) => id.startsWith(owner) && MADE.test(id.slice(owner.length)));
  };
  let hints = 0;
  for (const statements of said) {
    for (const [name, { value, path }] of statements) {
      const [types, nameProperty] = own(NAMED as unknown as Json, name) === undefined ? [[]] : (NAMED[name] ?? [[]]);
      const isNamed = (text: string) =>
        nameProperty !== undefined &&
        types.some((type) => resourcesOf(template, type).some(([, one]) => values.resolve(own(propertiesOf(one), nameProperty)) === text));
      for (const [text, at] of types.length > 0 ? texts(value, path) : []) {
        if (!types.includes(typeOf(text) ?? '') || isNamed(text)) continue;
        const right = name === 'Role' ? `!GetAtt ${text}.Arn` : `!Ref ${text}`;
        diagnostics.report('SD2106', at, { name, id: text, right, what: nameProperty === undefined ? 'ARN' : 'name' });
        if (nameProperty === undefined) statements.delete(name); // nothing else can be wrong with such a text
      }
      if (!isComplete) continue;
      for (const [expression, at] of expressions(value, path)) {
        eachReference(expression, (id, attribute) => {
          if (exists(id, attribute)) return;
          const fitting = ids.filter((other) => types.includes(typeOf(other) ?? ''));
          const meant = () => (hints++ < MOST_HINTS ? didYouMean(id, fitting) || didYouMean(id, ids) : '');
          const hint = typeOf(id) === undefined ? meant() : ` ${id} is not marked.`;
          diagnostics.report('SD2114', at, { name, id: attribute ? `${id}.${attribute}` : id, hint });
          if (at === path) statements.delete(name); // nobody can say more of it
        });
      }
    }
  }
}

/** The texts of a setting that name something, in every branch. */
function* texts(node: Json, path: Trail): Generator<[text: string, path: Trail]> {
  const branches = ifParts(node);
  if (isScalar(node)) yield [String(node), path];
  else if (Array.isArray(node)) for (const [i, item] of node.entries()) yield* texts(item, [...path, i]);
  else if (branches) for (const branch of [branches[1], branches[2]]) yield* texts(branch, path);
  else if (isObject(node) && !intrinsicOf(node)) {
    for (const [key, inner] of Object.entries(node)) if (NAMING.has(key)) yield* texts(inner, [...path, key]);
  }
}

/** The outermost expressions of a setting. */
function* expressions(node: Json, path: Trail): Generator<[expression: Json, path: Trail]> {
  if (intrinsicOf(node)) yield [node, path];
  else if (Array.isArray(node)) for (const [i, item] of node.entries()) yield* expressions(item, [...path, i]);
  else if (isObject(node)) for (const [key, inner] of Object.entries(node)) yield* expressions(inner, [...path, key]);
}

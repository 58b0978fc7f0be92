import type { Diagnostics } from '../diagnostics/diagnostics';
import { PROPERTY_MARK } from '../settings/marks';
import { isObject, type Json, type JsonObject, own } from '../template/json';
import { FUNCTION, type Template } from '../template/template';

/** What CloudFormation handed over: the siblings of the transform, wherever it stands: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html */
type Fragment =
  | { readonly scope: 'template' | 'resources'; readonly template: Template }
  /** A function-level call: it leaves a mark, which the template-level call expands. */
  | { readonly scope: 'function'; readonly marked: JsonObject };

const FUNCTION_PROPERTIES = ['Code', 'Handler', 'Role', 'Runtime', 'PackageType', 'FunctionName'];

/** Tells the scopes apart by their shape: the request does not say. undefined when it is none, which is reported. */
export function readFragment(fragment: Json | undefined, params: Json | undefined, diagnostics: Diagnostics): Fragment | undefined {
  if (!isObject(fragment)) {
    diagnostics.report('SD1001', []);
    return undefined;
  }
  if (Object.hasOwn(fragment, 'Resources')) {
    if (!isObject(fragment.Resources)) {
      diagnostics.report('SD1003', ['Resources']);
      return undefined;
    }
    return { scope: 'template', template: fragment as Template };
  }
  if (typeof fragment.Type === 'string') {
    if (fragment.Type !== FUNCTION) {
      diagnostics.report(fragment.Type === 'AWS::Serverless::Function' ? 'SD2002' : 'SD2003', [], { type: fragment.Type });
      return undefined;
    }
    const properties = isObject(fragment.Properties) ? fragment.Properties : {};
    return { scope: 'function', marked: { ...fragment, Properties: withMark(properties, params) } };
  }
  const resources = Object.entries(fragment);
  if (resources.length > 0 && resources.every(([id, value]) => id.startsWith('Fn::') || typeof own(value, 'Type') === 'string')) {
    return { scope: 'resources', template: { Resources: fragment } };
  }
  if (FUNCTION_PROPERTIES.some((name) => Object.hasOwn(fragment, name))) return { scope: 'function', marked: withMark(fragment, params) };
  diagnostics.report('SD1002', []);
  return undefined;
}

const withMark = (properties: JsonObject, params: Json | undefined): JsonObject => ({
  ...properties,
  [PROPERTY_MARK]: isObject(params) ? params : {},
});

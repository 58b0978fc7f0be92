import type { Diagnostic } from '../../diagnostics/diagnostics';
import { isObject, type Json, type JsonObject, mapValues, own, type Trail } from '../../template/json';
import { transform } from '../../transform/transform';
import type { Macro } from '../expand/macro';

/** What must be there for the core to look at the mark; nothing is said of it. */
const PLAIN = { Code: { ZipFile: 'x' }, Handler: 'index.handler', Runtime: 'nodejs24.x', Role: 'arn:aws:iam::123456789012:role/r' };
/** About resources that SAM would make, and what becomes of the template as a whole. */
const OF_THE_WHOLE = /^SD(2114|4|5)/;

/** What is wrong with the marks of functions that SAM has not translated. */
export function checkMarks(template: JsonObject, params: Json, macro: Macro): Diagnostic[] {
  const resources = own(template, 'Resources');
  if (!isObject(resources)) return [];
  const fragment = { ...template, Resources: mapValues(resources, (resource) => (isFunction(resource) ? asPlain(resource) : resource)) };
  return transform({ ...macro, fragment, params }).diagnostics.filter(({ code, path }) => isAboutMark(path) && !OF_THE_WHOLE.test(code));
}

const isFunction = (resource: Json): resource is JsonObject => own(resource, 'Type') === 'AWS::Serverless::Function';

function asPlain(resource: JsonObject): JsonObject {
  const mark = own(own(resource, 'Properties'), 'SafeDeploy');
  return { ...resource, Type: 'AWS::Lambda::Function', Properties: { ...PLAIN, ...(mark === undefined ? {} : { SafeDeploy: mark }) } };
}

const isAboutMark = ([section, , ...inner]: Trail): boolean =>
  section === 'Metadata' ||
  section === 'Transform' ||
  (section === 'Resources' && (inner[0] === 'Metadata' || (inner[0] === 'Properties' && inner[1] === 'SafeDeploy')));

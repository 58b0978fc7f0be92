import type { Environment } from '../template/environment';
import { type JsonObject, own, type Trail } from '../template/json';
import { Values } from '../template/values';
import { resolveAttributes } from './attributes';
import { Expander } from './expander';
import { loopNames } from './names';
import { Origins } from './origins';
import { type Problem, Problems } from './problems';
import { loopsElsewhere, SECTIONS } from './uses';

interface Extended {
  readonly template: JsonObject;
  /** The author's path for a path of the template. */
  readonly origin: (path: Trail) => Trail;
  readonly diagnostics: readonly Problem[];
}

/**
 * What AWS::LanguageExtensions makes of a template, as far as parameters and mappings decide it; what CloudFormation alone can know stays
 * as it is written: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html
 */
export function expandLanguageExtensions(template: JsonObject, environment: Environment): Extended {
  const problems = new Problems();
  const origins = new Origins();
  for (const { path } of loopsElsewhere(template)) problems.report('SD1222', path, { section: String(path[0]) });
  loopNames(template, problems);

  let result = template;
  for (const section of SECTIONS) {
    const before = own(template, section);
    if (before === undefined) continue;
    const context = { template, values: new Values(result, environment), problems }; // conditions are written out before they are asked
    const after = new Expander(context, origins).section(before, [section]);
    result = { ...result, [section]: section === 'Conditions' ? after : resolveAttributes(after, context) };
  }
  return { template: result, origin: (path) => origins.of(path), diagnostics: problems.all };
}

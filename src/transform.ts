import { assemble } from './assemble';
import type { Consumer } from './callers/consumers';
import { refuseHandmade } from './callers/handmade';
import { type Moved, moveCallers } from './callers/move';
import { type Diagnostic, Diagnostics } from './diagnostics/diagnostics';
import { readFragment } from './fragment';
import { Conditions, checkCondition } from './generate/conditions';
import { Generator } from './generate/generate';
import { Output } from './generate/output';
import type { Released } from './generate/released';
import { checkInput, checkOutput, checkQualifiedName } from './limits';
import { checkShape } from './settings/check';
import { findDefaults, markByName } from './settings/defaults';
import { releaseHooksAtOnce } from './settings/hookMarks';
import { findMarks, withoutMarks } from './settings/marks';
import { settle } from './settings/settle';
import { checkDepth, checkResources } from './shape';
import type { Environment } from './template/environment';
import type { Json, JsonObject } from './template/json';
import type { Template } from './template/template';
import { Values } from './template/values';
import { releasedFunctions } from './version/released';

export interface TransformInput extends Environment {
  readonly fragment: Json | undefined;
  /** Parameters of the transform itself. */
  readonly params: Json | undefined;
}

export interface TransformResult {
  /** undefined when there are errors. */
  readonly fragment: JsonObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly functions: readonly Released[];
  readonly consumers: readonly Consumer[];
  readonly renewals: Moved['renewals'];
}

/**
 * The whole macro: a template in, a template and diagnostics out. Pure: no I/O, no clock, no environment; the input is not
 * changed, and the same input gives the same output, byte for byte.
 */
export function transform(input: TransformInput): TransformResult {
  const diagnostics = new Diagnostics();
  const nothing = { functions: [], consumers: [], renewals: [] };
  const failed = () => ({ ...nothing, fragment: undefined, diagnostics: diagnostics.all });
  const unchanged = (fragment: JsonObject) => ({ ...nothing, fragment, diagnostics: diagnostics.all });

  if (!checkDepth(input.fragment, diagnostics) || !checkDepth(input.params, diagnostics)) return failed();
  const fragment = readFragment(input.fragment, input.params, diagnostics);
  if (!fragment) return failed();
  if (fragment.scope === 'function') return unchanged(fragment.marked);
  const { scope } = fragment;
  const whole = (result: Template): JsonObject => (scope === 'template' ? result : result.Resources);
  checkResources(fragment.template, diagnostics);
  if (diagnostics.hasErrors) return failed();

  const values = new Values(fragment.template, input);
  const marks = findMarks(fragment.template, values, diagnostics);
  const defaults = findDefaults(fragment.template, input.params, diagnostics);
  const resolve = (node: Json) => values.resolve(node);
  markByName(fragment.template, defaults, marks, values, diagnostics);
  releaseHooksAtOnce(fragment.template, marks, defaults, resolve);
  const template = withoutMarks(fragment.template, marks.size > 0);
  if (marks.size === 0) return diagnostics.hasErrors ? failed() : unchanged(whole(template));

  if (!checkInput(template, diagnostics)) return failed();
  // one round for all that can be judged: whoever mends a template wants to know everything at once
  const shapely = checkShape(defaults, 'template', diagnostics);
  defaults.delete('Functions');
  const settings = [...marks.values()]
    .filter((mark) => checkShape(mark.statements, 'function', diagnostics) && shapely)
    .flatMap((mark) => settle(mark, defaults, values, diagnostics) ?? []);
  const functions = releasedFunctions(template, settings, values, diagnostics);
  for (const released of functions.values()) {
    checkQualifiedName(released, values, input.region, diagnostics);
    if (scope === 'template') checkCondition(template, released, diagnostics);
  }
  refuseHandmade(template, values, input, functions, diagnostics);
  if (diagnostics.hasErrors) return failed();

  const output = new Output(template, diagnostics);
  const conditions = new Conditions(template, output, scope === 'template', diagnostics);
  new Generator(template, values, conditions, output, diagnostics).run([...functions.values()]);
  const moved = moveCallers(template, values, input, functions, output, diagnostics);
  const result = assemble(template, functions, output, moved, values);
  checkOutput(template, result, moved.draft.graph, (id) => functions.has(id), output, diagnostics);
  const { consumers, renewals } = moved;
  const report = { functions: [...functions.values()], consumers, renewals, diagnostics: diagnostics.all };
  return { ...report, fragment: diagnostics.hasErrors ? undefined : whole(result) };
}

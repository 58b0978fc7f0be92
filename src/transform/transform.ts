import { type Moved, moveCallers } from '../callers/apply/move';
import type { Consumer } from '../callers/decide/consumers';
import { checkFunctionUrls } from '../callers/decide/functionUrls';
import { nameOnlyAliases } from '../callers/decide/handmade';
import { takeOver } from '../callers/decide/takeOver';
import { type Diagnostic, Diagnostics } from '../diagnostics/diagnostics';
import { Conditions, checkCondition } from '../generate/conditions';
import { Generator } from '../generate/generate';
import { tellVersions, type Untold } from '../generate/hookEnvironment';
import { Output } from '../generate/output';
import { writePolicies } from '../generate/policies';
import { aliasByReference } from '../generate/shorthands';
import { findDefaults, markByName } from '../settings/defaults';
import { releaseHooksAtOnce } from '../settings/hookMarks';
import type { LeftOut } from '../settings/leftOut';
import { findMarks, withoutMarks } from '../settings/marks';
import { refuseMarksInLoops } from '../settings/marksInLoops';
import { refuseMisspelt } from '../settings/misspelt';
import { checkReferences } from '../settings/references';
import { resolveSettings } from '../settings/resolveSettings';
import { validateStatements } from '../settings/validate';
import type { Environment } from '../template/environment';
import type { Json, JsonObject } from '../template/json';
import type { Template } from '../template/template';
import { Values } from '../template/values';
import type { Compilation } from '../version/compilation';
import { checkQualifiedName } from '../version/qualifiedName';
import { type Released, releasedFunctions } from '../version/released';
import { assemble } from './assemble';
import { readFragment } from './fragment';
import { checkExpansion, checkInput, checkOutput } from './limits';
import { checkDepth, checkResources } from './shape';

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
  /** Hooks whose environment has no room for the version that they test. */
  readonly untold: readonly Untold[];
  /** What `Functions: All` did not mark. */
  readonly leftOut: readonly LeftOut[];
}

/** What is told of a template in which nothing is marked, or something is wrong. */
export const NOTHING = { functions: [], consumers: [], renewals: [], untold: [], leftOut: [] } as const;

/**
 * The whole macro: a template in, a template and diagnostics out. Pure: no I/O, no clock, no environment; the input is not
 * changed, and the same input gives the same output, byte for byte.
 */
export function transform(input: TransformInput): TransformResult {
  const diagnostics = new Diagnostics();
  const failed = () => ({ ...NOTHING, fragment: undefined, diagnostics: diagnostics.all });
  const unchanged = (fragment: JsonObject) => ({ ...NOTHING, fragment, diagnostics: diagnostics.all });

  if (!checkDepth(input.fragment, diagnostics) || !checkDepth(input.params, diagnostics)) return failed();
  const fragment = readFragment(input.fragment, input.params, diagnostics);
  if (!fragment) return failed();
  if (fragment.scope === 'function') return unchanged(fragment.marked);
  const { scope } = fragment;
  const whole = (result: Template): JsonObject => (scope === 'template' ? result : result.Resources);
  checkResources(fragment.template, diagnostics);
  if (diagnostics.hasErrors || !checkExpansion(fragment.template, input.params, input, diagnostics)) return failed();

  const values = new Values(fragment.template, input);
  refuseMisspelt(fragment.template, diagnostics);
  refuseMarksInLoops(fragment.template, diagnostics);
  const marks = findMarks(fragment.template, values, diagnostics);
  const defaults = findDefaults(fragment.template, input.params, diagnostics);
  const leftOut = markByName(fragment.template, defaults, marks, values, diagnostics);
  releaseHooksAtOnce(fragment.template, marks, defaults, values);
  nameOnlyAliases(fragment.template, marks, defaults, values, input);
  const template = withoutMarks(fragment.template, marks.size > 0);
  if (marks.size === 0) return diagnostics.hasErrors ? failed() : { ...unchanged(whole(template)), leftOut };

  const said = [defaults, ...[...marks.values()].map(({ statements }) => statements)];
  checkReferences(fragment.template, said, marks, scope === 'template', values, diagnostics);

  // one round for all that can be judged: whoever mends a template wants to know everything at once
  if (!checkInput(template, diagnostics)) return failed();
  const forAll = validateStatements(defaults, 'template', diagnostics);
  const settings = [...marks.values()].flatMap((mark) => {
    const statements = validateStatements(mark.statements, 'function', diagnostics);
    return resolveSettings({ ...mark, statements }, forAll, values, diagnostics) ?? [];
  });
  const { template: own, settings: all, takenOver } = takeOver(template, settings, values, input, diagnostics);
  const functions = releasedFunctions(own, all, takenOver, values, diagnostics);
  const compilation: Compilation = { template: own, values, environment: input, functions, diagnostics };
  for (const released of functions.values()) {
    checkQualifiedName(released, compilation);
    if (scope === 'template') checkCondition(released, compilation);
  }
  checkFunctionUrls(compilation);
  if (diagnostics.hasErrors) return failed();

  const output = new Output(own, diagnostics, aliasByReference(functions));
  const conditions = new Conditions(compilation, output, scope === 'template');
  const grants = new Generator(compilation, conditions, output).run();
  const moved = moveCallers(compilation, output);
  writePolicies(grants, compilation, conditions, output, moved.draft); // after the callers: functions of which one waits for the other share no policy
  const untold = tellVersions(compilation, output, moved.draft); // after the callers: where one of them waits for a hook, the hook must not wait for the version
  const consumers = moved.finish();
  const result = assemble(compilation, output, moved);
  checkOutput(compilation, output, moved.draft.graph, result);
  const report = { functions: [...functions.values()], consumers, renewals: moved.renewals, untold, leftOut, diagnostics: diagnostics.all };
  return { ...report, fragment: diagnostics.hasErrors ? undefined : whole(result) };
}

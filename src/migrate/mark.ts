import { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { findDefaults } from '../settings/defaults';
import { hookFunctions } from '../settings/hookMarks';
import { type LeftOut, leftOut } from '../settings/leftOut';
import { findMarks } from '../settings/marks';
import type { Environment } from '../template/environment';
import { type JsonObject, own } from '../template/json';
import { FUNCTION, resourceOf, resources, type Template } from '../template/template';
import { Values } from '../template/values';
import type { Entry } from './edits';
import { markEdits } from './markEdits';
import { asFunctions, isTemplate, markedIn, SAM_FUNCTION } from './marked';
import { head } from './migrate';
import type { Migration, Remark, Step, Untouchable } from './migration';
import { samRelease } from './sam/settings';

/** What to mark, and with which settings. */
interface Wish {
  /** Logical ids, or every function that `Functions: All` means. */
  readonly functions: readonly string[] | 'All';
  readonly settings: readonly Entry[];
}

export type MarkPlan = Migration & { readonly leftOut: readonly LeftOut[] };

/** What to change in a template so that SafeDeploy releases these functions. */
export function mark(root: JsonObject, wish: Wish, environment: Environment, macroName: string, untouchable: Untouchable): MarkPlan {
  if (!isTemplate(root)) return { steps: [], remarks: [{ code: 'SD1415', path: [], data: {} }], leftOut: [] };
  const marked = markedIn(root, environment, macroName).ids;
  const left = wish.functions === 'All' ? leftOutOf(root, environment) : [];
  const ids =
    wish.functions === 'All'
      ? functionsIn(root).filter((id) => !marked.has(id) && !left.some((one) => one.id === id))
      : [...new Set(wish.functions)];
  const remarks = ids.flatMap((id) => faultOf(root, id, marked));
  if (remarks.length > 0) return { steps: [], remarks, leftOut: left };
  const steps = ids
    .filter((id) => !untouchable.has(id))
    .flatMap((id): Step[] => {
      const edits = markEdits(root, id, wish.settings);
      if (edits) return [{ of: id, path: ['Resources', id], names: [id], edits }];
      remarks.push({ code: 'SD1404', path: ['Resources', id], data: { id } });
      return [];
    });
  return { steps: [...head(root, macroName, steps), ...steps], remarks, leftOut: left };
}

const isFunction = (type: unknown): boolean => type === FUNCTION || type === SAM_FUNCTION;
const functionsIn = (template: Template): string[] => resources(template).flatMap(([id, { Type }]) => (isFunction(Type) ? [id] : []));

function faultOf(template: Template, id: string, marked: ReadonlySet<string>): Remark[] {
  const resource = resourceOf(template, id);
  const path = ['Resources', id];
  if (!resource) return [{ code: 'SD1411', path: ['Resources'], data: { id, hint: didYouMean(id, functionsIn(template)) } }];
  if (!isFunction(resource.Type)) return [{ code: 'SD1412', path, data: { id, type: resource.Type } }];
  if (marked.has(id)) return [{ code: 'SD1413', path, data: { id } }];
  const places = { own: [...path, 'Properties'], globals: ['Globals', 'Function'] };
  const released = resource.Type === SAM_FUNCTION && !('without' in samRelease(template, places));
  return released ? [{ code: 'SD1414', path, data: { id } }] : [];
}

function leftOutOf(template: Template, environment: Environment): LeftOut[] {
  const all = asFunctions(template);
  const values = new Values(all, environment);
  const diagnostics = new Diagnostics();
  const hooks = hookFunctions(all, findMarks(all, values, diagnostics), findDefaults(all, undefined, diagnostics), values);
  // what can be taken over is no reason to leave a function out, and the macro says what cannot
  return [...leftOut(all, hooks, values).values()].filter(({ id }) => own(template.Resources, id) !== undefined);
}

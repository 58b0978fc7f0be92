import { type Json, type JsonObject, own } from '../../template/json';
import { type TransformResult, transform } from '../../transform/transform';
import type { Findings } from '../diagnostics/findings';
import type { SourceMap } from '../read/sourceMap';
import { checkMarks } from '../sam/marks';
import { type Call, callsIn, withKey } from './calls';
import { runEarlier } from './earlier';
import { Includes } from './include';
import { reportUnextended } from './languageExtensions';
import { reportLater } from './later';
import type { Macro } from './macro';
import { NestedCalls } from './nested';
import { resolveParams } from './params';
import { Relocated } from './relocated';
import { type Places, Steps } from './steps';

interface Expanded {
  /** undefined when there are errors. */
  readonly template: JsonObject | undefined;
  /** What the core says about each run over the resources of the template; mostly one. */
  readonly results: readonly TransformResult[];
  /** The template as the macro got it, after the transforms that run before it here. */
  readonly input: JsonObject;
  /** Where a part of that template was written. */
  readonly at: Places['at'];
}

const SECTION = 'Transform';

/** What CloudFormation does with a template that uses the macro: nested calls first, then the Transform section. */
export function expand(template: JsonObject, macro: Macro, map: SourceMap, findings: Findings): Expanded {
  const section = own(template, SECTION);
  const calls = callsIn(section, [SECTION]);
  const position = calls.findIndex(({ name }) => name === macro.name);
  const call = calls[position];
  const again = calls.slice(position + 1).find(({ name }) => call && name === macro.name);
  if (again) findings.report('SD1206', map.at(again.path), { name: macro.name });

  const steps = new Steps(withKey(template, SECTION, undefined), map);
  steps.add(new Includes(steps.template, macro, steps.file, steps, findings).inside());
  const included = steps.template;
  const relocated = new Relocated();
  const nested = new NestedCalls(macro, steps, relocated, findings);
  const expanded = nested.expand(included, []) as JsonObject;
  if (!call && nested.results.length === 0) findings.report('SD1201', map.at([SECTION]), { name: macro.name });
  const results = [...nested.results];
  const finish = (got: JsonObject, result: JsonObject | undefined, ran: ReadonlySet<Call>): Expanded => {
    const input = section === undefined ? got : { ...got, [SECTION]: section };
    const told = { results, input, at: steps.at.bind(steps) };
    if (findings.hasErrors || !result) return { ...told, template: undefined };
    const left = calls.filter((other) => other !== call && !ran.has(other)).map(({ said }) => said);
    return { ...told, template: inOrder(template, result, left.length === 0 ? undefined : Array.isArray(section) ? left : left[0]) };
  };
  if (call) steps.add({ template: expanded, origin: (path) => (path[0] === SECTION ? path : relocated.path(path, call.path)) });
  reportUnextended(steps.template, calls, macro, steps, findings);
  if (!call) return finish(included, expanded, new Set());

  const { ran, state } = runEarlier(calls.slice(0, position), steps, macro, findings);
  reportLater(calls.slice(position + 1), macro, steps, findings);
  const got = steps.template;
  const params = resolveParams(call, got, macro, map, findings);
  const result = state === 'ready' ? transform({ ...macro, fragment: got, params }) : undefined;
  for (const diagnostic of result?.diagnostics ?? (state === 'waits' ? checkMarks(got, params, macro) : [])) {
    const { path } = diagnostic; // for the core, the section is its own call
    findings.add(diagnostic, path[0] === SECTION ? map.at([...call.path, ...path.slice(1)]) : steps.at(path));
  }
  if (result) results.push(result);
  return finish(got, result && (result.fragment ?? got), ran);
}

/** The sections in their author's order; one that the author did not write stands before the resources that use it. */
function inOrder(before: JsonObject, after: JsonObject, transforms: Json | undefined): JsonObject {
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const keys = Object.keys(before).flatMap((key) => (key === 'Resources' ? [...added, key] : [key]));
  const all: JsonObject = transforms === undefined ? after : { ...after, [SECTION]: transforms };
  return Object.fromEntries(
    (keys.includes('Resources') ? keys : [...keys, ...added])
      .filter((key) => Object.hasOwn(all, key))
      .map((key) => [key, all[key] as Json]),
  );
}

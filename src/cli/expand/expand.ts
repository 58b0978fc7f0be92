import { isObject, type Json, type JsonObject, own, type Trail } from '../../template/json';
import { type TransformResult, transform } from '../../transform/transform';
import type { Findings } from '../diagnostics/findings';
import type { Place } from '../read/source';
import type { SourceMap } from '../read/sourceMap';
import { type Call, callsIn, withKey, without } from './calls';
import { extend, LANGUAGE_EXTENSIONS } from './languageExtensions';
import type { Macro } from './macro';
import { NestedCalls } from './nested';
import { resolveParams } from './params';
import { Relocated } from './relocated';

export interface Expanded {
  /** undefined when there are errors. */
  readonly template: JsonObject | undefined;
  /** What the core says about each run over the resources of the template; mostly one. */
  readonly results: readonly TransformResult[];
  /** The template as the macro got it, after the transforms that run before it here. */
  readonly input: JsonObject;
  /** Where a part of that template was written. */
  readonly at: (path: Trail, part?: 'key' | 'value') => Place;
}

const SAM = 'AWS::Serverless-2016-10-31';
const SECTION = 'Transform';

/** What CloudFormation does with a template that uses the macro: nested calls first, then the Transform section. */
export function expand(template: JsonObject, macro: Macro, map: SourceMap, findings: Findings): Expanded {
  const relocated = new Relocated();
  const nested = new NestedCalls(macro, map, relocated, findings);
  const section = own(template, SECTION);
  const calls = callsIn(section, [SECTION]);
  const position = calls.findIndex(({ name }) => name === macro.name);
  const call = calls[position];
  const again = calls.slice(position + 1).find(({ name }) => call && name === macro.name);
  if (again) findings.report('SD1206', map.at(again.path), { name: macro.name });

  const inner = nested.expand(withKey(template, SECTION, undefined), []) as JsonObject;
  const extended = extend(inner, calls, macro, (path) => map.at(relocated.path(path, path)), findings);
  const place = (path: Trail, from: Trail) => map.at(relocated.path(extended.origin(path), from));
  const hasRun = extended.template !== inner;
  const input = hasRun ? { ...extended.template, [SECTION]: section ?? null } : template;
  const at: Expanded['at'] = (path, part) => map.at(hasRun ? relocated.path(extended.origin(path), [SECTION]) : path, part);
  let result = extended.template;
  if (!call && nested.results.length === 0) findings.report('SD1201', map.at([SECTION]), { name: macro.name });
  const results = [...nested.results];
  if (call && !extended.isBroken && !waitsForSam(calls.slice(0, position), result, macro, map, findings)) {
    const params = resolveParams(call, result, macro, map, findings);
    const ran = transform({ ...macro, fragment: result, params });
    for (const diagnostic of ran.diagnostics) findings.add(diagnostic, place(diagnostic.path, call.path));
    results.push(ran);
    result = ran.fragment ?? result;
  }
  if (findings.hasErrors) return { template: undefined, results, input, at };
  const done = extended.isDone ? [macro.name, LANGUAGE_EXTENSIONS] : [macro.name];
  return { template: inOrder(template, result, done.reduce(unlisted, section)), results, input, at };
}

const unlisted = (section: Json | undefined, name: string): Json | undefined => section && without(section, name);

/** CloudFormation runs transforms in the order of the list, and all but ours run there only. Without SAM there is nothing to work on. */
function waitsForSam(earlier: readonly Call[], template: JsonObject, { name }: Macro, map: SourceMap, findings: Findings): boolean {
  const waiting = Object.entries(isObject(template.Resources) ? template.Resources : {})
    .filter(([, resource]) => String(own(resource, 'Type')).startsWith('AWS::Serverless::'))
    .map(([id]) => id);
  for (const { name: other, path } of earlier) {
    if (other === undefined || other === LANGUAGE_EXTENSIONS) continue;
    if (other !== SAM) findings.report('SD1204', map.at(path), { other, name });
    else if (waiting.length > 0) {
      const shown = [...waiting.slice(0, 5), ...(waiting.length > 5 ? ['…'] : [])].join(', ');
      findings.report('SD1202', map.at(path), { sam: SAM, name, count: waiting.length, ids: shown });
    }
  }
  return waiting.length > 0 && earlier.some(({ name: other }) => other === SAM);
}

/** The sections in their author's order; one that the author did not write stands before the resources that use it. */
function inOrder(before: JsonObject, after: JsonObject, transforms: Json | undefined): JsonObject {
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const keys = Object.keys(before).flatMap((key) => (key === 'Resources' ? [...added, key] : [key]));
  const all: JsonObject = transforms === undefined ? after : { ...after, [SECTION]: transforms };
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(all, key)).map((key) => [key, all[key] as Json]));
}

import { processedReleases } from '../../plan/processedReleases';
import { type Before, Deployable, type Planned, releasedIn, UNKNOWN } from '../../plan/side';
import type { Environment } from '../../template/environment';
import type { JsonObject } from '../../template/json';
import { isObject, type Json, own } from '../../template/json';
import type { ChangeSet } from '../aws/changeSet';
import type { Stack } from '../aws/stack';
import type { MacroPlace, Request } from '../compile';
import { Findings } from '../diagnostics/findings';
import { callsIn } from '../expand/calls';
import { expand } from '../expand/expand';
import type { Macro } from '../expand/macro';
import { expandOthers } from '../expand/others';
import type { Given } from '../parameters/given';
import { parameterValues } from '../parameters/values';
import { type Opened, open } from '../read/open';
import type { SourceMap } from '../read/sourceMap';
import { FileError } from '../usage';

type Stdin = AsyncIterable<Uint8Array>;

/** The template to plan, transformed. What the stack had stands for what nobody gives, as UsePreviousValue does. */
export async function plannedSide(
  request: Request,
  given: Given,
  stack: Stack | undefined,
  stdin: Stdin,
  compares = false,
): Promise<{ findings: Findings; planned: Planned | undefined }> {
  const findings = new Findings();
  return { findings, planned: plannedOf(await open(request.template, stdin, findings), request, given, stack, findings, compares) };
}

/** The same of what is read already. Pure. */
export function plannedOf(
  { source, template: opened }: Opened,
  request: MacroPlace,
  given: Given,
  stack: Stack | undefined,
  findings: Findings,
  compares = false,
): Planned | undefined {
  if (!opened) return undefined;
  const { root, map } = opened;
  const parameters = declared(root);
  const previous = [...(stack?.parameters ?? [])].filter(([name]) => Object.hasOwn(parameters, name) && !given.has(name));
  const hidden = previous.flatMap(([name, value]) => (value === undefined ? [name] : []));
  const known = previous.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  const visible = Object.fromEntries(Object.entries(parameters).filter(([name]) => !hidden.includes(name)));
  const values = parameterValues({ ...root, Parameters: visible }, new Map([...known, ...given]), map, findings);
  const environment = { ...placeOf(request), parameterValues: { ...values, ...Object.fromEntries(hidden.map((name) => [name, UNKNOWN])) } };
  const bytes = Buffer.byteLength(source.text);
  const processed = processedSide(root, bytes, environment);
  if (isProcessed(root, processed)) return findings.hasErrors ? undefined : processed;
  const macro = { ...macroOf(request), ...environment };
  if (compares && !usesMacro(root, request.macroName)) return leftSide(root, bytes, macro, map, findings);
  const { template, results, input } = expand(root, macro, map, findings);
  if (template === undefined) return undefined;
  return { input, bytes, deployable: new Deployable(template, environment), results };
}

/** A template that has left SafeDeploy is deployed as the other transforms make it. */
function leftSide(root: JsonObject, bytes: number, macro: Macro, map: SourceMap, findings: Findings): Planned | undefined {
  const template = expandOthers(root, macro, map, findings);
  if (template === undefined) return undefined;
  const processed = processedSide(template, bytes, macro);
  return isProcessed(template, processed)
    ? { ...processed, input: root }
    : { input: root, bytes, deployable: processed.deployable, results: [] };
}

/** A template of an earlier deployment: one that uses the macro goes through it, and any through the other transforms. */
export async function fileBefore(file: string, given: Given, place: MacroPlace, stdin: Stdin): Promise<Before> {
  const findings = new Findings();
  return beforeOf(await open(file, stdin, findings), given, place, findings);
}

/** The same of what is read already. Pure. */
export function beforeOf({ source, template: opened }: Opened, given: Given, place: MacroPlace, findings: Findings): Before {
  if (!opened) throw new FileError(findings.all);
  const { root, map } = opened;
  const environment = { ...placeOf(place), parameterValues: earlierValues(root, given) };
  const macro = { ...macroOf(place), ...environment };
  const name = source.file;
  if (!usesMacro(root, place.macroName)) {
    const deployed = expandOthers(root, macro, map, findings);
    if (deployed === undefined) throw new FileError(findings.all);
    return { name, deployable: new Deployable(deployed, environment), released: undefined };
  }
  const { template, results } = expand(root, macro, map, findings);
  if (template === undefined) throw new FileError(findings.all);
  const released = new Map(releasedIn(results).map((one) => [one.id, one]));
  return { name, deployable: new Deployable(template, environment), released };
}

/** What a change set makes of the stack: CloudFormation has run all transforms. */
export function changeSetSide({ template, parameters, bytes }: ChangeSet, { region, accountId }: Stack): Planned {
  const parameterValues = Object.fromEntries([...parameters].map(([key, value]) => [key, value ?? UNKNOWN]));
  return processedSide(isObject(template) ? template : {}, bytes, { region, accountId, parameterValues });
}

function processedSide(template: JsonObject, bytes: number, environment: Environment): Planned {
  const deployable = new Deployable(template, environment);
  return { input: template, bytes, deployable, results: [processedReleases(deployable)], isProcessed: true };
}

/** Nothing in it waits for a transform, and some function is released. */
function isProcessed(template: JsonObject, { results }: Planned): boolean {
  const waits = (node: Json): boolean =>
    Array.isArray(node)
      ? node.some(waits)
      : isObject(node) && (['Transform', 'Fn::Transform'].some((key) => Object.hasOwn(node, key)) || Object.values(node).some(waits));
  const isMarked = (resource: Json) =>
    own(own(resource, 'Metadata'), 'SafeDeploy') !== undefined || own(own(resource, 'Properties'), 'DeploymentPreference') !== undefined;
  const resources = Object.values(own(template, 'Resources') ?? {}) as Json[];
  return (
    releasedIn(results).length > 0 && own(template, 'Transform') === undefined && !resources.some((one) => waits(one) || isMarked(one))
  );
}

export function stackBefore(name: string, { template, parameters, region, accountId }: Stack): Before {
  const parameterValues = Object.fromEntries([...parameters].map(([key, value]) => [key, value ?? UNKNOWN]));
  const deployable = new Deployable(isObject(template) ? template : {}, { region, accountId, parameterValues });
  return { name: `the stack ${name}`, deployable, released: undefined, keepsValues: true };
}

/** Parameters come and go between two deployments: what is not given and has no default is not known. */
function earlierValues(template: JsonObject, given: Given): JsonObject {
  const values = Object.entries(declared(template)).flatMap(([name, parameter]): [string, Json][] => {
    const value = given.get(name);
    if (value !== undefined) return [[name, value]];
    return own(parameter, 'Default') === undefined ? [[name, UNKNOWN]] : [];
  });
  return Object.fromEntries(values);
}

function declared(template: JsonObject): JsonObject {
  const parameters = own(template, 'Parameters');
  return isObject(parameters) ? parameters : {};
}

const macroOf = ({ macroName: name, others }: MacroPlace) => ({ name, ...(others ? { others } : {}) });
const placeOf = ({ region, accountId }: MacroPlace) => ({ region, accountId });

function usesMacro(node: Json, name: string): boolean {
  if (Array.isArray(node)) return node.some((item) => usesMacro(item, name));
  if (!isObject(node)) return false;
  const said = [own(node, 'Transform'), own(node, 'Fn::Transform')];
  return (
    said.some((calls) => callsIn(calls, []).some((call) => call.name === name)) ||
    Object.values(node).some((inner) => usesMacro(inner, name))
  );
}

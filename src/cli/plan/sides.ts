import { type Before, Deployable, type Planned, releasedIn, UNKNOWN } from '../../plan/side';
import type { JsonObject } from '../../template/json';
import { isObject, type Json, own } from '../../template/json';
import type { Stack } from '../aws/stack';
import type { Request } from '../compile';
import { Findings } from '../diagnostics/findings';
import { callsIn } from '../expand/calls';
import { expand } from '../expand/expand';
import type { Given } from '../parameters/given';
import { parameterValues } from '../parameters/values';
import { open } from '../read/open';
import { FileError } from '../usage';

type Stdin = AsyncIterable<Uint8Array>;
type Place = Pick<Request, 'region' | 'accountId' | 'macroName'>;

/** The template to plan, transformed. What the stack had stands for what nobody gives, as UsePreviousValue does. */
export async function plannedSide(
  request: Request,
  given: Given,
  stack: Stack | undefined,
  stdin: Stdin,
): Promise<{ findings: Findings; planned: Planned | undefined }> {
  const findings = new Findings();
  const { source, template: opened } = await open(request.template, stdin, findings);
  if (!opened) return { findings, planned: undefined };
  const { root, map } = opened;
  const parameters = declared(root);
  const previous = [...(stack?.parameters ?? [])].filter(([name]) => Object.hasOwn(parameters, name) && !given.has(name));
  const hidden = previous.flatMap(([name, value]) => (value === undefined ? [name] : []));
  const known = previous.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  const visible = Object.fromEntries(Object.entries(parameters).filter(([name]) => !hidden.includes(name)));
  const values = parameterValues({ ...root, Parameters: visible }, new Map([...known, ...given]), map, findings);
  const environment = { ...placeOf(request), parameterValues: { ...values, ...Object.fromEntries(hidden.map((name) => [name, UNKNOWN])) } };
  const { template, results, input } = expand(root, { name: request.macroName, ...environment }, map, findings);
  if (template === undefined) return { findings, planned: undefined };
  const bytes = Buffer.byteLength(source.text);
  return { findings, planned: { input, bytes, deployable: new Deployable(template, environment), results } };
}

/** A template of an earlier deployment: one that uses the macro is transformed first, any other is what was deployed. */
export async function fileBefore(file: string, given: Given, place: Place, stdin: Stdin): Promise<Before> {
  const findings = new Findings();
  const { source, template: opened } = await open(file, stdin, findings);
  if (!opened) throw new FileError(findings.all);
  const { root, map } = opened;
  const environment = { ...placeOf(place), parameterValues: earlierValues(root, given) };
  const name = source.file;
  if (!usesMacro(root, place.macroName)) return { name, deployable: new Deployable(root, environment), released: undefined };
  const { template, results } = expand(root, { name: place.macroName, ...environment }, map, findings);
  if (template === undefined) throw new FileError(findings.all);
  const released = new Map(releasedIn(results).map((one) => [one.id, one]));
  return { name, deployable: new Deployable(template, environment), released };
}

export function stackBefore(name: string, { template, parameters, region, accountId }: Stack): Before {
  const parameterValues = Object.fromEntries([...parameters].map(([key, value]) => [key, value ?? UNKNOWN]));
  const deployable = new Deployable(isObject(template) ? template : {}, { region, accountId, parameterValues });
  return { name: `the stack ${name}`, deployable, released: undefined };
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

const placeOf = ({ region, accountId }: Place) => ({ region, accountId });

function usesMacro(node: Json, name: string): boolean {
  if (Array.isArray(node)) return node.some((item) => usesMacro(item, name));
  if (!isObject(node)) return false;
  const said = [own(node, 'Transform'), own(node, 'Fn::Transform')];
  return (
    said.some((calls) => callsIn(calls, []).some((call) => call.name === name)) ||
    Object.values(node).some((inner) => usesMacro(inner, name))
  );
}

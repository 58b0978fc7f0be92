import { didYouMean } from '../../diagnostics/nearest';
import { UNKNOWN } from '../../plan/side';
import { asList, isObject, type Json, type JsonObject, own } from '../../template/json';
import type { Findings } from '../diagnostics/findings';
import type { SourceMap } from '../read/sourceMap';
import { InputError } from '../usage';
import type { Given } from './given';

const LIST = /^(?:CommaDelimitedList$|List<)/;
const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

/**
 * What CloudFormation sends a macro as templateParameterValues: the given values, defaults for the rest, lists as lists.
 * What has no value is unknown, and stays undecided, unless the values must be whole. A parameter of an SSM type is the name of its SSM parameter, because nothing else is known here.
 */
export function parameterValues(template: Json, given: Given, map: SourceMap, findings: Findings): JsonObject {
  const section = own(template, 'Parameters');
  const declared = isObject(section) ? section : {};
  const foreign = [...given.keys()].filter((key) => !Object.hasOwn(declared, key));
  for (const key of given.keys()) if (Object.hasOwn(declared, key)) given.shared?.add(key);
  const mistakes = (given.shared ? [] : foreign).map(
    (key) => `The template has no parameter ${key}.${didYouMean(key, Object.keys(declared))}`,
  );
  const values: [string, Json][] = [];
  const missing: string[] = [];
  for (const [key, parameter] of Object.entries(declared)) {
    const said = given.get(key);
    const fallback = own(parameter, 'Default');
    const value = typed(said ?? textOf(fallback), own(parameter, 'Type'));
    if (value === undefined) missing.push(key);
    else if (said !== undefined) mistakes.push(...mistakesOf(key, value, parameter));
    else if (!isAllowed(value, parameter)) findings.report('SD1205', map.at(['Parameters', key, 'Default'], 'value'), { key });
    values.push([key, value ?? UNKNOWN]);
  }
  if (given.isWhole) mistakes.push(...missing.map((key) => `The parameter ${key} has no value: add --parameter ${key}=VALUE.`));
  else if (missing.length > 0) findings.report('SD1208', map.at(['Parameters', missing[0] ?? '']), { names: missing.join(', ') });
  if (mistakes.length > 0) throw new InputError(...mistakes);
  return Object.fromEntries(values);
}

const textOf = (value: Json | undefined): string | undefined =>
  value === undefined || value === null ? undefined : Array.isArray(value) ? value.join(',') : String(value);

const typed = (text: string | undefined, type: Json | undefined): Json | undefined =>
  text !== undefined && typeof type === 'string' && LIST.test(type) ? text.split(',').map((item) => item.trim()) : text;

function mistakesOf(key: string, value: Json, parameter: Json): string[] {
  const type = own(parameter, 'Type');
  const isNumeric = type === 'Number' || type === 'List<Number>';
  if (isNumeric && !asList(value).every((item) => NUMBER.test(String(item))))
    return [`The value of the parameter ${key} must be a number.`];
  if (isAllowed(value, parameter)) return [];
  const allowed = asList(own(parameter, 'AllowedValues')).join(', ');
  return [`The value of the parameter ${key} must be one of its AllowedValues: ${allowed}.`];
}

function isAllowed(value: Json, parameter: Json): boolean {
  const allowed = own(parameter, 'AllowedValues');
  if (!Array.isArray(allowed)) return true;
  const texts = new Set(allowed.map(String));
  return asList(value).every((item) => texts.has(String(item)));
}

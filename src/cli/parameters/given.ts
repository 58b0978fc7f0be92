import { isObject, isScalar, type Json, own } from '../../template/json';
import { InputError, UsageError } from '../usage';

/** Values of parameters as the user gave them: texts, as CloudFormation's API takes them. */
export type Given = ReadonlyMap<string, string>;

/** `--parameter Key=Value`. No mistake shows a value, which may be a secret. */
export function fromFlags(flags: readonly string[]): Given {
  const given = new Map<string, string>();
  for (const flag of flags) {
    const equals = flag.indexOf('=');
    if (equals < 1) throw new UsageError('--parameter takes Key=Value.');
    const key = flag.slice(0, equals);
    if (given.has(key)) throw new UsageError(`--parameter gives ${key} twice.`);
    given.set(key, flag.slice(equals + 1));
  }
  return given;
}

/** The content of a parameter file: a map, or the list that aws cloudformation takes with --parameters. */
export function fromFile(file: string, content: Json): Given {
  if (isObject(content)) return new Map(Object.entries(content).map(([key, value]) => [key, textOf(file, key, value)]));
  if (!Array.isArray(content))
    throw new InputError(`${file} holds neither a map of parameters nor a list of ParameterKey and ParameterValue.`);
  const given = new Map<string, string>();
  for (const [index, item] of content.entries()) {
    const key = own(item, 'ParameterKey');
    if (typeof key !== 'string') throw new InputError(`${file}: item ${index + 1} has no ParameterKey.`);
    if (given.has(key)) throw new InputError(`${file} gives ${key} twice.`);
    const value = own(item, 'ParameterValue');
    if (value === undefined) throw new InputError(`${file}: ${key} has no ParameterValue. What a stack had before is not known here.`);
    given.set(key, textOf(file, key, value));
  }
  return given;
}

function textOf(file: string, key: string, value: Json): string {
  if (isScalar(value)) return String(value);
  if (Array.isArray(value) && value.every(isScalar)) return value.join(',');
  throw new InputError(`${file}: ${key} is neither a text nor a list of texts.`);
}

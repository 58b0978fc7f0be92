import { isObject, isScalar, type Json, own } from '../../template/json';
import { InputError, UsageError } from '../usage';

/** Values of parameters as the user gave them: texts, as CloudFormation's API takes them. */
export interface Given extends ReadonlyMap<string, string> {
  /** Must every parameter have a value? Where one may be missing, what depends on it stays undecided. */
  readonly isWhole?: boolean;
  /** They are for many templates, of which not each has every parameter: names of those that were found. */
  readonly shared?: Set<string>;
}

export const whole = (given: Given): Given => Object.assign(new Map(given), { isWhole: true });
export const shared = (given: Given) => Object.assign(new Map(given), { shared: new Set<string>() });

/** `--parameter Key=Value`. No mistake shows a value, which may be a secret. */
export function fromFlags(flags: readonly string[]): Given {
  const given = new Map<string, string>();
  for (const flag of flags) {
    const equals = flag.indexOf('=');
    if (equals < 1) throw new UsageError('--parameter must have the form Key=Value.');
    const key = flag.slice(0, equals);
    if (given.has(key)) throw new UsageError(`--parameter sets ${key} twice.`);
    given.set(key, flag.slice(equals + 1));
  }
  return given;
}

/**
 * The content of a parameter file: a map; a map with the key Parameters, as CodePipeline takes it; or a list of maps with
 * ParameterKey, or of texts such as Stage=prod, as `aws cloudformation` takes them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
 */
export function fromFile(file: string, content: Json): Given {
  const parameters = own(content, 'Parameters');
  if (isObject(parameters)) return fromMap(file, parameters);
  if (isObject(content)) return fromMap(file, content);
  if (!Array.isArray(content))
    throw new InputError(
      `${file} must contain a map of parameters, or a list of Key=Value or of maps with ParameterKey and ParameterValue.`,
    );
  const given = new Map<string, string>();
  for (const [index, item] of content.entries()) {
    const [key, value] = typeof item === 'string' ? fromText(file, item, index) : fromItem(file, item, index);
    if (given.has(key)) throw new InputError(`${file} sets ${key} twice.`);
    given.set(key, value);
  }
  return given;
}

const fromMap = (file: string, map: object): Given => new Map(Object.entries(map).map(([key, value]) => [key, textOf(file, key, value)]));

function fromText(file: string, text: string, index: number): [key: string, value: string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InputError(`${file}: item ${index + 1} must have the form Key=Value.`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function fromItem(file: string, item: Json, index: number): [key: string, value: string] {
  const key = own(item, 'ParameterKey');
  if (typeof key !== 'string') throw new InputError(`${file}: item ${index + 1} has no ParameterKey.`);
  const value = own(item, 'ParameterValue');
  if (value === undefined) throw new InputError(`${file}: ${key} has no ParameterValue. Previous values of a stack are not known here.`);
  return [key, textOf(file, key, value)];
}

function textOf(file: string, key: string, value: Json): string {
  if (isScalar(value)) return String(value);
  if (Array.isArray(value) && value.every(isScalar)) return value.join(',');
  throw new InputError(`${file}: ${key} must be a string or a list of strings.`);
}

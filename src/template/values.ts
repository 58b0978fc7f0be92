import { hash } from 'node:crypto';
import { type Environment, isNoEcho, isOfSsm, parameterValue, pseudoParameters } from './environment';
import { getAtt, getAttTarget, ifParts, intrinsicOf, isNoValue, NO_VALUE, ref, splitDotted, subParts } from './intrinsics';
import { asList, isObject, isScalar, type Json, type JsonObject, own, put, sortedJson } from './json';
import { subPieces } from './sub';
import { concatenate } from './text';

/** Conditions that name others twice would double their words at each step: long words are their hash. */
const LONGEST_WORDS = 2_000;
function bounded(words: Json): Json {
  const text = sortedJson(words);
  return text.length > LONGEST_WORDS ? hash('sha256', text, 'hex') : words;
}

/** Conditions that refer to conditions: far more than any template has. */
const DEEPEST_CONDITION = 100;

/**
 * What a value is as far as parameters, pseudo parameters, mappings and conditions decide it.
 *
 * The result is in one spelling: Sub and Join become the text itself or one `Fn::Join` with '' of its undecided parts,
 * GetAtt is a list of two, `AWS::NoValue` is gone. Equal values, however they are spelt, give equal results.
 */
export class Values {
  private readonly pseudo: ReadonlyMap<string, string>;
  private readonly truths = new Map<string, boolean | undefined>();
  private readonly meanings = new Map<string, Json>();
  private depth = 0;

  constructor(
    private readonly template: JsonObject,
    private readonly environment: Environment,
  ) {
    this.pseudo = pseudoParameters(environment);
  }

  /** undefined stands for AWS::NoValue. */
  resolve(node: Json | undefined): Json | undefined {
    if (Array.isArray(node)) return node.map((item) => this.resolve(item)).filter((item) => item !== undefined);
    if (!isObject(node)) return node;
    const key = intrinsicOf(node);
    if (key) return this.intrinsic(key, node);
    const result: JsonObject = {};
    for (const name of Object.keys(node)) {
      const value = this.resolve(node[name]);
      if (value !== undefined) put(result, name, value);
    }
    return result;
  }

  /** Peels off decided Fn::If and Fn::FindInMap; what is inside keeps its intrinsics. */
  unwrap(node: Json): Json | undefined {
    if (isNoValue(node)) return undefined;
    const parts = ifParts(node);
    if (parts) {
      const holds = this.holds(parts[0]);
      return holds === undefined ? node : this.unwrap(holds ? parts[1] : parts[2]);
    }
    const found = intrinsicOf(node) === 'Fn::FindInMap' ? this.findInMap((node as JsonObject)['Fn::FindInMap'] as Json) : undefined;
    return found ?? node; // a mapping holds no intrinsics
  }

  /** Does the named condition hold? undefined when macro time does not decide it. */
  holds(name: string): boolean | undefined {
    return this.once(this.truths, name, undefined, (condition) => this.truth(condition));
  }

  /** Is a resource there, or may it be? */
  mayExist(resource: Json): boolean {
    const condition = own(resource, 'Condition');
    return typeof condition !== 'string' || this.holds(condition) !== false;
  }

  /** The condition's own words stand for one that is not decided, so that a change to them is seen. */
  private meaning(name: string): Json {
    return this.once<Json>(this.meanings, name, name, (condition) => bounded(this.words(condition) ?? name));
  }

  /** A condition with the words of those that it names. */
  private words(node: Json | undefined): Json | undefined {
    if (Array.isArray(node)) return node.map((item) => this.words(item) ?? null);
    if (!isObject(node)) return node;
    if (typeof node.Condition === 'string') return this.meaning(node.Condition);
    const key = intrinsicOf(node);
    return key === 'Fn::And' || key === 'Fn::Or' || key === 'Fn::Not' ? { [key]: this.words(node[key]) ?? null } : this.resolve(node);
  }

  /** Each condition is looked at once. One that refers to itself, or through too many others, is `otherwise`. */
  private once<T>(memo: Map<string, T>, name: string, otherwise: T, decide: (condition: Json | undefined) => T): T {
    if (memo.has(name)) return memo.get(name) as T;
    if (this.depth >= DEEPEST_CONDITION) return otherwise;
    memo.set(name, otherwise);
    this.depth++;
    const result = decide(own(own(this.template, 'Conditions'), name));
    this.depth--;
    memo.set(name, result);
    return result;
  }

  /** What the request has of an SSM parameter: its name or its value, either way another text when it changes. */
  ofSsm(name: string): Json | undefined {
    const parameters = own(this.template, 'Parameters');
    return isOfSsm(name, parameters) ? parameterValue(name, parameters, this.environment.parameterValues) : undefined;
  }

  /** NoEcho parameters among those that a value reads. Where the transform sees no Parameters section, any parameter may be one. */
  secretsIn(node: Json | undefined): string[] {
    const parameters = own(this.template, 'Parameters');
    return this.parametersIn(node).filter((name) => parameters === undefined || isNoEcho(name, parameters));
  }

  /** Parameters that a value reads, through conditions too. */
  parametersIn(node: Json | undefined): string[] {
    const found = new Set<string>();
    const seen = new Set<string>();
    const add = (name: string) => {
      if (this.isParameter(name)) found.add(name);
    };
    const visit = (value: Json | undefined): void => {
      if (Array.isArray(value)) value.forEach(visit);
      if (!isObject(value)) return;
      if (typeof value.Ref === 'string') add(value.Ref);
      const text = subParts(value['Fn::Sub'])?.text;
      for (const piece of text === undefined ? [] : subPieces(text)) if ('variable' in piece) add(piece.variable);
      const condition = ifParts(value)?.[0] ?? (typeof value.Condition === 'string' ? value.Condition : undefined);
      if (condition !== undefined && !seen.has(condition)) {
        seen.add(condition);
        visit(own(own(this.template, 'Conditions'), condition));
      }
      Object.values(value).forEach(visit);
    };
    visit(node);
    return [...found];
  }

  /** Parameters that a value reads, and whose own value is not known. */
  unknownIn(node: Json | undefined): string[] {
    const parameters = own(this.template, 'Parameters');
    return this.parametersIn(node).filter((name) => parameterValue(name, parameters, this.environment.parameterValues) === undefined);
  }

  /** Parameters that have this value, alone or in a list: of the transform's own parameters only the values arrive. */
  parametersWith(value: Json): string[] {
    const { parameterValues } = this.environment;
    const parameters = own(this.template, 'Parameters');
    return Object.keys(parameterValues).filter((name) => asList(parameterValue(name, parameters, parameterValues)).includes(value));
  }

  private isParameter(name: string): boolean {
    const parameters = own(this.template, 'Parameters');
    return own(parameters ?? this.environment.parameterValues, name) !== undefined;
  }

  private intrinsic(key: string, node: JsonObject): Json | undefined {
    const value = node[key] as Json;
    switch (key) {
      case 'Ref':
        return typeof value === 'string' ? this.ref(value) : node;
      case 'Fn::GetAtt': {
        const target = getAttTarget(value);
        return target ? getAtt(...target) : { [key]: this.resolve(value) ?? null };
      }
      case 'Fn::If':
        return this.choose(node);
      case 'Fn::Sub':
        return this.sub(value) ?? node;
      case 'Fn::Join':
        return this.join(value) ?? this.inner(key, value);
      case 'Fn::FindInMap':
        return this.findInMap(value) ?? this.inner(key, value);
      case 'Fn::Select':
        return this.select(value) ?? this.inner(key, value);
      case 'Fn::Split': {
        const [delimiter, text] = Array.isArray(value) ? [value[0], this.resolve(value[1])] : [];
        return typeof delimiter === 'string' && typeof text === 'string' ? text.split(delimiter) : this.inner(key, value);
      }
      default:
        return this.inner(key, value);
    }
  }

  private inner(key: string, value: Json): Json {
    return { [key]: this.resolve(value) ?? null };
  }

  private ref(name: string): Json | undefined {
    if (name === 'AWS::NoValue') return undefined;
    const parameters = own(this.template, 'Parameters');
    const decides = !isOfSsm(name, parameters);
    const known = this.pseudo.get(name) ?? (decides ? parameterValue(name, parameters, this.environment.parameterValues) : undefined);
    return known ?? (name.includes('.') ? getAtt(...splitDotted(name)) : ref(name)); // Ref F.Version and GetAtt F.Version are one
  }

  private choose(node: JsonObject): Json | undefined {
    const parts = ifParts(node);
    if (!parts) return node;
    const [condition, yes, no] = parts;
    const holds = this.holds(condition);
    if (holds !== undefined) return this.resolve(holds ? yes : no);
    const branches = [this.resolve(yes), this.resolve(no)];
    if (sortedJson(branches[0]) === sortedJson(branches[1])) return branches[0];
    return { 'Fn::If': [this.meaning(condition), ...branches.map((branch) => branch ?? NO_VALUE)] };
  }

  private sub(value: Json): Json | undefined {
    const parts = subParts(value);
    if (!parts) return undefined;
    let mapped: Map<string, Json> | undefined; // each once, however often the text uses it
    const inMap = (name: string): Json => {
      mapped ??= new Map();
      if (!mapped.has(name)) mapped.set(name, this.resolve(parts.map[name]) ?? '');
      return mapped.get(name) as Json;
    };
    return concatenate(
      subPieces(parts.text).map((piece) => {
        if ('literal' in piece) return piece.literal;
        if (Object.hasOwn(parts.map, piece.variable)) return inMap(piece.variable);
        const dot = piece.variable.indexOf('.');
        return dot < 0 ? (this.ref(piece.variable) ?? '') : getAtt(piece.variable.slice(0, dot), piece.variable.slice(dot + 1));
      }),
    );
  }

  private join(value: Json): Json | undefined {
    if (!Array.isArray(value) || typeof value[0] !== 'string') return undefined;
    const [delimiter, list] = [value[0], this.resolve(value[1])];
    return Array.isArray(list) ? concatenate(list, delimiter) : undefined;
  }

  private findInMap(value: Json): Json | undefined {
    if (!Array.isArray(value)) return undefined;
    const [map, first, second] = value.slice(0, 3).map((part) => this.resolve(part));
    if (typeof map !== 'string' || !isScalar(first) || !isScalar(second)) return undefined;
    const found = own(own(own(own(this.template, 'Mappings'), map), String(first)), String(second));
    return found ?? this.resolve(own(value[3], 'DefaultValue'));
  }

  private select(value: Json): Json | undefined {
    if (!Array.isArray(value)) return undefined;
    const index = this.resolve(value[0]);
    const list = this.resolve(value[1]);
    return Array.isArray(list) && isScalar(index) ? list[Number(index)] : undefined;
  }

  private truth(node: Json | undefined): boolean | undefined {
    if (!isObject(node)) return undefined;
    if (typeof node.Condition === 'string') return this.holds(node.Condition);
    const key = intrinsicOf(node);
    const operands = key && Array.isArray(node[key]) ? (node[key] as Json[]) : [];
    if (key === 'Fn::Equals' && operands.length === 2) {
      const [left, right] = operands.map((operand) => this.resolve(operand));
      return isScalar(left) && isScalar(right) ? String(left) === String(right) : undefined;
    }
    const truths = operands.map((operand) => this.truth(operand));
    if (key === 'Fn::Not') return truths[0] === undefined ? undefined : !truths[0];
    if (key === 'Fn::And') return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
    if (key === 'Fn::Or') return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
    return undefined;
  }
}

/** Is nothing in the value left to CloudFormation? */
export function isDecided(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.every(isDecided);
  if (!isObject(value)) return true;
  return intrinsicOf(value) === undefined && Object.values(value).every(isDecided);
}

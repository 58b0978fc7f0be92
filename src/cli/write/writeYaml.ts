import { Document, type Node, Pair, Scalar, type ScalarTag, YAMLMap, YAMLSeq } from 'yaml';
import { mapTag, seqTag, stringifyString } from 'yaml/util';
import { isObject, type Json, type JsonObject, type Trail } from '../../template/json';
import { SHORT_FORMS } from '../read/tags';
import { type KeysAt, orderedKeys } from './order';
import { doubleQuoted, numberText, quoteOf, singleQuoted } from './scalars';

/** All scalars, written by our rules: those of the library are for one version of YAML at a time. */
const scalarTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: () => true,
  resolve: (text) => text,
  stringify({ value }, context, onComment, onChompKeep) {
    if (typeof value !== 'string') return typeof value === 'number' ? numberText(value) : String(value);
    const quote = quoteOf(value, context.implicitKey ?? false);
    if (quote === 'plain') return context.inFlow && /[,[\]{}]/.test(value) ? singleQuoted(value) : value;
    if (quote === 'single') return singleQuoted(value);
    if (quote === 'double') return doubleQuoted(value);
    return stringifyString({ type: 'BLOCK_LITERAL', value }, context, onComment, onChompKeep);
  },
};

interface YamlStyle {
  /** All on one line, in braces and brackets. */
  readonly flow?: boolean;
  /** Spaces of one level. */
  readonly indent?: number;
}

/** YAML with CloudFormation's short forms. Read again it is the same template, whichever version of YAML is read. */
export function writeYaml(value: Json, keysAt: KeysAt, { flow = false, indent = 2 }: YamlStyle = {}): string {
  const document = new Document(null, { schema: 'failsafe', customTags: () => [mapTag, seqTag, scalarTag] });
  document.contents = nodeOf(value, [], keysAt) as typeof document.contents;
  return document.toString({ lineWidth: 0, indent, ...(flow && { collectionStyle: 'flow', flowCollectionPadding: false }) });
}

function nodeOf(value: Json, path: Trail, keysAt: KeysAt): Node {
  if (Array.isArray(value)) return list(value, path, keysAt);
  if (!isObject(value)) return new Scalar(value);
  const short = shortForm(value, path, keysAt);
  if (short) return short;
  const map = new YAMLMap();
  map.items = orderedKeys(value, path, keysAt).map((key) => new Pair(new Scalar(key), nodeOf(value[key] as Json, [...path, key], keysAt)));
  return map;
}

function list(items: readonly Json[], path: Trail, keysAt: KeysAt): YAMLSeq {
  const seq = new YAMLSeq();
  seq.items = items.map((item, index) => nodeOf(item, [...path, index], keysAt));
  return seq;
}

/** `!Sub …` for { 'Fn::Sub': … }. Of two functions that follow each other only the inner one can be short. */
function shortForm(value: JsonObject, path: Trail, keysAt: KeysAt): Node | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  const argument = value[name] as Json;
  // elsewhere, Condition is a key like any other
  const tag = name === 'Condition' ? (path[0] === 'Conditions' && path.length > 1 ? '!Condition' : undefined) : SHORT_FORMS.get(name);
  if (tag === undefined) return undefined;
  const dotted = name === 'Fn::GetAtt' ? dottedName(argument) : argument;
  if (typeof dotted !== 'string' && !Array.isArray(dotted)) return undefined;
  const node = typeof dotted === 'string' ? new Scalar(dotted) : list(dotted, [...path, name], keysAt);
  node.tag = tag;
  return node;
}

/** `Function.Arn`; undefined where that would be read as another list. A text stands for itself in the long form only. */
function dottedName(argument: Json): Json | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [id, attribute] = argument;
  const two = argument.length === 2 && typeof id === 'string' && typeof attribute === 'string';
  return two && !id.includes('.') ? `${id}.${attribute}` : argument;
}

import { dirname, resolve } from 'node:path';
import { parseDocument, visit } from 'yaml';
import { asList, isObject, type Json, type JsonObject, mapValues, own, type Trail } from '../../template/json';
import { Values } from '../../template/values';
import type { Findings } from '../diagnostics/findings';
import { type Loaded, loadBytes } from '../read/read';
import type { Place, Source } from '../read/source';
import { SourceMap } from '../read/sourceMap';
import { UsageError } from '../usage';
import { type Call, callsIn, isCall, isWhole, withKey } from './calls';
import type { Macro } from './macro';
import type { Places, Step } from './steps';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html */
export const INCLUDE = 'AWS::Include';
const KEY = 'Fn::Transform';
const IN_S3 = /^s3:\/\//i;

/** What stands in a file and came to a map of the template. */
interface Included {
  readonly into: Trail;
  readonly keys: ReadonlySet<string>;
  readonly map: SourceMap;
}

/** Runs AWS::Include with files of this machine, as CloudFormation does with files in S3. */
export class Includes {
  private readonly values: Values;

  constructor(
    private readonly template: JsonObject,
    private readonly macro: Macro,
    private readonly file: string,
    private readonly places: Places,
    private readonly findings: Findings,
  ) {
    this.values = new Values(template, macro);
  }

  /** All uses inside of the template, the deepest first. */
  inside(): Step {
    const done: Included[] = [];
    const template = this.expand(this.template, [], done) as JsonObject;
    return stepOf(template, done);
  }

  /** One use in the Transform section: what the file holds comes to the top of the template. */
  atTop(call: Call): Step | undefined {
    const included = this.read(call);
    return included ? stepOf(this.merged(this.template, '', included, [], call), [{ into: [], ...included }]) : undefined;
  }

  private expand(node: Json, path: Trail, done: Included[]): Json {
    if (Array.isArray(node)) return node.map((item, index) => this.expand(item, [...path, index], done));
    if (!isObject(node)) return node;
    const inner = mapValues(node, (value, key) => (key === KEY ? value : this.expand(value, [...path, key], done)));
    return isCall(inner) ? this.run(inner, path, done) : inner;
  }

  /** Those that are listed after another transform wait for it; a call of SafeDeploy on a function only leaves a mark. */
  private run(node: JsonObject, path: Trail, done: Included[]): JsonObject {
    const said = node[KEY] as Json;
    let result = node;
    const ran = new Set<Json>();
    for (const call of callsIn(said, [...path, KEY])) {
      if (call.name === this.macro.name && !isWhole(path)) continue;
      const included = call.name === INCLUDE ? this.read(call) : undefined;
      if (!included) break;
      ran.add(call.said);
      result = this.merged(result, KEY, included, path, call);
      done.push({ into: path, ...included });
    }
    const left = asList(said).filter((one) => !ran.has(one));
    return withKey(result, KEY, left.length === 0 ? undefined : Array.isArray(said) ? left : said);
  }

  /** The content stands where the transform stood. */
  private merged(node: JsonObject, key: string, { keys, content }: Content, path: Trail, call: Call): JsonObject {
    const twice = [...keys].filter((name) => Object.hasOwn(node, name));
    for (const name of twice) this.findings.report('SD1253', this.places.at([...path, name]), { key: name, location: locationOf(call) });
    const entries = Object.entries(node);
    const at = entries.findIndex(([name]) => name === key);
    const after = at < 0 ? entries.length : at;
    return Object.fromEntries([...entries.slice(0, after), ...Object.entries(content), ...entries.slice(after)]);
  }

  private read(call: Call): Content | undefined {
    const place = this.places.at(call.path);
    const { others } = this.macro;
    const location = this.values.resolve(isObject(call.params) ? (call.params.Location ?? null) : null);
    const file = typeof location === 'string' ? this.fileOf(location) : undefined;
    if (file === undefined || !others) {
      this.findings.report('SD1251', place, { location: locationOf(call), key: locationOf(call, 's3://BUCKET/KEY') });
      return undefined;
    }
    try {
      const { source, bytes } = others.read(file);
      return this.contentOf(loadBytes(bytes, source, this.findings), call);
    } catch (fault) {
      if (!(fault instanceof UsageError)) throw fault;
      this.findings.report('SD1252', place, { location: locationOf(call), why: fault.message.replace(/\.$/, '') });
      return undefined;
    }
  }

  private contentOf({ source, format, root }: Loaded, call: Call): Content | undefined {
    if (!root) return undefined;
    const map = new SourceMap(source, root);
    const short = format === 'yaml' ? shortFormIn(source) : undefined;
    if (short) this.findings.report('SD1254', short);
    for (const path of includesIn(root.value, [])) this.findings.report('SD1255', map.at(path));
    if (isObject(root.value)) return { content: root.value, keys: new Set(Object.keys(root.value)), map };
    this.findings.report('SD1252', map.at([]), { location: locationOf(call), why: 'it is not a map' });
    return undefined;
  }

  /** undefined where nobody gave the file. */
  private fileOf(location: string): string | undefined {
    if (IN_S3.test(location)) return this.macro.others?.includes.get(location);
    return resolve(this.file === '<stdin>' ? '.' : dirname(this.file), location);
  }
}

interface Content extends Omit<Included, 'into'> {
  readonly content: JsonObject;
}

function stepOf(template: JsonObject, done: readonly Included[]): Step {
  return {
    template,
    origin: (path) => path,
    place: (path): Place | undefined => {
      const found = done.findLast(
        ({ into, keys }) => into.every((step, index) => path[index] === step) && keys.has(String(path[into.length])),
      );
      return found?.map.at(path.slice(found.into.length));
    },
  };
}

/** As its author wrote it, where it is a text: what a parameter decides is not shown. */
function locationOf({ params }: Call, otherwise = 'a file'): string {
  const location = isObject(params) ? params.Location : undefined;
  return typeof location === 'string' ? location : otherwise;
}

/** CloudFormation does not look for AWS::Include in what it has included. */
function* includesIn(node: Json, path: Trail): Generator<Trail> {
  if (!isObject(node) && !Array.isArray(node)) return;
  for (const call of callsIn(own(node, KEY), [...path, KEY])) if (call.name === INCLUDE) yield call.path;
  for (const [key, value] of Object.entries(node)) yield* includesIn(value, [...path, Array.isArray(node) ? Number(key) : key]);
}

/** CloudFormation reads no `!Ref` in a file that is included: the first that stands in it. */
function shortFormIn(source: Source): Place | undefined {
  let place: Place | undefined;
  visit(parseDocument(source.text, { logLevel: 'silent' }), {
    Node: (_, node) => {
      if (!node.tag?.startsWith('!') || !node.range) return undefined;
      place = source.place({ start: node.range[0], end: node.range[1] });
      return visit.BREAK;
    },
  });
  return place;
}

import { isObject, type Json, type JsonObject, mapValues, own, type Trail } from '../../template/json';
import { type TransformResult, transform } from '../../transform/transform';
import type { Findings } from '../diagnostics/findings';
import type { SourceMap } from '../read/sourceMap';
import { type Call, callsIn, isCall, withKey, without } from './calls';
import type { Macro } from './macro';
import type { Relocated } from './relocated';

const KEY = 'Fn::Transform';
const MARK = 'SafeDeploy';

/** Runs the calls of the macro inside a template, the deepest first, as CloudFormation does before the template's own. */
export class NestedCalls {
  /** Of calls that got the whole map of resources: these expand, the others leave a mark. */
  readonly results: TransformResult[] = [];

  constructor(
    private readonly macro: Macro,
    private readonly map: SourceMap,
    private readonly relocated: Relocated,
    private readonly findings: Findings,
  ) {}

  expand(node: Json, path: Trail): Json {
    if (Array.isArray(node)) return node.map((item, index) => this.expand(item, [...path, index]));
    if (!isObject(node)) return node;
    const inner = mapValues(node, (value, key) => (key === KEY ? value : this.expand(value, [...path, key])));
    return isCall(inner) ? this.run(inner, path) : inner;
  }

  private run(node: JsonObject, path: Trail): Json {
    const said = node[KEY] as Json;
    let fragment = withKey(node, KEY, undefined);
    for (const call of callsIn(said, [...path, KEY])) {
      if (call.name === this.macro.name) fragment = this.call(call, fragment, path) ?? fragment;
      else if (call.name !== undefined) {
        this.findings.report('SD1204', this.map.at(call.path), { other: call.name, name: this.macro.name });
      }
    }
    const left = without(said, this.macro.name);
    return left === undefined ? fragment : { ...fragment, [KEY]: left };
  }

  private call(call: Call, fragment: JsonObject, path: Trail): JsonObject | undefined {
    const result = transform({ ...this.macro, fragment, params: call.params });
    const isWhole = path.length === 0 || (path.length === 1 && path[0] === 'Resources');
    for (const diagnostic of result.diagnostics) {
      const from = isWhole || diagnostic.path[0] === 'Transform' ? diagnostic.path : [...path, ...diagnostic.path];
      this.findings.add(diagnostic, this.map.at(this.relocated.path(from, call.path)));
    }
    if (isWhole) this.results.push(result);
    else if (result.fragment) {
      const owner = typeof own(fragment, 'Type') === 'string' ? [...path, 'Properties'] : path;
      this.relocated.move([...owner, MARK], [...call.path, 'Parameters']);
    }
    return result.fragment;
  }
}

import { isObject, type Json, type JsonObject, mapValues, own, type Trail } from '../../template/json';
import { type TransformResult, transform } from '../../transform/transform';
import type { Findings } from '../diagnostics/findings';
import { type Call, callsIn, isCall, isWhole, withKey, without } from './calls';
import { INCLUDE } from './include';
import { reportLater } from './later';
import type { Macro } from './macro';
import type { Relocated } from './relocated';
import type { Places } from './steps';

const KEY = 'Fn::Transform';
const MARK = 'SafeDeploy';

/** Runs the calls of the macro inside a template, the deepest first, as CloudFormation does before the template's own. */
export class NestedCalls {
  /** Of calls that got the whole map of resources: these expand, the others leave a mark. */
  readonly results: TransformResult[] = [];

  constructor(
    private readonly macro: Macro,
    private readonly places: Places,
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
    const calls = callsIn(said, [...path, KEY]);
    const own = calls.findLastIndex(({ name }) => name === this.macro.name);
    // on a function the macro only leaves a mark: the template's own call comes after all that is inside
    const last = own >= 0 && isWhole(path) ? own : calls.length;
    for (const call of calls.slice(0, last + 1)) {
      if (call.name === this.macro.name) fragment = this.call(call, fragment, path) ?? fragment;
      else if (call.name !== undefined && call.name !== INCLUDE)
        this.findings.report('SD1204', this.places.at(call.path), { other: call.name });
    }
    reportLater(calls.slice(last + 1), this.macro, this.places, this.findings);
    const left = without(said, this.macro.name);
    return left === undefined ? fragment : { ...fragment, [KEY]: left };
  }

  private call(call: Call, fragment: JsonObject, path: Trail): JsonObject | undefined {
    const result = transform({ ...this.macro, fragment, params: call.params });
    const whole = isWhole(path);
    for (const diagnostic of result.diagnostics) {
      const from = whole || diagnostic.path[0] === 'Transform' ? diagnostic.path : [...path, ...diagnostic.path];
      this.findings.add(diagnostic, this.places.at(this.relocated.path(from, call.path)));
    }
    if (whole) this.results.push(result);
    else if (result.fragment) {
      const owner = typeof own(fragment, 'Type') === 'string' ? [...path, 'Properties'] : path;
      this.relocated.move([...owner, MARK], [...call.path, 'Parameters']);
    }
    return result.fragment;
  }
}

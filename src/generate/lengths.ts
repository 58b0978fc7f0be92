import type { Draft } from '../template/draft';
import { ifParts, intrinsicOf, joinParts } from '../template/intrinsics';
import { isObject, isScalar, type Json } from '../template/json';
import { soleReference } from '../template/references';
import { FUNCTION, type Resource } from '../template/template';
import type { Values } from '../template/values';
import type { Compilation } from '../version/compilation';
import type { Output } from './output';

/** The longest names that CloudFormation gives: the name itself, and what an ARN has around it. A guess for everything else. */
const LONGEST: Readonly<Record<string, readonly [ref: number, attribute: number]>> = {
  [FUNCTION]: [64, 125],
  'AWS::Lambda::Version': [135, 9],
  'AWS::Lambda::Alias': [255, 255],
  'AWS::CodeDeploy::Application': [100, 100],
  'AWS::CodeDeploy::DeploymentGroup': [100, 100],
  'AWS::SNS::Topic': [300, 300],
};
const GUESS = 128;

/** Counts how long values may become once CloudFormation has put in what only it knows. */
export class Lengths {
  private readonly values: Values;

  constructor(
    { values }: Compilation,
    private readonly output: Output,
    private readonly draft: Draft,
  ) {
    this.values = values;
  }

  /** A resource as it is now, generated or the author's. */
  resource(id: string): Resource | undefined {
    return this.output.get(id) ?? (this.draft.resource(id) as Resource | undefined);
  }

  /** Characters of a text. */
  text(node: Json | undefined): number {
    const resolved = node === undefined ? node : this.values.resolve(node);
    return resolved === undefined ? 0 : this.resolved(resolved);
  }

  private resolved(node: Json): number {
    if (!isObject(node)) return isScalar(node) ? Buffer.byteLength(String(node)) : 0;
    const branches = node['Fn::If'];
    if (Array.isArray(branches)) return Math.max(...branches.slice(1).map((branch) => this.resolved(branch)));
    const parts = joinParts(node);
    if (parts.length > 1) return parts.reduce<number>((sum, part) => sum + this.resolved(part), 0);
    const target = soleReference(node);
    const [byRef, byAttribute] = LONGEST[this.resource(target?.id ?? '')?.Type ?? ''] ?? [GUESS, GUESS];
    return target?.attribute === '' ? byRef : byAttribute;
  }

  /** Characters of a document as JSON without white space, which is how IAM counts. */
  json(node: Json | undefined): number {
    if (node === undefined) return 0;
    if (isObject(node) && intrinsicOf(node) !== undefined) {
      const parts = ifParts(node);
      return parts ? Math.max(this.json(parts[1]), this.json(parts[2])) : this.text(node) + 2;
    }
    if (isScalar(node)) return JSON.stringify(node).length;
    const inner = isObject(node)
      ? Object.entries(node).map(([key, value]) => key.length + 3 + this.json(value))
      : (node ?? []).map((item) => this.json(item));
    return inner.reduce((sum, length) => sum + length + 1, 1);
  }
}

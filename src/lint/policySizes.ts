import { intrinsicOf, joinParts } from '../template/intrinsics';
import { asList, isScalar, type Json, own } from '../template/json';
import { referencedIds, soleReference } from '../template/references';
import { FUNCTION, propertiesOf, resourceOf, resourcesOf, type Template } from '../template/template';
import type { Values } from '../template/values';

/** Whom inline policies belong to, how many characters IAM accepts for them together, and the types that add to them from outside. */
const HOLDERS = [
  { type: 'AWS::IAM::Role', called: 'role', most: 10_240, besides: { 'AWS::IAM::Policy': 'Roles', 'AWS::IAM::RolePolicy': 'RoleName' } },
  { type: 'AWS::IAM::User', called: 'user', most: 2_048, besides: { 'AWS::IAM::Policy': 'Users', 'AWS::IAM::UserPolicy': 'UserName' } },
  {
    type: 'AWS::IAM::Group',
    called: 'group',
    most: 5_120,
    besides: { 'AWS::IAM::Policy': 'Groups', 'AWS::IAM::GroupPolicy': 'GroupName' },
  },
] as const;
const MOST_MANAGED = 6_144;

interface PolicySize {
  readonly owner: string;
  readonly what: string;
  readonly most: number;
  /** Characters without white space, as IAM counts them; what CloudFormation puts in is a guess. */
  readonly size: number;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export function policySizes(template: Template, values: Values): PolicySize[] {
  const characters = (node: Json | undefined) => new Characters(template, values).json(node);
  const sizes: PolicySize[] = [];
  for (const { type, called, most, besides } of HOLDERS) {
    for (const [owner, holder] of resourcesOf(template, type)) {
      const within = asList(propertiesOf(holder).Policies).map((policy) => own(policy, 'PolicyDocument'));
      const outside = Object.entries(besides).flatMap(([other, property]) =>
        resourcesOf(template, other).flatMap(([, { Properties }]) =>
          referencedIds(own(Properties, property)).has(owner) ? [own(Properties, 'PolicyDocument')] : [],
        ),
      );
      const size = [...within, ...outside].reduce<number>((sum, document) => sum + characters(document), 0);
      sizes.push({ owner, what: `the text of the inline policies of the ${called} ${owner}`, most, size });
    }
  }
  for (const [owner, { Properties }] of resourcesOf(template, 'AWS::IAM::ManagedPolicy')) {
    sizes.push({ owner, what: `the text of ${owner}`, most: MOST_MANAGED, size: characters(own(Properties, 'PolicyDocument')) });
  }
  return sizes;
}

/** `my-service-production-` before a logical id, and twelve characters after it. */
const NAME_OF_STACK = 22;
const SUFFIX = 13;
const LONGEST_NAME = 64;
/** `{}` */
const EMPTY = 2;
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:'.length;
const OTHER_ARN = 'arn:aws:service:us-east-1:123456789012:'.length;

/** Counts how long a document becomes once CloudFormation has put in what only it knows, by the usual length of names. */
class Characters {
  constructor(
    private readonly template: Template,
    private readonly values: Values,
  ) {}

  json(node: Json | undefined): number {
    const resolved = node === undefined ? undefined : this.values.resolve(node);
    return resolved === undefined ? 0 : this.resolved(resolved);
  }

  private resolved(node: Json): number {
    if (isScalar(node) || node === null) return JSON.stringify(node).length;
    if (Array.isArray(node))
      return Math.max(
        EMPTY,
        node.reduce<number>((sum, item) => sum + this.resolved(item) + 1, 1),
      );
    const branches = node['Fn::If'];
    if (Array.isArray(branches))
      return Math.max(...branches.slice(1).map((branch) => (soleReference(branch)?.id === 'AWS::NoValue' ? 0 : this.resolved(branch))));
    if (intrinsicOf(node) !== undefined) return this.text(node) + 2;
    return Math.max(
      EMPTY,
      Object.entries(node).reduce<number>((sum, [key, inner]) => sum + key.length + 4 + this.resolved(inner), 1),
    );
  }

  private text(node: Json): number {
    if (isScalar(node)) return String(node).length;
    const parts = joinParts(node);
    if (parts.length > 1) return parts.reduce<number>((sum, part) => sum + this.text(part), 0);
    const target = soleReference(node);
    return target ? this.reference(target) : OTHER_ARN;
  }

  private reference({ id, attribute }: { id: string; attribute: string }): number {
    const resource = resourceOf(this.template, id);
    if (resource?.Type === 'AWS::Lambda::Alias') {
      const { FunctionName, Name } = propertiesOf(resource);
      return FUNCTION_ARN + this.name(soleReference(FunctionName)?.id ?? '') + 1 + String(this.values.resolve(Name)).length;
    }
    if (attribute === '') return this.name(id);
    return this.name(id) + (resource?.Type === FUNCTION ? FUNCTION_ARN : OTHER_ARN);
  }

  private name(id: string): number {
    const said = this.values.resolve(propertiesOf(resourceOf(this.template, id)).FunctionName);
    return isScalar(said) ? String(said).length : Math.min(LONGEST_NAME, NAME_OF_STACK + id.length + SUFFIX);
  }
}

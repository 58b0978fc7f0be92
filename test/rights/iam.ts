import { asList, isObject, type Json, type JsonObject, own } from '../../src/template/json';

/** What IAM counts and decides, read by hand: names are as long as CloudFormation makes them. */
const REGION = 'arn:aws:lambda:eu-west-1:123456789012:';
const NAME = 64;
const named = (id: string, longest: number) => id.slice(0, longest).padEnd(longest, '_');

export type Statement = { readonly Action: string; readonly Resource: readonly string[] };

export class Roles {
  constructor(private readonly resources: JsonObject) {}

  ofType(type: string): string[] {
    return Object.keys(this.resources).filter((id) => own(this.resources[id], 'Type') === type);
  }

  property(id: string, name: string): Json | undefined {
    return own(own(this.resources[id], 'Properties'), name);
  }

  /** The value with all its references resolved, every condition taken to hold. */
  said(node: Json | undefined): Json {
    if (Array.isArray(node)) return node.map((item) => this.said(item)).filter((item) => item !== null);
    if (!isObject(node)) return node ?? null;
    const [key, value] = Object.entries(node)[0] ?? [];
    if (key === 'Ref') return value === 'AWS::NoValue' ? null : this.name(String(value));
    if (key === 'Fn::GetAtt') return this.arn(String(asList(value)[0]));
    if (key === 'Fn::If') return this.said(asList(value)[1]);
    if (key === 'Fn::Sub')
      return String(value).replace(/\$\{([\w:]+)(\.Arn)?\}/g, (_, id, isArn) => (isArn ? this.arn(id) : String(this.name(id))));
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, this.said(inner)]));
  }

  private name(id: string): Json {
    const pseudo = { 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '123456789012', 'AWS::Partition': 'aws' }[id];
    if (pseudo !== undefined) return pseudo;
    const type = String(own(this.resources[id], 'Type'));
    if (type === 'AWS::Lambda::Version') return `${this.arn(String(own(this.property(id, 'FunctionName'), 'Ref')))}:99999999`;
    if (type === 'AWS::SNS::Topic') return `arn:aws:sns:eu-west-1:123456789012:${named(id, 255)}`;
    return named(id, type.startsWith('AWS::CodeDeploy') ? 100 : NAME);
  }

  private arn(id: string): string {
    return `${REGION}function:${named(id, NAME)}`;
  }

  /** Documents by where they stand, of one role. */
  documents(role: string) {
    const attached = (type: string) =>
      this.ofType(type).filter((id) => JSON.stringify(this.property(id, 'Roles')) === `[{"Ref":"${role}"}]`);
    const own = asList(this.property(role, 'Policies')).map((policy) => (policy as JsonObject).PolicyDocument);
    const document = (id: string) => this.property(id, 'PolicyDocument');
    return {
      inline: [...own, ...attached('AWS::IAM::Policy').map(document)].map((one) => this.said(one)),
      managed: attached('AWS::IAM::ManagedPolicy').map((id) => this.said(document(id))),
    };
  }

  statements(role: string): Statement[] {
    const { inline, managed } = this.documents(role);
    return [...inline, ...managed].flatMap((document) => asList(own(document, 'Statement'))) as unknown as Statement[];
  }

  allows(role: string, action: string, resource: Json): boolean {
    const arn = this.said(resource) as string;
    return this.statements(role).some((one) => one.Action === action && asList(one.Resource as Json).includes(arn));
  }

  /** What breaks one of IAM's limits. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  excesses(): string[] {
    const size = (document: Json) => JSON.stringify(document).length;
    return this.ofType('AWS::IAM::Role').flatMap((role) => {
      const { inline, managed } = this.documents(role);
      const whole = inline.map(size).reduce((sum, one) => sum + one, 0);
      const attached = asList(this.property(role, 'ManagedPolicyArns')).length + managed.length;
      return [
        ...(whole > 10_240 ? [`${role}: ${whole} inline`] : []),
        ...managed.map(size).flatMap((one) => (one > 6_144 ? [`${role}: ${one} managed`] : [])),
        ...(attached > 10 ? [`${role}: ${attached} attached`] : []),
      ];
    });
  }
}

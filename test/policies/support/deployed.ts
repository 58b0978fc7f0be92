import { asList, isObject, type Json, type JsonObject, own } from '../../../src/template/json';
import { subPieces } from '../../../src/template/sub';
import { propertiesOf, resources, type Template } from '../../../src/template/template';

export interface Place {
  readonly partition: string;
  readonly region: string;
}
const ACCOUNT = '123456789012';

/** The values of a processed template as CloudFormation makes them, with invented physical names: for policies only. */
export class Deployed {
  constructor(
    readonly template: Template,
    private readonly place: Place,
    private readonly parameters: JsonObject,
    private readonly conditions: Readonly<Record<string, boolean>>,
  ) {}

  exists(id: string): boolean {
    const condition = own(this.template.Resources[id], 'Condition');
    return typeof condition !== 'string' || this.conditions[condition] === true;
  }

  arn(service: string, rest: string, account = ACCOUNT): string {
    return `arn:${this.place.partition}:${service}:${this.place.region}:${account}:${rest}`;
  }
  functionArn(id: string, qualifier = ''): string {
    return this.arn('lambda', `function:${this.name(id)}${qualifier && `:${qualifier}`}`);
  }
  groupArn(id: string): string {
    return this.arn('codedeploy', `deploymentgroup:${this.name('SafeDeployApplication')}/${this.name(id)}`);
  }

  name = (id: string): string => {
    const named = own(propertiesOf(this.template.Resources[id]), 'FunctionName');
    return typeof named === 'string' ? named : `stack-${id}-1A2B3C`;
  };

  /** undefined stands for AWS::NoValue. */
  value(node: Json | undefined): Json | undefined {
    if (Array.isArray(node)) return node.map((item) => this.value(item)).filter((item) => item !== undefined);
    if (!isObject(node)) return node;
    const [key, inner] = Object.entries(node)[0] ?? [];
    const list = asList(inner);
    if (key === 'Ref') return this.ref(String(inner));
    if (key === 'Fn::GetAtt') return this.attribute(String(list[0]), String(list[1]));
    if (key === 'Fn::If') return this.value(this.conditions[String(list[0])] ? list[1] : list[2]);
    if (key === 'Fn::Join') return asList(this.value(list[1])).join(String(list[0]));
    if (key === 'Fn::Select') return asList(this.value(list[1]))[Number(list[0])];
    if (key === 'Fn::Split') return String(this.value(list[1])).split(String(list[0]));
    if (key === 'Fn::ImportValue') return `imported-${inner}`;
    if (key === 'Fn::Sub') return this.sub(String(list[0]), isObject(list[1]) ? list[1] : {});
    return Object.fromEntries(
      Object.entries(node).flatMap(([name, one]) => [[name, this.value(one)]].filter(([, value]) => value !== undefined)),
    );
  }

  private sub(text: string, map: JsonObject): string {
    return subPieces(text)
      .map((piece) => {
        if ('literal' in piece) return piece.literal;
        if (Object.hasOwn(map, piece.variable)) return String(this.value(map[piece.variable]));
        const [id, ...attribute] = piece.variable.split('.');
        return String(attribute.length > 0 ? this.attribute(String(id), attribute.join('.')) : this.ref(piece.variable));
      })
      .join('');
  }

  private ref(id: string): string | undefined {
    const pseudo: Record<string, string> = {
      'AWS::Partition': this.place.partition,
      'AWS::Region': this.place.region,
      'AWS::AccountId': ACCOUNT,
    };
    if (id === 'AWS::NoValue') return undefined;
    const known = pseudo[id] ?? own(this.parameters, id);
    if (known !== undefined) return String(known);
    const { Type, Properties } = this.template.Resources[id] as { Type: string; Properties: JsonObject };
    if (!this.exists(id)) throw new Error(`${id} does not exist under these conditions`);
    if (Type === 'AWS::Lambda::Version') return this.functionArn(this.owner(Properties), '7');
    if (Type === 'AWS::Lambda::Alias') return this.functionArn(this.owner(Properties), String(Properties.Name));
    return Type === 'AWS::SNS::Topic' ? this.arn('sns', this.name(id)) : this.name(id);
  }

  private owner = (properties: JsonObject): string => String(own(properties.FunctionName, 'Ref'));

  private attribute(id: string, attribute: string): string {
    if (!this.exists(id)) throw new Error(`${id} does not exist under these conditions`);
    const type = own(this.template.Resources[id], 'Type');
    if (attribute !== 'Arn') throw new Error(`no ${attribute} of ${type}`);
    if (type === 'AWS::Lambda::Function') return this.functionArn(id);
    if (type === 'AWS::Logs::LogGroup') return this.arn('logs', `log-group:${this.name(id)}:*`);
    if (type === 'AWS::IAM::Role') return `arn:${this.place.partition}:iam::${ACCOUNT}:role/${this.name(id)}`;
    throw new Error(`no ARN of ${type}`);
  }

  /** The statements of all policies of a role: its own, and those that are attached to it. */
  statements(role: string): JsonObject[] {
    const own = asList(this.value(propertiesOf(this.template.Resources[role]).Policies));
    const attached = [...resources(this.template)].filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && this.exists(id));
    const theirs = attached
      .map(([, policy]) => this.value(propertiesOf(policy)) as JsonObject)
      .filter(({ Roles }) => asList(Roles).includes(this.name(role)));
    return [...own, ...theirs].flatMap((policy) => asList(((policy as JsonObject).PolicyDocument as JsonObject).Statement)) as JsonObject[];
  }
}

/** IAM's rule for what we write: an Allow whose Action and Resource match, with * and ? as wildcards. */
export const allows = (statements: readonly JsonObject[], action: string, resource: string): boolean =>
  statements.some((statement) => {
    expect(Object.keys(statement).sort()).toEqual(['Action', 'Effect', 'Resource']);
    expect(statement.Effect).toBe('Allow');
    const matches = (pattern: Json, text: string) => wildcard(String(pattern)).test(text);
    return asList(statement.Action).some((one) => matches(one, action)) && asList(statement.Resource).some((one) => matches(one, resource));
  });

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );

import { type Json, type JsonObject, own } from '../../../src/template/json';
import { type Context, evaluate, partitionOf } from './evaluate';

/** What only exists once SafeDeploy has run, told so that an input can be understood too. */
export interface Told {
  /** Alias name of each marked function. */
  readonly aliases: ReadonlyMap<string, string>;
  /** New logical ids to the ones they had. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** The number of every version that a stack has just published. */
const VERSION = '7';

const resourceAt = (id: string, { template }: Context): JsonObject => (template.Resources as JsonObject)[id] as JsonObject;
const property = (id: string, name: string, context: Context): Json | undefined =>
  evaluate(own(resourceAt(id, context).Properties, name), context);

const arn = ({ stack }: Context, service: string, rest: string): string =>
  `arn:${partitionOf(stack)}:${service}:${stack.region}:${stack.accountId}:${rest}`;

const functionName = (id: string, context: Context): string =>
  String(property(id, 'FunctionName', context) ?? `${context.stack.stackName}-${id}-x1`);
const functionArn = (id: string, context: Context): string => arn(context, 'lambda', `function:${functionName(id, context)}`);

/** The unqualified ARN of the function that a name, an ARN or an alias' ARN means. */
const functionMeant = (said: Json | undefined, context: Context): string => {
  const text = String(said);
  return text.startsWith('arn:') ? text.split(':').slice(0, 7).join(':') : arn(context, 'lambda', `function:${text}`);
};

/** What Ref gives. */
export function physicalId(id: string, context: Context, told: Told): Json {
  const { Type: type } = resourceAt(id, context);
  if (type === 'AWS::Lambda::Function') return functionName(id, context);
  const lambda = () => functionMeant(property(id, 'FunctionName', context), context);
  if (type === 'AWS::Lambda::Alias') return `${lambda()}:${property(id, 'Name', context)}`;
  if (type === 'AWS::Lambda::Version') return `${lambda()}:${VERSION}`;
  if (type === 'AWS::SNS::Topic') return arn(context, 'sns', id);
  return `physical-${told.renamed.get(id) ?? id}`;
}

/** What Fn::GetAtt gives, SafeDeploy's shorthands among it. */
export function attributeOf(id: string, attribute: string, context: Context, told: Told): Json {
  const { Type: type } = resourceAt(id, context);
  const alias = told.aliases.get(id);
  if (type === 'AWS::Lambda::Function' && alias !== undefined) {
    if (attribute === 'Alias') return `${functionArn(id, context)}:${alias}`;
    if (attribute === 'Version') return `${functionArn(id, context)}:${VERSION}`;
    if (attribute === 'Version.Version') return VERSION;
    if (attribute === 'DeploymentGroup') return `physical-${id}DeploymentGroup`;
  }
  if (type === 'AWS::Lambda::Function' && attribute === 'Arn') return functionArn(id, context);
  if (type === 'AWS::Lambda::Version' && attribute === 'Version') return VERSION;
  return arn(context, 'any', `${told.renamed.get(id) ?? id}/${attribute}`);
}

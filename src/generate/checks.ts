import { CHECKS, type Check, TARGET, VALUE_KEY, valueName } from '../checks/check';
import type { HookEvent } from '../settings/hooks';
import { getAtt, intrinsicOf, ref, sub } from '../template/intrinsics';
import { isObject, isScalar, type Json, type JsonObject, sortedJson } from '../template/json';
import { redirect } from '../template/rewrite';
import type { Resource } from '../template/template';
import { longestLength } from '../template/text';
import type { Values } from '../template/values';
import { CHECKS_LOGS, CHECKS_ROLE, checksId } from '../version/ids';
import type { Released } from '../version/released';
import { CHECKS_CODE } from './checksCode';
import { serviceRoleArn } from './deploymentGroup';
import { policyDocument, statement } from './grants';
import { resource } from './resource';
import type { Limits } from './serviceRole';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 4_096;
/** To start, to wait until new permissions count, and to report. */
const SPARE_SECONDS = 45;
const LONGEST_ARN = 200;
const LOG_RETENTION_DAYS = 30;

/** `F.Version` and its kin in payloads; the alias as text, so that no circle can close. */
export type Shorthand = (node: Json) => Json;
export const shorthands =
  (functions: ReadonlyMap<string, Released>): Shorthand =>
  (node) =>
    redirect(node, (id, attribute) => {
      const released = functions.get(id);
      const [what, ...rest] = attribute.split('.');
      if (released && what === 'Version') return { id: released.versionId, attribute: rest.join('.') };
      if (released && what === 'Alias') return { id, attribute: 'Arn', suffix: `:${released.settings.alias}` };
      return undefined;
    });

/** The environment of a function that runs checks, with every value that only CloudFormation knows in a variable of its own. */
export function environment(released: Released, event: HookEvent, checks: readonly Check[], shorthand: Shorthand): JsonObject {
  const variables = new Map<string, [name: string, value: Json]>();
  const literal = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(literal);
    if (!isObject(node)) return node;
    if (!intrinsicOf(node)) return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, literal(inner)]));
    const key = sortedJson(node);
    const [name] = variables.get(key) ?? [valueName(variables.size + 1)];
    variables.set(key, [name, shorthand(node)]);
    return { [VALUE_KEY]: name };
  };
  const text = JSON.stringify(literal(checks as unknown as Json));
  return { [TARGET]: target(released, event), [CHECKS]: text, ...Object.fromEntries(variables.values()) };
}

/** Before traffic the new version itself; after it the alias, as text: a Ref would close the circle alias -> hook -> alias. */
export const target = ({ id, versionId, settings }: Released, event: HookEvent): Json =>
  event === 'PreTraffic' ? ref(versionId) : sub(`\${${id}.Arn}:${settings.alias}`);

/** undefined when it fits into the environment of a function, or nobody can say. */
export function tooManyBytes(variables: JsonObject, values: Values): number | undefined {
  const sizes = Object.entries(variables).map(([name, value]) => {
    const resolved = values.resolve(value);
    const size = isScalar(resolved) ? Buffer.byteLength(String(resolved)) : (longestLength(resolved) ?? 0);
    return name.length + (name === TARGET ? LONGEST_ARN : size);
  });
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return bytes > MOST_BYTES ? bytes : undefined;
}

/**
 * One for each hook, and not one for all of a stack: CodeDeploy does not tell a hook whose deployment calls it, and a function
 * that knew all versions would make every alias wait for every function (docs/checks.md).
 */
export function checksFunction(
  released: Released,
  event: HookEvent,
  checks: readonly Check[],
  variables: JsonObject,
  tags: Json | undefined,
): Resource {
  const seconds = checks.reduce((sum, { TimeoutSeconds, Warm }) => sum + TimeoutSeconds * (Warm + 1), SPARE_SECONDS);
  return resource(
    'AWS::Lambda::Function',
    { Condition: released.condition },
    {
      Description: `Checks ${released.id} ${event === 'PreTraffic' ? 'before' : 'after'} traffic. Made by SafeDeploy.`,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      MemorySize: 256,
      Timeout: seconds,
      Role: getAtt(CHECKS_ROLE, 'Arn'),
      LoggingConfig: { LogGroup: ref(CHECKS_LOGS) },
      Environment: { Variables: variables },
      Code: { ZipFile: CHECKS_CODE },
      Tags: tags,
    },
  );
}

/** A service role that somebody else made knows nothing of these functions: they let it in themselves. */
export const checksPermission = (released: Released, event: HookEvent, role: Json): Resource =>
  resource(
    'AWS::Lambda::Permission',
    { Condition: released.condition },
    { Action: 'lambda:InvokeFunction', FunctionName: ref(checksId(released.id, event)), Principal: serviceRoleArn(role) },
  );

/** The role of all check functions of a stack. By itself it may only write their log; what they test is granted one by one. */
export const checksRole = (condition: string | undefined, limits: Limits, tags: Json | undefined): Resource =>
  resource(
    'AWS::IAM::Role',
    { Condition: condition },
    {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        {
          PolicyName: 'WriteLogs',
          PolicyDocument: policyDocument([statement(['logs:CreateLogStream', 'logs:PutLogEvents'], [getAtt(CHECKS_LOGS, 'Arn')])]),
        },
      ],
      ...limits,
      Tags: tags,
    },
  );

export const checksLogs = (condition: string | undefined, tags: Json | undefined): Resource =>
  resource('AWS::Logs::LogGroup', { Condition: condition }, { RetentionInDays: LOG_RETENTION_DAYS, Tags: tags });

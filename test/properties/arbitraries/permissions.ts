import type { Json, JsonObject } from '../../../src/template/json';
import type { Calling } from './callers';
import type { PermissionFact, Place } from './facts';
import { arnOf, attOf, nameOf, textAround } from './spellings';

/** A permission for what a caller calls, as its plan wants it; nothing for calls that need none. */
export function permissionFor(
  { id: caller, plan, row, functions, functionUrl }: Calling,
  { principal, source, function: id }: Place,
  n: number,
): { id: string; resource: JsonObject; fact: PermissionFact } | undefined {
  if (plan.permission === 'none' || principal === undefined) return undefined;
  const [fact] = functions.filter((candidate) => candidate.id === id);
  if (!fact) return undefined;
  const forUrl = functionUrl !== undefined;
  const { spellings } = plan;
  // a bucket that has to wait for a permission that waits for the bucket was never made: SD5005
  const circle = row.caller.checksPermission && source === caller;
  const isSnapshot = row.type.endsWith('::Deployment'); // API Gateway names the API, and a deployment has no ARN
  const from = forUrl || circle || isSnapshot || plan.permission !== 'source' ? undefined : source;
  const spelling = spellings.arn.startsWith('latest') ? 'sub' : spellings.arn;
  const properties: JsonObject = {
    FunctionName: plan.waits ? nameOf(id, spellings.name, fact.name) : arnOf(id, spelling, fact.name),
    Action: forUrl ? 'lambda:InvokeFunctionUrl' : 'lambda:InvokeFunction',
    Principal: principal,
    ...(forUrl ? { FunctionUrlAuthType: 'NONE' } : {}),
    ...(from === undefined ? {} : { SourceArn: sourceArn(from, row.api !== undefined, spellings) }),
    ...(plan.permission === 'literal' && !forUrl ? { SourceArn: 'arn:aws:any:eu-west-1:123456789012:elsewhere' } : {}),
    ...(plan.permission === 'everywhere' && !forUrl ? { SourceAccount: { Ref: 'AWS::AccountId' } } : {}),
  };
  const condition = functions[0]?.condition || plan.condition;
  return {
    id: `${caller}Permission${n}`,
    resource: { Type: 'AWS::Lambda::Permission', ...(condition ? { Condition: condition } : {}), Properties: properties },
    fact: {
      id: `${caller}Permission${n}`,
      function: id,
      principal,
      source: from,
      forUrl,
      waitedFor: plan.waits && from !== caller ? caller : undefined,
    },
  };
}

const sourceArn = (id: string, isApi: boolean, { ref, att, text }: Calling['plan']['spellings']): Json => {
  if (isApi) {
    const start = 'arn:aws:execute-api:eu-west-1:123456789012:';
    return text === 'join' ? { 'Fn::Join': ['', [start, { Ref: id }, '/*/GET/x']] } : { 'Fn::Sub': `${start}\${${id}}/*/GET/x` };
  }
  if (id === 'Topic') return ref === 'sub' ? { 'Fn::Sub': `\${${id}}` } : { Ref: id };
  return text === 'subMap' ? textAround('', attOf(id, 'Arn', att), ':*', 'subMap') : attOf(id, 'Arn', att);
};

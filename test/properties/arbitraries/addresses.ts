import type { Caller } from '../../../src/callers/services/service';
import type { Json, Trail } from '../../../src/template/json';
import type { Row } from './callers';
import type { FunctionFact } from './facts';
import type { CallerPlan } from './plan';
import { arnOf, nameOf, qualifiedArn, textAround } from './spellings';

/** Only a marked function has an alias and versions to name, and what takes a qualifier of its own needs none here. */
export const isQualified = ({ alias }: FunctionFact, { how }: Caller, { already }: CallerPlan): boolean =>
  already !== '' && alias !== undefined && typeof how !== 'object';

/** What stands at the row's path: an address for each function, or one text or document for all. `below`: where in the document. */
export function addressesOf(functions: readonly FunctionFact[], row: Row, plan: CallerPlan): { values: Json[]; below: Trail } {
  const { type, caller } = row;
  const addresses = functions.map((fact) => addressOf(fact, row, plan));
  if (caller.how !== 'text') return { values: addresses, below: [] };
  const all: Json = addresses.length === 1 ? (addresses[0] as Json) : { 'Fn::Join': [', ', addresses] };
  const text = (before: string, after: string): Json => textAround(before, all, after, plan.spellings.text);
  const uri = () => text('arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', '/invocations');
  if (type.includes('StateMachine') && caller.at === 'Definition') {
    return { values: [{ States: { Go: { Resource: all } } }], below: ['States', 'Go', 'Resource'] };
  }
  if (type.includes('StateMachine')) return { values: [text('{"States":{"Go":{"Resource":"', '"}}}')], below: [] };
  if (/Body$/.test(caller.at)) return { values: [{ paths: { '/': { post: { uri: uri() } } } }], below: ['paths', '/', 'post', 'uri'] };
  return { values: [/Uri$/.test(caller.at) ? uri() : text('about ', ' and more')], below: [] };
}

function addressOf(fact: FunctionFact, { caller }: Row, plan: CallerPlan): Json {
  const { id, name } = fact;
  const { spellings } = plan;
  const hasQualifier = typeof caller.how === 'object';
  if (isQualified(fact, caller, plan)) return qualifiedArn(id, fact.alias ?? '', plan.already, { sub: spellings.ref === 'sub' });
  const takesNames = hasQualifier || caller.at === 'FunctionName' || caller.how === 'sameForm';
  if (takesNames && plan.waits) return nameOf(id, spellings.name, name);
  return arnOf(id, hasQualifier && spellings.arn.startsWith('latest') ? 'list' : spellings.arn, name);
}

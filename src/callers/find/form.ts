import type { Environment } from '../../template/environment';
import { APART, CLOSE, isUnknown, OPEN } from './flat';
import type { Word } from './words';

/**
 * How a function can be addressed. arn: by the whole ARN, from a reference. inArn: by the name at the end of an ARN, which may be
 * a partial one. callee and member: the name is all that a FunctionName says, of a map or in a text. whole: it is the whole value.
 */
export type Form = 'arn' | 'inArn' | 'callee' | 'member' | 'whole';

/** What stands before a name in the same address. */
const LEAD = /[^"'\\,\s/=]*$/;
/** What stands before the value of a FunctionName in JSON text, or in a command of the AWS CLI. */
const MEMBER = /("FunctionName\\*"\s*:\s*\\*"|--function-name[=\s]["']?)$/;
/** What can follow a function's name. Anything else continues the name, or makes it another's. */
const ENDS_NAME = /^(?:$|[:/"'\\,\s])/;
const QUALIFIER = new RegExp(`^:([\\w$*.${OPEN}${APART}${CLOSE}-]+)`);
/** The longest ARN before a name, and the longest alias after it, are shorter. */
const NEAR = 200;

const after = ({ flat, to }: Word): string => flat.text.slice(to, to + NEAR);
const before = ({ flat }: Word, end: number): string => flat.text.slice(Math.max(0, end - NEAR), end);

/** What stands after the function and a colon. */
export const qualifierAfter = (word: Word): string | undefined => QUALIFIER.exec(after(word))?.[1];

/** The form of an address that ends in the word and `said`, and where it begins. undefined for a name that addresses nothing. */
export function formOf(
  word: Word,
  said: string | undefined,
  isCallee: boolean,
  stack: Pick<Environment, 'region' | 'accountId'>,
): { readonly form: Form; readonly start: number } | undefined {
  const { named, flat, from, to } = word;
  if (named.as === 'arn') return { form: 'arn', start: from };
  if (!ENDS_NAME.test(after(word))) return undefined;
  const lead = LEAD.exec(before(word, from))?.[0] ?? '';
  const start = from - lead.length;
  const isMember = MEMBER.test(before(word, start));
  const isWhole = start === 0 && to + (said === undefined ? 0 : said.length + 1) === flat.text.length;
  if (lead === '') {
    const alone: Form = isCallee ? 'callee' : 'whole';
    return isMember ? { form: 'member', start } : isWhole ? { form: alone, start } : undefined;
  }
  return endsArn(lead, isMember || isWhole, stack) ? { form: 'inArn', start } : undefined;
}

/** Is it the beginning of an ARN of this account and Region? Where an address stands alone, it may be a partial one. */
function endsArn(lead: string, isAlone: boolean, { region: here, accountId }: Pick<Environment, 'region' | 'accountId'>): boolean {
  const [nothing, ...parts] = lead.split(':').reverse();
  const isFunction = parts[0] === 'function';
  const [account, region, service = 'lambda'] = isFunction ? parts.slice(1) : parts;
  const matches = (text: string | undefined, known: string) =>
    !text || text === known || (isFunction && (text.includes('*') || isUnknown(text)));
  if (nothing || service !== 'lambda' || !matches(account, accountId) || !matches(region, here)) return false;
  return isAlone || (isFunction && account !== undefined);
}

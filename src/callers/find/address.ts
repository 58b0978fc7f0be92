import type { Environment } from '../../template/environment';
import type { Piece, Spot } from '../../template/expressionText';
import { groupBy, type Json, type Trail } from '../../template/json';
import { APART, CLOSE, isUnknown, OPEN, spotOf, stretchBefore } from './flat';
import type { NamesInText } from './namesInText';
import { LATEST, type Qualifier, qualifierOf, qualifiersBeside } from './qualifier';
import { type Word, wordsIn } from './words';

/** One change to an expression. Spots are relative to the expression. */
export interface Edit {
  /**
   * alias: what stands there becomes a reference to the alias. qualify: `:alias` goes after the name that stands there.
   * latest: the `$LATEST` that stands there becomes the alias' name. unqualify: the `:$LATEST` that stands there goes.
   */
  readonly kind: 'alias' | 'qualify' | 'latest' | 'unqualify';
  readonly function: string;
  readonly spot: Spot;
  readonly shared?: Shared;
}
type Shared = Extract<Piece, { kind: 'reference' }>['shared'];

/** What an expression says of one function. */
export interface Address {
  /** What makes it call the alias. */
  readonly edits: readonly Edit[];
  /** What it says after the function, for each time that it names it. */
  readonly qualifiers: ReadonlySet<Qualifier>;
  /** Does it call $LATEST in a way that cannot be rewritten here? */
  readonly isStuck: boolean;
  /** Does an ARN stand in it, or the name where a function is called? A name alone may be a title. */
  readonly isCall: boolean;
}
export const NOTHING: Address = { edits: [], qualifiers: new Set(), isStuck: false, isCall: false };

/** Does it name nothing but aliases and versions? */
export const isQualified = ({ edits, qualifiers, isStuck }: Address): boolean => edits.length === 0 && !isStuck && qualifiers.size > 0;

export interface Place {
  /** See Caller.how. */
  readonly how: 'value' | 'text' | 'sameForm';
  /** Is it a property FunctionName? */
  readonly isCallee: boolean;
  /** Does a property beside it take the qualifier? */
  readonly hasQualifier?: boolean;
  /** When the resource is there. */
  readonly condition: Json | undefined;
}

/**
 * How a function can be addressed. arn: by the whole ARN, from a reference. inArn: by the name at the end of an ARN, which may be
 * a partial one. callee and member: the name is all that a FunctionName says, of a map or in a text. whole: it is the whole value.
 */
type Form = 'arn' | 'inArn' | 'callee' | 'member' | 'whole';

/** What makes an address without a qualifier call the alias, by what its place takes. A name that is all of a text may be a title. */
const EDITS: Readonly<Record<Form, Readonly<Record<Place['how'], 'alias' | 'qualify' | undefined>>>> = {
  arn: { value: 'alias', text: 'alias', sameForm: 'alias' },
  inArn: { value: 'qualify', text: 'qualify', sameForm: 'qualify' },
  callee: { value: 'alias', text: 'alias', sameForm: 'qualify' },
  member: { value: 'qualify', text: 'qualify', sameForm: 'qualify' },
  whole: { value: 'alias', text: undefined, sameForm: 'qualify' },
};

/** Finds, for each marked function that an expression addresses, what it says and what must change so that it calls the alias. */
export function addressesOf(node: Json, place: Place, names: NamesInText): ReadonlyMap<string, Address> {
  const found = new Map<string, Address>();
  for (const word of wordsIn(names.flatten(node), names)) {
    const address = addressAt(word, place, names);
    if (address === NOTHING) continue;
    const { id } = word.named.of;
    const { edits, qualifiers, isStuck, isCall } = address;
    const known = found.get(id) ?? NOTHING;
    found.set(id, {
      edits: [...known.edits, ...edits],
      qualifiers: new Set([...known.qualifiers, ...qualifiers]),
      isStuck: known.isStuck || isStuck,
      isCall: known.isCall || isCall,
    });
  }
  return new Map([...found].map(([id, address]) => [id, { ...address, edits: together(address.edits) }]));
}

/** What stands before a name in the same address. */
const LEAD = /[^"'\\,\s/=]*$/;
/** What stands before the value of a FunctionName in JSON text, or in a command of the AWS CLI. */
const MEMBER = /("FunctionName\\*"\s*:\s*\\*"|--function-name[=\s]["']?)$/;
/** What can follow a function's name. Anything else continues the name, or makes it another's. */
const ENDS_NAME = /^(?:$|[:/"'\\,\s])/;
const QUALIFIER = new RegExp(`^:([\\w$*.${OPEN}${APART}${CLOSE}-]+)`);
/** The longest ARN before a name, and the longest alias after it, are shorter. */
const NEAR = 200;
type Stack = Pick<Environment, 'region' | 'accountId'>;

function addressAt(word: Word, { how, isCallee, hasQualifier, condition }: Place, names: NamesInText): Address {
  const { named, flat, from, to } = word;
  const { id, settings } = named.of;
  if (named.as === 'alias' || named.as === 'version') return { ...NOTHING, qualifiers: new Set([named.as]), isCall: true };
  const isArn = named.as === 'arn';
  const before = flat.text.slice(Math.max(0, from - NEAR), from);
  const after = flat.text.slice(to, to + NEAR);
  const said = QUALIFIER.exec(after)?.[1];
  const lead = isArn ? '' : (LEAD.exec(before)?.[0] ?? '');
  const start = from - lead.length;
  const isMember = MEMBER.test(before.slice(0, before.length - lead.length));
  const isWhole = start === 0 && to + (said === undefined ? 0 : said.length + 1) === flat.text.length;
  const form = isArn ? 'arn' : formOf(lead, isMember, isWhole, isCallee, names.environment);
  if (!form || !(isArn || ENDS_NAME.test(after))) return NOTHING;

  const beside = isMember ? qualifiersBeside(flat).get(start) : undefined;
  const inline = qualifierOf(said, settings?.alias);
  const other = qualifierOf(beside?.said, settings?.alias);
  const qualifier = other === 'none' || (other === 'latest' && inline !== 'none') ? inline : other;
  const isCall = form !== 'whole';
  if (qualifier !== 'none' && qualifier !== 'latest') return { ...NOTHING, qualifiers: new Set([qualifier]), isCall };

  const kind = EDITS[form][how];
  if (!kind) return NOTHING;
  const edits: (Edit | undefined)[] = [];
  // Lambda takes the qualifier in one place
  if (other === 'latest' && beside) edits.push(latestAt('latest', beside.from, word));
  const isApart = hasQualifier || edits.length > 0;
  if (inline === 'latest') edits.push(isApart ? latestAt('unqualify', to, word) : latestAt('latest', to + 1, word));
  // what follows an ARN at once may be a qualifier
  if (edits.length === 0) edits.push(isUnknown(after.charAt(0)) ? undefined : plainEdit(kind, word));
  const known = edits.filter((edit) => edit !== undefined);
  const isStuck = known.length < edits.length || (named.byText && !names.isMeant(id, condition));
  return { edits: isStuck ? [] : known, qualifiers: new Set([qualifier]), isStuck, isCall };
}

/** The form of an address that says only the function's name, with `lead` before it: ARNs of this account and region. */
function formOf(lead: string, isMember: boolean, isWhole: boolean, isCallee: boolean, stack: Stack): Form | undefined {
  if (lead === '') return isMember ? 'member' : isWhole ? (isCallee ? 'callee' : 'whole') : undefined;
  const [nothing, ...parts] = lead.split(':').reverse();
  const isFunction = parts[0] === 'function';
  const [account, region, service] = isFunction ? parts.slice(1) : parts;
  const isHere = (text: string | undefined, here: string) =>
    !text || text === here || (isFunction && (text.includes('*') || isUnknown(text)));
  if (nothing || !isHere(account, stack.accountId) || !isHere(region, stack.region)) return undefined;
  if (service !== undefined && service !== 'lambda') return undefined;
  return isMember || isWhole || (isFunction && account !== undefined) ? 'inArn' : undefined;
}

function latestAt(kind: 'latest' | 'unqualify', from: number, { flat, named }: Word): Edit | undefined {
  const length = LATEST.length + (kind === 'latest' ? 0 : 1);
  const spot = stretchBefore(flat, from + length)?.piece.kind === 'text' ? spotOf(flat, from, from + length) : undefined;
  const isAll = spot && (spot.end ?? 0) - (spot.start ?? 0) === length;
  return isAll ? { kind, function: named.of.id, spot } : undefined;
}

function plainEdit(kind: 'alias' | 'qualify', { named, stretch: { piece }, flat, from, to, isBranch }: Word): Edit | undefined {
  const edit = { kind, function: named.of.id };
  if (piece.kind === 'reference' && !named.byText) return piece.spot && { ...edit, spot: piece.spot, shared: piece.shared };
  if (kind === 'alias' && !isBranch) return { ...edit, spot: { trail: [] } };
  const spot = spotOf(flat, from, to);
  return spot && { ...edit, kind: 'qualify', spot };
}

/** Where every use of a variable becomes the same, its value in the map does, once. */
function together(edits: readonly Edit[]): readonly Edit[] {
  const keyOf = ({ kind, shared }: Edit) => shared && JSON.stringify([kind, shared.spot]);
  const groups = [...groupBy(edits, (edit) => keyOf(edit) ?? edit).values()];
  return groups.flatMap((same) => {
    const [{ shared, ...edit }] = same as [Edit];
    return shared?.uses === same.length ? [{ ...edit, spot: shared.spot }] : same;
  });
}

/** The same spot from the root of the template. */
export const absolute = (trail: Trail, spot: Spot): Spot => ({ ...spot, trail: [...trail, ...spot.trail] });

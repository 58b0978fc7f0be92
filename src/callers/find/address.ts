import type { Piece, Spot } from '../../template/expressionText';
import { groupBy, type Json, type Trail } from '../../template/json';
import { isUnknown, spotOf, stretchBefore } from './flat';
import { type Form, formOf, qualifierAfter } from './form';
import type { NamesInText } from './namesInText';
import { isLatest, LATEST, only, type Qualifier, qualifierOf, qualifiersBeside } from './qualifier';
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
  const byFunction = new Map<string, Address[]>();
  for (const word of wordsIn(names.flatten(node), names)) {
    const { id } = word.named.of;
    const address = addressAt(word, place, names);
    if (address) byFunction.set(id, [...(byFunction.get(id) ?? []), address]);
  }
  return new Map([...byFunction].map(([id, all]) => [id, whole(all)]));
}

function whole(all: readonly Address[]): Address {
  if (all.length === 1 && all[0] !== undefined) return all[0]; // nearly always
  return {
    edits: together(all.flatMap(({ edits }) => edits)),
    qualifiers: new Set(all.flatMap(({ qualifiers }) => [...qualifiers])),
    isStuck: all.some(({ isStuck }) => isStuck),
    isCall: all.some(({ isCall }) => isCall),
  };
}

/** What one word says, where it is an address. */
function addressAt(word: Word, { how, isCallee, hasQualifier, condition }: Place, names: NamesInText): Address | undefined {
  const { named, flat, to } = word;
  const { id, settings } = named.of;
  if (named.as === 'alias' || named.as === 'version') return { ...NOTHING, qualifiers: only(named.as), isCall: true };
  const said = qualifierAfter(word);
  const found = formOf(word, said, isCallee, names.environment);
  if (!found) return undefined;
  const { form, start } = found;
  const beside = qualifiersBeside(flat).get(start);
  const inline = qualifierOf(said, settings?.alias);
  const other = qualifierOf(beside?.said, settings?.alias);
  const qualifier = other === 'none' || (other === 'latest' && inline !== 'none') ? inline : other;
  const isCall = form !== 'whole';
  if (!isLatest(qualifier)) return { ...NOTHING, qualifiers: only(qualifier), isCall };

  const kind = EDITS[form][how];
  if (!kind) return undefined;
  const edits: (Edit | undefined)[] = [];
  if (other === 'latest' && beside) edits.push(latestAt('latest', beside.from, word));
  // Lambda takes the qualifier in one place
  const isApart = hasQualifier || edits.length > 0;
  if (inline === 'latest') edits.push(isApart ? latestAt('unqualify', to, word) : latestAt('latest', to + 1, word));
  // what follows an ARN at once may be a qualifier
  if (edits.length === 0) edits.push(isUnknown(flat.text.charAt(to)) ? undefined : plainEdit(kind, word));
  const known = edits.filter((edit) => edit !== undefined);
  const isStuck = known.length < edits.length || (named.byText && !names.isMeant(id, condition));
  return { edits: isStuck ? [] : known, qualifiers: only(qualifier), isStuck, isCall };
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

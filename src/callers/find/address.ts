import type { Environment } from '../../template/environment';
import { type Piece, piecesOf, type Spot } from '../../template/expressionText';
import { groupBy, type Json, type Trail } from '../../template/json';

/** One change to an expression. Spots are relative to the expression. */
export type Edit =
  /** The spot gives the function's ARN, or its name as a whole: it becomes a reference to the alias, or `…:alias`. */
  | { readonly kind: 'alias'; readonly function: string; readonly spot: Spot; readonly shared?: Shared }
  /** The spot gives the function's name inside a text: `:alias` goes after it. */
  | { readonly kind: 'qualify'; readonly function: string; readonly spot: Spot; readonly shared?: Shared }
  /** An explicit `:$LATEST` after it goes. */
  | { readonly kind: 'unqualify'; readonly spot: Spot }
  /** An explicit `$LATEST`, a piece of its own, becomes the name of the alias. */
  | { readonly kind: 'requalify'; readonly function: string; readonly spot: Spot };

type Shared = Extract<Piece, { kind: 'reference' }>['shared'];

export interface Address {
  readonly edits: readonly Edit[];
  /** Does it name a qualifier already? */
  readonly isQualified: boolean;
  /** Does an ARN stand in it? A name alone may be a title. */
  readonly isCall: boolean;
}

/** How far around a reference its text is looked at. */
const WINDOW = 80;
const LATEST = ':$LATEST';
/** What can follow a function's name in an ARN. Anything else continues the name, or makes it another's. */
const ENDS_NAME = /^(?:$|[:/"'\\,\s])/;
/** The next member of the same JSON map. */
const QUALIFIER_BESIDE = /^\\?"\s*,\s*\\?"Qualifier\\?"\s*:/;
const IN_ARN = /:lambda:([^:]*):([^:]*):function:$/;
/** What stands for a piece whose text nobody knows. */
const UNKNOWN = '\uFFFC';

type How = 'value' | 'text' | 'substitution';

/** The region and account of the stack: a literal ARN of another one names another function. */
export type Place = Pick<Environment, 'region' | 'accountId'>;

function isHere(before: string, { region, accountId }: Place): boolean {
  const [, inRegion = region, inAccount = accountId] = IN_ARN.exec(before) ?? [];
  const matches = (said: string, is: string) => said === is || said === '' || said.includes(UNKNOWN);
  return matches(inRegion, region) && matches(inAccount, accountId);
}

/** Finds what must change in an expression so that it calls the alias, for each function in `moving` that it names. */
export function addressesOf(
  node: Json,
  moving: (id: string) => boolean,
  how: How,
  isCallee: boolean,
  place: Place,
): ReadonlyMap<string, Address> {
  const found = new Map<string, { edits: Edit[]; isQualified: boolean; isCall: boolean }>();
  walk(piecesOf(node, moving), '', '', (piece, before, after, following) => {
    if (!moving(piece.id) || (piece.attribute !== '' && piece.attribute !== 'Arn')) return;
    const address = found.get(piece.id) ?? { edits: [], isQualified: false, isCall: false };
    found.set(piece.id, address);
    const inArn = piece.attribute === 'Arn' || (before.endsWith(':function:') && ENDS_NAME.test(after) && isHere(before, place));
    const whole = before === '' && (after === '' || after === LATEST);
    const callee = isCallee && whole;
    const named = inArn || callee || /"FunctionName"\s*:\s*\\?"$/.test(before) || (whole && how !== 'text');
    address.isCall ||= inArn || callee;
    const qualifier = /^:([A-Za-z0-9$*_-]+|\uFFFC)/.exec(after)?.[1];
    const latest = qualifier === undefined ? undefined : unqualify(piece.id, following);
    if ((qualifier !== undefined && !latest) || QUALIFIER_BESIDE.test(after)) {
      address.isQualified = true;
      return;
    }
    if (!named) return;
    if (latest) address.edits.push(latest);
    if (latest?.kind === 'requalify') return;
    const replaces = piece.attribute === 'Arn' || (whole && (how === 'value' || callee));
    address.edits.push({ kind: replaces ? 'alias' : 'qualify', function: piece.id, spot: piece.spot, shared: piece.shared });
  });
  return new Map([...found].map(([id, address]) => [id, { ...address, edits: together(address.edits) }]));
}

/** What takes a `:$LATEST` away, whether the colon is in the same text or is the delimiter of a Fn::Join. */
function unqualify(id: string, [next, afterNext]: readonly Piece[]): Edit | undefined {
  const start = (piece: Piece | undefined, text: RegExp) =>
    piece?.kind === 'text' && text.test(piece.text) ? piece.spot.start : undefined;
  const inOne = start(next, /^:\$LATEST(?![A-Za-z0-9_-])/);
  if (next?.kind === 'text' && inOne !== undefined) return { kind: 'unqualify', spot: { ...next.spot, end: inOne + LATEST.length } };
  const alone = next?.kind === 'text' && next.text === ':' ? start(afterNext, /^\$LATEST(?![A-Za-z0-9_-])/) : undefined;
  if (afterNext?.kind !== 'text' || alone === undefined) return undefined;
  return { kind: 'requalify', function: id, spot: { ...afterNext.spot, end: alone + LATEST.length - 1 } };
}

/** Where every use of a variable becomes the same, its value in the map does, once. */
function together(edits: readonly Edit[]): readonly Edit[] {
  if (!edits.some((edit) => 'shared' in edit && edit.shared)) return edits;
  const shared = (edit: Edit) => ('shared' in edit && edit.shared ? JSON.stringify([edit.kind, edit.shared.spot]) : undefined);
  const counts = groupBy(edits, shared);
  const done = new Set<string>();
  return edits.flatMap((edit) => {
    const key = shared(edit);
    if (key === undefined || edit.kind === 'unqualify' || edit.kind === 'requalify' || counts.get(key)?.length !== edit.shared?.uses)
      return [edit];
    if (done.has(key)) return [];
    done.add(key);
    return [{ ...edit, spot: edit.shared?.spot ?? edit.spot }];
  });
}

type Reference = Extract<Piece, { kind: 'reference' }>;
type Found = (piece: Reference, before: string, after: string, following: readonly Piece[]) => void;

/** Visits each reference with the text around it. Texts of several pieces are seen as one. */
function walk(pieces: readonly Piece[], before: string, after: string, found: Found): void {
  const only = pieces.length === 1 ? pieces[0] : undefined;
  if (only?.kind === 'reference') return found(only, before, after, []);
  const following: string[] = new Array(pieces.length + 1).fill('');
  following[pieces.length] = after;
  for (let i = pieces.length - 1; i >= 0; i--) following[i] = (textOf(pieces[i]) + following[i + 1]).slice(0, WINDOW);
  let text = before;
  pieces.forEach((piece, i) => {
    const rest = following[i + 1] ?? '';
    if (piece.kind === 'reference') found(piece, text, rest, pieces.slice(i + 1, i + 3));
    if (piece.kind === 'choice') for (const branch of piece.branches) walk(branch, text, rest, found);
    text = (text + textOf(piece)).slice(-WINDOW);
  });
}

const textOf = (piece: Piece | undefined): string => (piece?.kind === 'text' ? piece.text : UNKNOWN);

/** The same spot from the root of the template. */
export const absolute = (trail: Trail, spot: Spot): Spot => ({ ...spot, trail: [...trail, ...spot.trail] });

import { getAttTarget, ifParts, intrinsicOf, splitDotted, subParts } from './intrinsics';
import { groupBy, isObject, isScalar, type Json, type Trail } from './json';
import { subPieces } from './sub';

/** Where a piece stands: a node of the expression, or from `start` to `end` in the text at `trail`. */
export interface Spot {
  readonly trail: Trail;
  readonly start?: number;
  readonly end?: number;
}

/** A text as CloudFormation will put it together, before it knows what references give. What has no spot cannot be changed alone. */
export type Piece = { readonly spot?: Spot | undefined } & (
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'reference';
      readonly id: string;
      readonly attribute: string;
      /** Of a variable of a Fn::Sub's map that is used several times: where the map says it, and how often it is used. */
      readonly shared?: { readonly spot: Spot; readonly uses: number };
    }
  | { readonly kind: 'choice'; readonly node: Json; readonly branches: readonly (readonly Piece[])[] }
  /** Something that nobody can look into. */
  | { readonly kind: 'opaque'; readonly node: Json }
);

/** Reads Ref, GetAtt, Sub, Join, If, Select and Split as text. `isFunction` tells whose `.Arn` has a known form. */
export function piecesOf(node: Json, isFunction: (id: string) => boolean, trail: Trail = []): Piece[] {
  if (isScalar(node)) return [{ kind: 'text', text: String(node), spot: { trail, start: 0, end: String(node).length } }];
  const key = intrinsicOf(node);
  const value = isObject(node) && key ? (node[key] as Json) : null;
  const inside = (inner: Json, ...steps: (string | number)[]) => piecesOf(inner, isFunction, [...trail, key as string, ...steps]);
  const opaque: Piece = { kind: 'opaque', node, spot: { trail } };
  switch (key) {
    case 'Ref':
      return [typeof value === 'string' ? reference(splitDotted(value), { trail }) : opaque];
    case 'Fn::GetAtt': {
      const target = getAttTarget(value);
      return [target ? reference(target, { trail }) : opaque];
    }
    case 'Fn::If': {
      const parts = ifParts(node);
      return [parts ? { kind: 'choice', node, spot: { trail }, branches: [inside(parts[1], 1), inside(parts[2], 2)] } : opaque];
    }
    case 'Fn::Sub':
      return subText(value, isFunction, [...trail, key]) ?? [opaque];
    case 'Fn::Join': {
      const [delimiter, list] = Array.isArray(value) ? value : [];
      if (typeof delimiter !== 'string' || !Array.isArray(list)) return [opaque];
      const between: Piece = { kind: 'text', text: delimiter };
      return list.flatMap((item, i) => [...(i > 0 && delimiter ? [between] : []), ...inside(item, 1, i)]);
    }
    case 'Fn::Select':
      return selected(value, isFunction, trail) ?? [opaque];
    case 'Fn::Base64':
      return inside(value); // user data
    default:
      return [opaque];
  }
}

const reference = ([id, attribute]: [string, string], spot: Spot): Piece => ({ kind: 'reference', id, attribute, spot });

function subText(value: Json, isFunction: (id: string) => boolean, trail: Trail): Piece[] | undefined {
  const parts = subParts(value);
  if (!parts) return undefined;
  const textTrail = Array.isArray(value) ? [...trail, 0] : trail;
  const all = subPieces(parts.text);
  const variables = groupBy(
    all.flatMap((piece) => ('variable' in piece && Object.hasOwn(parts.map, piece.variable) ? [piece.variable] : [])),
    (variable) => variable,
  );
  const mapped = new Map(
    [...variables.keys()].map((name) => [name, piecesOf(parts.map[name] as Json, isFunction, [...trail, 1, name])] as const),
  );
  return all.flatMap((piece): Piece[] => {
    const spot = { trail: textTrail, start: piece.start, end: piece.end };
    if ('literal' in piece) return [{ kind: 'text', text: piece.literal, spot }];
    const inMap = mapped.get(piece.variable);
    if (inMap === undefined) return [reference(splitDotted(piece.variable), spot)];
    const times = variables.get(piece.variable)?.length ?? 1;
    if (times < 2) return inMap;
    // what one use of a variable says must not change the others: the text is edited at the use, if that can be done
    const [only, ...others] = inMap;
    const isAlone = only?.kind === 'reference' && only.spot && others.length === 0;
    return isAlone ? [{ ...only, spot, shared: { spot: only.spot, uses: times } }] : inMap.map(withoutSpot);
  });
}

function withoutSpot(piece: Piece): Piece {
  const branches = piece.kind === 'choice' ? { branches: piece.branches.map((branch) => branch.map(withoutSpot)) } : {};
  return { ...piece, ...branches, spot: undefined };
}

/** `Fn::Select` of a list that stands there, or of a text that is split: `!Select [6, !Split [":", !GetAtt F.Arn]]` is F's name. */
function selected(value: Json, isFunction: (id: string) => boolean, trail: Trail): Piece[] | undefined {
  const [position, list] = Array.isArray(value) ? value : [];
  const index = isScalar(position) ? Number(position) : Number.NaN;
  if (Array.isArray(list)) {
    const item = list[index];
    return item === undefined ? undefined : piecesOf(item, isFunction, [...trail, 'Fn::Select', 1, index]);
  }
  const [delimiter, text] = isObject(list) && Array.isArray(list['Fn::Split']) ? list['Fn::Split'] : [];
  if (typeof delimiter !== 'string' || delimiter === '' || text === undefined) return undefined;
  const whole = piecesOf(text, isFunction);
  const pieces = ARN.includes(delimiter) ? whole.flatMap((piece) => spelledOut(piece, isFunction)) : whole;
  const part = split(pieces, delimiter)[index];
  const only = part?.length === 1 ? part[0] : undefined;
  return only?.kind === 'reference' ? [{ ...only, spot: { trail } }] : undefined;
}

/** What is known of every function's ARN: a delimiter of something else leaves ARNs whole. */
const ARN = 'arn:aws:lambda:function:';

/** The ARN of a function or of its alias as its parts: arn:partition:lambda:region:account:function:name, and the name of the alias. */
function spelledOut(piece: Piece, isFunction: (id: string) => boolean): Piece[] {
  if (piece.kind !== 'reference' || !isFunction(piece.id)) return [piece];
  const isAlias = piece.attribute === 'Alias' || piece.attribute === 'Alias.AliasArn';
  if (piece.attribute !== 'Arn' && !isAlias) return [piece];
  const text = (literal: string): Piece => ({ kind: 'text', text: literal });
  const unknown: Piece = { kind: 'opaque', node: null };
  const name = [text('arn:'), unknown, text(':lambda:'), unknown, text(':'), unknown, text(':function:'), { ...piece, attribute: '' }];
  return isAlias ? [...name, text(':'), unknown] : name;
}

function split(pieces: readonly Piece[], delimiter: string): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      parts.at(-1)?.push(piece);
      continue;
    }
    piece.text.split(delimiter).forEach((text, i) => {
      if (i > 0) parts.push([]);
      if (text !== '') parts.at(-1)?.push({ ...piece, text });
    });
  }
  return parts;
}

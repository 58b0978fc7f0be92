import { escapeSub, subPieces } from '../template/sub';

/** The loop variables that a place sees, and the items that they are in this turn of the loops. */
export type Scope = ReadonlyMap<string, string>;

const PLACEHOLDER = /([$&])\{([^${}!]+)\}/g;

/** `&{Variable}` is the item without all that a logical ID can't hold: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html */
const alphanumeric = (item: string): string => item.replace(/[^A-Za-z0-9]/g, '');

/** Names of loop variables in a text, in either form. */
export const placeholdersIn = (text: string, scope: Pick<Scope, 'has'>): string[] =>
  text.includes('{') ? [...text.matchAll(PLACEHOLDER)].flatMap(([all, , name = '']) => (scope.has(name) ? [all] : [])) : [];

/** A key with its loop variables replaced. */
export const inKey = (key: string, scope: Scope): string =>
  key.includes('{')
    ? key.replace(PLACEHOLDER, (all, form, name) => {
        const item = scope.get(name);
        return item === undefined ? all : form === '&' ? alphanumeric(item) : item;
      })
    : key;

/** The text of a Fn::Sub with its loop variables replaced. Names of its own map mean what the map says. */
export function inSub(text: string, own: object, scope: Scope): string {
  const itemOf = (name: string) => (Object.hasOwn(own, name) ? undefined : scope.get(name));
  const ampersands = text.replace(/&\{([^${}!]+)\}/g, (all, name) => {
    const item = itemOf(name);
    return item === undefined ? all : alphanumeric(item);
  });
  return subPieces(ampersands)
    .map((piece) => {
      const written = ampersands.slice(piece.start, piece.end);
      const item = 'variable' in piece ? itemOf(piece.variable) : undefined;
      return item === undefined ? written : escapeSub(item);
    })
    .join('');
}

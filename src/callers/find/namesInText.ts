import type { Environment } from '../../template/environment';
import { type Piece, piecesOf } from '../../template/expressionText';
import { matchesGlob } from '../../template/glob';
import { isScalar, type Json, own, sortedJson } from '../../template/json';
import { propertiesOf } from '../../template/template';
import type { Values } from '../../template/values';
import type { Compilation } from '../../version/compilation';
import type { Released } from '../../version/released';
import { APART, CLOSE, type Flat, flat, OPEN, type Stretch } from './flat';

/** What a word of a text is of a marked function. */
export interface Named {
  readonly of: Addressed;
  readonly as: 'name' | 'arn' | 'alias' | 'version';
  /** Not by a reference, but by its FunctionName. */
  readonly byText: boolean;
}

const ATTRIBUTES: Readonly<Record<string, Named['as']>> = {
  '': 'name',
  Arn: 'arn',
  Alias: 'alias',
  'Alias.AliasArn': 'alias',
  Version: 'version',
};

/** A function as far as an address knows it. Its alias may not be decided yet. */
interface Addressed extends Pick<Released, 'id' | 'resource' | 'condition'> {
  readonly settings?: Pick<Released['settings'], 'alias'>;
}
interface Where extends Pick<Compilation, 'values' | 'environment'> {
  readonly functions: ReadonlyMap<string, Addressed>;
}

/**
 * Texts as CloudFormation will put them together, and which words in them name a marked function: by a reference, or by the
 * FunctionName that the template gives it, such as `FunctionName: !Sub "orders-${Stage}"` here and `arn:…:function:orders-${Stage}` there.
 */
export class NamesInText {
  private readonly names = new Map<string, Addressed>();
  /** Functions that may not be there, and when they are. */
  private readonly perhaps = new Map<string, string>();
  private readonly flats = new Map<Json, Flat>();
  private readonly unknown = new Map<string, number>();
  private readonly functions: ReadonlyMap<string, Addressed>;
  private readonly values: Values;
  readonly environment: Environment;

  constructor({ functions, values, environment }: Where) {
    this.functions = functions;
    this.values = values;
    this.environment = environment;
    for (const one of functions.values()) {
      const { id, resource, condition } = one;
      const name = own(propertiesOf(resource), 'FunctionName');
      const text = name === undefined ? '' : this.flatten(name).text;
      // of two functions with the same name, only one that is there for sure is meant
      if (text === '' || this.names.has(text) || (condition !== undefined && values.holds(condition) === false)) continue;
      this.names.set(text, one);
      if (condition !== undefined && values.holds(condition) === undefined) this.perhaps.set(id, condition);
    }
  }

  get any(): boolean {
    return this.names.size > 0;
  }

  /** One that may not be there is meant for sure only by a resource that exists together with it. */
  isMeant(id: string, condition: Json | undefined): boolean {
    return !this.perhaps.has(id) || this.perhaps.get(id) === condition;
  }

  /** The function that a word names. */
  named(word: string, { from, to, piece }: Stretch): Named | undefined {
    const byText = this.names.get(word);
    if (byText) return { of: byText, as: 'name', byText: true };
    if (piece.kind !== 'reference' || to - from !== word.length) return undefined;
    const of = this.functions.get(piece.id);
    const as = Object.hasOwn(ATTRIBUTES, piece.attribute) ? ATTRIBUTES[piece.attribute] : undefined;
    return of && as && { of, as, byText: false };
  }

  /** Is the value a pattern, or an ARN with `:$LATEST`, that holds the function and not its alias? Only what names this account and region. */
  isPattern(node: Json, id: string, alias: string): boolean {
    const name = [...this.names].find(([, named]) => named.id === id)?.[0];
    if (name === undefined) return false;
    const { text } = this.flatten(node);
    const { region, accountId } = this.environment;
    const arn = `arn:${this.values.resolve({ Ref: 'AWS::Partition' })}:lambda:${region}:${accountId}:function:${name}`;
    return (matchesGlob(arn, text) || matchesGlob(`${arn}:$LATEST`, text)) && !matchesGlob(`${arn}:${alias}`, text);
  }

  /** The same expression is asked about more than once. */
  flatten(node: Json): Flat {
    const known = this.flats.get(node) ?? this.joined(piecesOf(node, (id) => this.functions.has(id)));
    this.flats.set(node, known);
    return known;
  }

  joined(pieces: readonly Piece[]): Flat {
    return flat(pieces, (piece) => this.textOf(piece));
  }

  private wordFor(value: Json): string {
    const text = sortedJson(value);
    const number = this.unknown.get(text) ?? this.unknown.size;
    this.unknown.set(text, number);
    return `${OPEN}${number}${CLOSE}`;
  }

  /** What is not known is one word, the same for equal values. */
  private textOf(piece: Piece): string {
    if (piece.kind === 'text') return piece.text;
    if (piece.kind !== 'reference') {
      const known = this.values.resolve(piece.node);
      return known === undefined ? '' : isScalar(known) ? String(known) : this.wordFor(known);
    }
    const { id, attribute } = piece;
    const known = attribute === '' ? this.values.resolve({ Ref: id }) : undefined;
    if (isScalar(known)) return String(known);
    return `${attribute !== '' && this.functions.has(id) ? APART : OPEN}${id.replaceAll(':', '')}.${attribute}${CLOSE}`;
  }
}

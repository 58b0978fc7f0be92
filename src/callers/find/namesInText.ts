import type { Environment } from '../../template/environment';
import { type Piece, piecesOf, type Spot } from '../../template/expressionText';
import { matchesGlob } from '../../template/glob';
import { isScalar, type Json, own, sortedJson } from '../../template/json';
import { propertiesOf } from '../../template/template';
import type { Values } from '../../template/values';
import type { Compilation } from '../../version/compilation';
import type { Released } from '../../version/released';
import type { Edit } from './address';

/** A stretch of the text that an expression gives, and where it was written. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly spot: Spot | undefined;
  /** Can a position inside it be found again in what was written? */
  readonly divisible: boolean;
}
interface Flat {
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

/** Stands for what is not known: a character that no name and no template has (object replacement). */
const UNKNOWN = '\uFFFC';
const ENDS_NAME = /^(?:$|[/"'\\,\s])/;
const ARN_BEFORE = /arn:[^:]*:lambda:([^:]*):([^:]*):function:$/;

/** The functions to find by their names, and what decides those. */
interface Named extends Pick<Compilation, 'values' | 'environment'> {
  readonly functions: ReadonlyMap<string, Pick<Released, 'id' | 'resource' | 'condition'>>;
}

/**
 * Finds functions that a text names without a reference, by the FunctionName that the template gives them:
 * `FunctionName: !Sub "orders-${Stage}"` here and `arn:…:function:orders-${Stage}` there.
 */
export class NamesInText {
  private readonly names = new Map<string, string>();
  /** Functions that may not be there, and when they are. */
  private readonly perhaps = new Map<string, string>();
  private readonly flats = new Map<Json, Flat>();

  private readonly values: Values;
  private readonly environment: Environment;

  constructor({ functions, values, environment }: Named) {
    this.values = values;
    this.environment = environment;
    const taken = new Set<string>();
    for (const { id, resource, condition } of functions.values()) {
      const name = own(propertiesOf(resource), 'FunctionName');
      const text = name === undefined ? '' : this.flatten(name).text;
      // of two functions with the same name, only one that is there for sure is meant
      if (text === '' || taken.has(text) || (condition !== undefined && values.holds(condition) === false)) continue;
      taken.add(text);
      this.names.set(id, text);
      if (condition !== undefined && values.holds(condition) === undefined) this.perhaps.set(id, condition);
    }
  }

  get any(): boolean {
    return this.names.size > 0;
  }

  /**
   * Functions whose own name is the whole value, or ends an ARN in it. One that may not be there is meant for sure only by
   * a resource that exists together with it.
   */
  functionsIn(node: Json, condition: Json | undefined): string[] {
    if (!this.any) return [];
    const flat = this.flatten(node);
    const together = (id: string) => !this.perhaps.has(id) || this.perhaps.get(id) === condition;
    return [...this.names.keys()].filter((id) => together(id) && (this.isWhole(flat, id) || this.endsOfArns(flat, id).length > 0));
  }

  /** What moves it: the whole value becomes a reference to the alias; after a name in an ARN goes `:alias`. */
  edits(node: Json, id: string): Edit[] {
    const flat = this.flatten(node);
    if (this.isWhole(flat, id)) return [{ kind: 'alias', function: id, spot: { trail: [] } }];
    return this.endsOfArns(flat, id).flatMap((end): Edit[] => {
      const spot = spotAt(flat, end);
      return spot ? [{ kind: 'qualify', function: id, spot }] : [];
    });
  }

  /** Is the value exactly the function's ARN? */
  isArn(node: Json, id: string): boolean {
    const flat = this.flatten(node);
    return this.endsOfArns(flat, id).includes(flat.text.length);
  }

  /** Is the value a pattern, or an ARN with `:$LATEST`, that holds the function and not its alias? Only what names this account and region. */
  isPattern(node: Json, id: string, alias: string): boolean {
    const name = this.names.get(id);
    if (name === undefined) return false;
    const { text } = this.flatten(node);
    const { region, accountId } = this.environment;
    const arn = `arn:${this.values.resolve({ Ref: 'AWS::Partition' })}:lambda:${region}:${accountId}:function:${name}`;
    return (matchesGlob(arn, text) || matchesGlob(`${arn}:$LATEST`, text)) && !matchesGlob(`${arn}:${alias}`, text);
  }

  private isWhole(flat: Flat, id: string): boolean {
    return flat.text === this.names.get(id);
  }

  /** Where the name ends in each ARN of this account and region that holds it without a qualifier. */
  private endsOfArns({ text }: Flat, id: string): number[] {
    const name = this.names.get(id);
    const ends: number[] = [];
    for (let at = name === undefined ? -1 : text.indexOf(name); at >= 0; at = text.indexOf(name as string, at + 1)) {
      const end = at + (name as string).length;
      const arn = ARN_BEFORE.exec(text.slice(Math.max(0, at - 160), at));
      if (arn && this.isHere(arn[1], arn[2]) && ENDS_NAME.test(text.slice(end, end + 1))) ends.push(end);
    }
    return ends;
  }

  private isHere(region = '', account = ''): boolean {
    const matches = (said: string, is: string) => said === is || said === '*' || said === UNKNOWN;
    return matches(region, this.environment.region) && matches(account, this.environment.accountId);
  }

  /** The same expression is asked about for each function. */
  private flatten(node: Json): Flat {
    const flat = this.flats.get(node) ?? this.flattened(node);
    this.flats.set(node, flat);
    return flat;
  }

  private flattened(node: Json): Flat {
    const whole = this.values.resolve(node);
    const stretches: Stretch[] = [];
    let text = '';
    const pieces = piecesOf(node, () => false);
    if (pieces.some(({ kind }) => kind === 'opaque' || kind === 'choice')) {
      // what is inside can't be told from other things by its place alone: the whole value is compared
      return this.indivisible(isScalar(whole) ? String(whole) : UNKNOWN + sortedJson(whole) + UNKNOWN);
    }
    for (const piece of pieces) {
      const added = this.textOf(piece);
      const spot = piece.kind === 'text' || piece.kind === 'reference' ? piece.spot : undefined;
      const length = spot?.end === undefined ? undefined : spot.end - (spot.start ?? 0);
      stretches.push({
        from: text.length,
        to: text.length + added.length,
        spot,
        divisible: piece.kind === 'text' && length === added.length,
      });
      text += added;
    }
    return { text, stretches };
  }

  /** A text with one spot, the whole expression. */
  private indivisible(text: string): Flat {
    return { text, stretches: [{ from: 0, to: text.length, spot: { trail: [] }, divisible: false }] };
  }

  /** What is not known is one character that no name has; a reference keeps its words, so that equal ones are equal. */
  private textOf(piece: Piece): string {
    if (piece.kind === 'text') return piece.text;
    if (piece.kind !== 'reference') return UNKNOWN;
    const known = piece.attribute === '' ? this.values.resolve({ Ref: piece.id }) : undefined;
    return isScalar(known) ? String(known) : `${UNKNOWN}${piece.id}.${piece.attribute}${UNKNOWN}`;
  }
}

/** The spot that ends at a position of the text; undefined when it lies inside something indivisible. */
function spotAt({ stretches }: Flat, position: number): Spot | undefined {
  const stretch = stretches.find(({ from, to }) => from < position && position <= to);
  if (!stretch?.spot) return undefined;
  if (position === stretch.to) return stretch.spot;
  const start = stretch.spot.start ?? 0;
  return stretch.divisible ? { trail: stretch.spot.trail, start, end: start + position - stretch.from } : undefined;
}

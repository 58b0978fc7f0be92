import type { Diagnostics } from '../diagnostics/diagnostics';
import { asList, isScalar, type Json } from '../template/json';
import { isDecided, type Values } from '../template/values';
import { itemsOf } from './items';
import type { Statement, Statements } from './marks';
import { refuseUndecided } from './undecided';

/** Reads settings that macro time must be able to decide. What it can't decide is an error, never a guess. */
export class SettingReader {
  constructor(
    private readonly statements: Statements,
    readonly values: Values,
    readonly diagnostics: Diagnostics,
  ) {}

  raw(name: string): Statement | undefined {
    const said = this.statements.get(name);
    return said && this.values.resolve(said.value) !== undefined ? said : undefined;
  }

  /** The value without the Fn::If and Fn::FindInMap around it, as far as they are decided; its own intrinsics stay. */
  unwrapped(name: string): Json | undefined {
    const said = this.statements.get(name);
    return said && this.values.unwrap(said.value);
  }

  /** undefined when it was not said, is AWS::NoValue or can't be decided (which is reported). */
  literal(name: string): Json | undefined {
    const said = this.statements.get(name);
    if (!said) return undefined;
    const value = this.values.resolve(said.value);
    if (isDecided(value)) return value;
    this.refuseUndecided(name, said);
    return undefined;
  }

  boolean(name: string): boolean | undefined {
    const value = this.literal(name);
    if (value === undefined) return undefined;
    const text = isScalar(value) ? String(value).toLowerCase() : '';
    if (text === 'true' || text === 'false') return text === 'true';
    this.fault(name, 'true or false');
    return undefined;
  }

  text(name: string): string | undefined {
    const value = this.literal(name);
    if (value === undefined || isScalar(value)) return value === undefined ? undefined : String(value);
    this.fault(name, 'a string');
    return undefined;
  }

  choice<T extends string>(name: string, options: readonly T[]): T | undefined {
    const value = this.text(name);
    const chosen = options.find((option) => option === value);
    if (value !== undefined && chosen === undefined) this.fault(name, options.join(' or '));
    return chosen;
  }

  /** Empty where a secret decides it: an error about an item would show that. */
  list(name: string): string[] {
    if (this.refuseSecret(name)) return [];
    const items = asList(this.literal(name));
    if (!items.every(isScalar)) this.fault(name, 'a list of strings');
    return items.filter(isScalar).map(String);
  }

  /** Logical ids, each with how a message may show it. */
  ids(name: string): ReadonlyMap<string, string> {
    const known = new Set(this.list(name));
    const said = known.size > 0 ? this.statements.get(name) : undefined;
    return new Map([...(said ? itemsOf(said, this.values) : [])].filter(([id]) => known.has(id)));
  }

  /** A value that decides a name or a schedule is written into the output: it must not be secret. Says whether it is. */
  refuseSecret(name: string): boolean {
    const said = this.statements.get(name);
    const secrets = said ? this.values.secretsIn(said.value) : [];
    for (const parameter of secrets) this.diagnostics.report('SD2104', said?.path ?? [], { name, parameter });
    return secrets.length > 0;
  }

  refuseUndecided(name: string, said: Statement): void {
    refuseUndecided(name, said, this.values, this.diagnostics);
  }

  fault(name: string, expected: string): void {
    this.diagnostics.report('SD2102', this.statements.get(name)?.path ?? [], { name, expected });
  }
}

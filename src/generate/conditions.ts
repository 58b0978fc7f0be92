import { isObject, type Json, own, sortedJson } from '../template/json';
import type { Compilation } from '../version/compilation';
import type { Released } from '../version/released';
import type { Output } from './output';

/** Fn::Or takes 2 to 10 conditions. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html */
const MOST_OPERANDS = 10;

/** Makes the conditions that generated resources need besides those of the template. */
export class Conditions {
  /** Where the fragment is a resource map there is no section to put a condition in. */
  constructor(
    private readonly compilation: Compilation,
    private readonly output: Output,
    private readonly canAdd: boolean,
  ) {}

  /** Holds when one of the users' conditions does; undefined (always) when one user has none. */
  any(users: readonly (string | undefined)[], name: string): string | undefined {
    if (users.includes(undefined)) return undefined;
    const distinct = [...new Set(users as string[])].sort();
    return this.define(anyOf(distinct.map((condition) => ({ Condition: condition }))), name);
  }

  /** The name of a condition with these words; undefined where there is no section for it. */
  define(meaning: Json, name: string): string | undefined {
    const known = own(meaning, 'Condition');
    if (typeof known === 'string' || !this.canAdd) return known as string | undefined;
    const same = [...this.output.conditions].find(([, other]) => sortedJson(other) === sortedJson(meaning));
    if (same) return same[0];
    if (own(this.compilation.template.Conditions, name) !== undefined)
      this.compilation.diagnostics.report('SD4008', ['Conditions', name], { id: name });
    this.output.conditions.set(name, meaning);
    return name;
  }
}

export function anyOf(operands: Json[]): Json {
  if (operands.length === 1) return operands[0] as Json;
  if (operands.length <= MOST_OPERANDS) return { 'Fn::Or': operands };
  const groups: Json[] = [];
  for (let i = 0; i < operands.length; i += MOST_OPERANDS) {
    groups.push(anyOf(operands.slice(i, i + MOST_OPERANDS)));
  }
  return anyOf(groups);
}

/** A condition that is not declared would go on to everything that is made for the function. */
export function checkCondition({ id, condition }: Released, { template, diagnostics }: Compilation): void {
  if (condition === undefined || (isObject(template.Conditions) && Object.hasOwn(template.Conditions, condition))) return;
  diagnostics.report('SD4009', ['Resources', id, 'Condition'], { name: condition });
}

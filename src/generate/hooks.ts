import { implies } from '../template/conditions';
import { fnIf, getAtt, ifParts, isNoValue, joinParts, NO_VALUE, onlyIf, ref, sub } from '../template/intrinsics';
import { isObject, type Json, own, sortedJson } from '../template/json';
import { soleReference } from '../template/references';
import { FUNCTION, propertiesOf, resourceOf, resourcesOf, type Template, type TypeOf, typesOf } from '../template/template';
import { isDecided, type Values } from '../template/values';
import type { Compilation } from '../version/compilation';
import type { Released } from '../version/released';

/** One function that a hook setting can mean, and the conditions under which it does. */
export interface HookTarget {
  /** Logical id, where the function is in this template. */
  readonly function: string | undefined;
  /** What the service role must be allowed to invoke. */
  readonly arn: Json;
  /** [condition, whether it must hold], from the Fn::Ifs around it. */
  readonly when: readonly (readonly [condition: string, holds: boolean])[];
  /** The setting spells a name and holds no reference: its author may have wanted no order between the two. */
  readonly byText: boolean;
  /** It is an alias or a version: what is published, and not the function as it is now. */
  readonly isQualified: boolean;
}

const FUNCTION_ARN = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:';

/** Finds the functions that hook settings mean, in every spelling. */
export class HookResolver {
  private readonly typeOf: TypeOf;
  private readonly names = new Map<string, string>();

  private readonly template: Template;
  private readonly values: Values;
  private readonly functions: ReadonlyMap<string, Released>;

  constructor({ template, values, functions }: Pick<Compilation, 'template' | 'values' | 'functions'>) {
    this.template = template;
    this.values = values;
    this.functions = functions;
    this.typeOf = typesOf(template);
    for (const [id, lambda] of resourcesOf(template, FUNCTION)) {
      const name = values.resolve(own(propertiesOf(lambda), 'FunctionName'));
      if (name !== undefined) this.names.set(sortedJson(name), id);
    }
  }

  /**
   * CloudFormation documents a function's name here: the ARN of a function of this template becomes its name.
   * `known` are the conditions that hold wherever this is read; a hook with another one is only there under that.
   */
  updatePolicy(hook: Json, known: readonly (string | undefined)[]): Json {
    const parts = ifParts(hook);
    if (parts) {
      const [condition, yes, no] = parts;
      return fnIf(condition, this.updatePolicy(yes, [...known, condition]), this.updatePolicy(no, known));
    }
    const found = this.referenced(hook);
    if (!found) return hook;
    return whereThere(this.template, found.id, known, found.qualified ?? ref(found.id));
  }

  /** Everything that a hook setting can turn out to be. */
  targets(hook: Json | undefined, when: HookTarget['when'] = []): HookTarget[] {
    if (hook === undefined || isNoValue(hook)) return [];
    const parts = ifParts(hook);
    if (parts) {
      const [condition, yes, no] = parts;
      return [...this.targets(yes, [...when, [condition, true]]), ...this.targets(no, [...when, [condition, false]])];
    }
    const found = this.referenced(hook);
    if (!found) return [{ function: this.spelt(hook), arn: this.arn(hook), when, byText: true, isQualified: false }];
    const { id, qualified } = found;
    return [{ function: id, arn: qualified ?? getAtt(id, 'Arn'), when, byText: false, isQualified: qualified !== undefined }];
  }

  /** A reference to a function of the template, or to the alias or version that this macro makes for it. */
  private referenced(hook: Json): { id: string; qualified: Json | undefined } | undefined {
    const target = soleReference(hook) ?? this.endOfArn(hook);
    if (!target || this.typeOf(target.id) !== FUNCTION) return undefined;
    const { id, attribute } = target;
    if (attribute === '' || attribute === 'Arn') return { id, qualified: undefined };
    const released = this.functions.get(id);
    const made = /^Alias(\.AliasArn)?$/.test(attribute) ? released?.aliasId : attribute === 'Version' ? released?.versionId : undefined;
    return made === undefined ? undefined : { id, qualified: ref(made) };
  }

  /** `arn:…:function:${F}` */
  private endOfArn(hook: Json): { id: string; attribute: string } | undefined {
    const [before, last] = this.pieces(hook).slice(-2);
    const target = typeof before === 'string' && before.endsWith(':function:') ? soleReference(last) : undefined;
    return target?.attribute === '' ? target : undefined;
  }

  /** The function of the template whose own name the hook spells, as a name or at the end of an ARN. */
  private spelt(hook: Json): string | undefined {
    const last = this.pieces(hook).at(-1);
    const [, name] = typeof last === 'string' ? (/:function:([^:]+)$/.exec(last) ?? []) : [];
    return this.names.get(sortedJson(name ?? this.values.resolve(hook)));
  }

  private pieces(hook: Json): readonly Json[] {
    return joinParts(this.values.resolve(hook) ?? null);
  }

  /** The ARN to allow for a name, an ARN, or an intrinsic that gives one of them. */
  private arn(hook: Json): Json {
    const resolved = this.values.resolve(hook);
    if (isDecided(resolved) && resolved !== undefined) {
      if (String(resolved).startsWith('arn:')) return hook;
      if (typeof hook === 'string') return sub(FUNCTION_ARN + hook);
      return isObject(hook) && typeof hook.Ref === 'string' ? sub(`${FUNCTION_ARN}\${${hook.Ref}}`) : named(hook);
    }
    const target = soleReference(hook);
    if (target && this.typeOf(target.id) !== undefined) return hook; // an alias or version of this template: its Ref is an ARN
    return named({ 'Fn::Select': [1, { 'Fn::Split': [':function:', { 'Fn::Join': [':function:', [hook, hook]] }] }] });
  }
}

export function conditionOf(template: Template, id: string): string | undefined {
  const condition = own(resourceOf(template, id), 'Condition');
  return typeof condition === 'string' ? condition : undefined;
}

/** A value that refers to a resource, under the condition of that where it is not among those that hold anyway. */
export function whereThere(template: Template, id: string, known: readonly (string | undefined)[], value: Json): Json {
  const condition = conditionOf(template, id);
  return condition === undefined || known.some((name) => implies(template.Conditions, name, condition)) ? value : onlyIf(condition, value);
}

/** Name or ARN, nobody knows yet: what stands after `:function:` in "V:function:V" is the name in both cases. */
const named = (name: Json): Json => ({ 'Fn::Sub': [`${FUNCTION_ARN}\${Name}`, { Name: name }] });

/** Something that only exists under the target's conditions. */
export const under = (when: HookTarget['when'], value: Json): Json =>
  when.reduceRight<Json>((inner, [condition, holds]) => (holds ? onlyIf(condition, inner) : fnIf(condition, NO_VALUE, inner)), value);

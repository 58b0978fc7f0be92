import type { Released } from '../generate/released';
import type { Environment } from '../template/environment';
import { intrinsicOf, isNoValue } from '../template/intrinsics';
import { own, type Trail, valueAt } from '../template/json';
import type { Mention } from '../template/mentions';
import { soleReference } from '../template/sole';
import { propertiesOf, resourceOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { type Address, addressOf } from './address';
import { callerAt, POLICY_TYPES } from './lookup';
import { allowedElsewhere } from './roles';
import type { Caller } from './service';
import type { SpelledNames } from './spelled';

export type Outcome = 'moved' | 'copied' | 'widened' | 'kept' | 'left';
type Decision = Pick<Consumer, 'outcome' | 'because' | 'address' | 'qualifierAt'>;

/** What became of one mention of one function, for the permissions, the plan and the tests. */
export interface Consumer {
  readonly mention: Mention;
  readonly function: string;
  readonly caller: Caller | undefined;
  readonly service: string | undefined;
  /** moved: it calls the alias now. copied: a permission that stays, and has one beside it on the alias. */
  readonly outcome: Outcome;
  readonly because: string;
  /** Changes that move it; empty for a qualifier, which is a property of its own. */
  readonly address: Address;
  /** Where the name of the alias goes instead, from the root of the template. */
  readonly qualifierAt: Trail | undefined;
  /** It changes before the alias exists, which waits for it: where the alias is new, calls fail until it is there. */
  readonly early?: true;
  /** The role that makes the call, where it is one and not a service principal with a permission. */
  readonly role: CallingRole | undefined;
}

/** Its logical id where it is a role of this template, whose statements can be widened. */
export interface CallingRole {
  readonly id: string | undefined;
}

const NOTHING: Address = { edits: [], isQualified: false, isCall: false };

/** Decides for every mention of a marked function what becomes of it. */
export class Classifier {
  constructor(
    private readonly template: Template,
    private readonly values: Values,
    private readonly environment: Environment,
    private readonly functions: ReadonlyMap<string, Released>,
    private readonly spelled: SpelledNames,
  ) {}

  classify(mention: Mention): readonly Consumer[] {
    const row = callerAt(mention.type, mention.path);
    const caller = row && this.applies(row.caller, mention) ? row.caller : undefined;
    const role = this.role(caller, mention);
    const service = row?.service;
    const consumers: Consumer[] = [];
    for (const id of mention.functions) {
      const released = this.functions.get(id);
      if (!released) continue;
      const { outcome, because, address, qualifierAt } = this.decide(mention, caller, released, role);
      consumers.push({ mention, function: id, caller, service, outcome, because, address, qualifierAt, role });
    }
    return consumers;
  }

  private decide(mention: Mention, caller: Caller | undefined, released: Released, role: CallingRole | undefined): Decision {
    const stays = this.reasonToStay(mention, caller, released, role);
    const address = this.address(mention, caller, released.id);
    const decision = (outcome: Outcome, because: string, address: Address, qualifierAt?: Trail): Decision => ({
      outcome,
      because,
      address,
      qualifierAt,
    });
    if (stays) return decision(stays.outcome, stays.because, { ...address, edits: [] });
    if (address.edits.length === 0 || this.hasQualifierBeside(mention) || this.isQualifiedWhereUsed(mention, caller))
      return decision('kept', whyUntouched(address), address);
    const qualifierAt = this.qualifierAt(mention, caller);
    if (qualifierAt === 'taken') return decision('kept', 'it names a qualifier already', NOTHING);
    if (qualifierAt) return decision('moved', caller?.because ?? '', NOTHING, qualifierAt);
    return decision('moved', caller?.because ?? 'listed in Move', address);
  }

  private reasonToStay(
    mention: Mention,
    caller: Caller | undefined,
    { id, settings }: Released,
    role: CallingRole | undefined,
  ): { outcome: 'kept' | 'left'; because: string } | undefined {
    if (mention.section === 'Outputs') return { outcome: 'kept', because: 'other stacks and people read an output' };
    if (settings.keep.has(mention.owner)) return { outcome: 'kept', because: 'listed in Keep' };
    if (caller?.treatment === 'kept') return { outcome: 'kept', because: caller.because };
    if (settings.move.has(mention.owner) || isPermission(mention)) return undefined;
    if (POLICY_TYPES.has(mention.type))
      return { outcome: 'kept', because: 'it does not allow invoking the function, or its text covers the alias already' };
    if (caller?.decidedBy === 'FunctionUrl') {
      return settings.functionUrl === 'Alias' ? undefined : { outcome: 'kept', because: 'FunctionUrl says Latest' };
    }
    if (!caller) return { outcome: 'left', because: 'nobody knows whether this property takes an alias' };
    if (caller.treatment === 'left') return { outcome: 'left', because: `not verified: ${caller.because}` };
    if (caller.treatment === 'ask') return { outcome: 'left', because: 'the move would replace the resource' };
    if (!role) return undefined;
    if (role.id === undefined)
      return { outcome: 'left', because: 'its role is not in the template and may not be allowed to call the alias' };
    return allowedElsewhere(this.template, role.id, id)
      ? { outcome: 'left', because: 'a policy outside the template allows its role, and may not allow the alias' }
      : undefined;
  }

  private address(mention: Mention, caller: Caller | undefined, id: string): Address {
    const how = typeof caller?.how === 'string' ? caller.how : caller ? 'value' : 'text';
    const isCallee = lastProperty(mention) === 'FunctionName';
    const address = addressOf(mention.node, (other) => other === id, how, isCallee, this.environment);
    const byName = this.spelled.any ? this.spelled.edits(mention.node, id) : [];
    if (byName.length === 0) return address;
    return { ...address, edits: [...address.edits, ...byName], isCall: true };
  }

  /** Lambda refuses a qualifier in the name beside another one in `Qualifier`. */
  private hasQualifierBeside(mention: Mention): boolean {
    if (lastProperty(mention) !== 'FunctionName' || mention.path === 'FunctionName') return false;
    return own(valueAt(this.template, parentTrail(mention.trail)), 'Qualifier') !== undefined;
  }

  /** A substitution that the definition qualifies itself: `${FunctionArn}:$LATEST`. */
  private isQualifiedWhereUsed(mention: Mention, caller: Caller | undefined): boolean {
    if (caller?.how !== 'substitution') return false;
    const { DefinitionSubstitutions: _, ...definition } = propertiesOf(resourceOf(this.template, mention.owner));
    return JSON.stringify(definition).includes(`\${${lastProperty(mention)}}:`);
  }

  private qualifierAt(mention: Mention, caller: Caller | undefined): Trail | 'taken' | undefined {
    const property = typeof caller?.how === 'object' ? caller.how.qualifier : caller?.unless;
    if (property === undefined) return undefined;
    const trail = ['Resources', mention.owner, 'Properties', ...property.split('.')];
    for (let end = 3; end < trail.length; end++) if (intrinsicOf(valueAt(this.template, trail.slice(0, end)))) return 'taken';
    const now = valueAt(this.template, trail);
    if (caller?.unless !== undefined) return now === undefined || isNoValue(now) ? undefined : 'taken';
    // a qualifier by parameter is the author's choice, whatever its value is today
    return now === undefined || now === '$LATEST' || isNoValue(now) ? trail : 'taken';
  }

  /** Does the row's `where` hold beside this property? */
  private applies(caller: Caller, mention: Mention): boolean {
    if (!caller.where) return true;
    const beside = valueAt(this.template, parentTrail(mention.trail));
    return Object.entries(caller.where).every(([name, value]) => this.values.resolve(own(beside, name)) === value);
  }

  /** The place of another property of the resource, in the branch of each Fn::If in which the mention stands. */
  private beside({ owner, trail }: Mention, path: readonly string[]): Trail {
    const place: (string | number)[] = ['Resources', owner, 'Properties'];
    for (const step of path) {
      const isOnTheWay = place.every((key, i) => trail[i] === key);
      for (let i = place.length; isOnTheWay && trail[i] === 'Fn::If'; i += 2) place.push('Fn::If', trail[i + 1] ?? 0);
      place.push(step);
    }
    return place;
  }

  private role(caller: Caller | undefined, mention: Mention): CallingRole | undefined {
    const path = caller?.by?.role;
    const beside = caller?.by?.roleBeside?.[lastProperty(mention) ?? ''];
    const named = beside === undefined ? undefined : own(valueAt(this.template, parentTrail(mention.trail)), beside);
    const role = named ?? (path === undefined ? undefined : valueAt(this.template, this.beside(mention, path.split('.'))));
    const said = this.values.resolve(role);
    if (said === undefined) return undefined;
    const target = soleReference(said);
    const isOurs = target?.attribute === 'Arn' && resourceOf(this.template, target.id)?.Type === 'AWS::IAM::Role';
    // in a document a role of elsewhere does not keep the call back: SAM, whose documents these mostly are, moves it too
    return isOurs || named === undefined ? { id: isOurs ? target.id : undefined } : undefined;
  }
}

const whyUntouched = ({ isQualified }: Address): string =>
  isQualified ? 'it names a qualifier already' : 'it is the alias or the version already, or a name in a text that is no address';

/** Where a permission goes is decided when its consumers are: `permissions.ts`. */
export const isPermission = ({ type, path }: Mention): boolean => type === 'AWS::Lambda::Permission' && path === 'FunctionName';

const isStep = (key: string | number): boolean => typeof key === 'number' || key.startsWith('Fn::');

/** The map in which the mentioned property stands. */
function parentTrail(trail: Trail): Trail {
  let end = trail.length;
  while (end > 0 && isStep(trail[end - 1] as string)) end--;
  return trail.slice(0, end - 1);
}

const lastProperty = ({ trail }: Mention): string | undefined => trail.findLast((key) => !isStep(key)) as string | undefined;

import { own, type Trail, valueAt } from '../../template/json';
import { propertiesOf, resourceOf } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import type { Released } from '../../version/released';
import { type Address, addressesOf, isQualified, NOTHING } from '../find/address';
import { callerAt, POLICY_TYPES } from '../find/lookup';
import type { Mention } from '../find/mentions';
import type { NamesInText } from '../find/namesInText';
import { parentTrail, placeOf } from '../find/place';
import { isLatest, type Qualifier } from '../find/qualifier';
import type { Caller } from '../services/service';
import { type CallingRole, callingRole } from './callingRole';
import { type Consumer, isPermission } from './consumers';
import { qualifierProperty } from './qualifierProperty';
import { REASONS } from './reasons';
import { allowedElsewhere } from './roles';
import { type Use, useOf } from './substitution';

type Decision = Pick<Consumer, 'outcome' | 'because' | 'address' | 'qualifierAt'>;
type Stay = Pick<Decision, 'outcome' | 'because'>;

/** Decides for every mention of a marked function what becomes of it. */
export class Classifier {
  constructor(
    private readonly compilation: Compilation,
    private readonly names: NamesInText,
  ) {}

  classify(mention: Mention): readonly Consumer[] {
    const row = callerAt(mention.type, mention.path);
    const caller = row && this.applies(row.caller, mention) ? row.caller : undefined;
    const role = callingRole(caller, mention, this.compilation);
    const service = row?.service;
    const hasQualifier = qualifierProperty(caller, mention, '', this.compilation) !== undefined;
    const place = { ...placeOf(mention, caller, this.compilation.template), hasQualifier };
    const addresses = addressesOf(mention.node, place, this.names);
    const consumers: Consumer[] = [];
    for (const id of mention.functions) {
      const released = this.compilation.functions.get(id);
      if (!released) continue;
      const { outcome, because, address, qualifierAt } = this.decide(mention, caller, released, role, addresses.get(id) ?? NOTHING);
      const consumer: Consumer = { mention, function: id, caller, service, role, outcome, because, address, qualifierAt };
      consumers.push(consumer);
      // one text may call the function several times
      if (outcome === 'moved' && address.isStuck) {
        const stuck = { ...NOTHING, isStuck: true, isCall: true };
        consumers.push({ ...consumer, outcome: 'left', because: REASONS.latestOutOfReach, address: stuck, qualifierAt: undefined });
      }
    }
    return consumers;
  }

  private decide(
    mention: Mention,
    caller: Caller | undefined,
    released: Released,
    role: CallingRole | undefined,
    found: Address,
  ): Decision {
    const { alias, move } = released.settings;
    const property = qualifierProperty(caller, mention, alias, this.compilation);
    const use = found.edits.length > 0 && caller ? useOf(caller, mention, alias, this.compilation) : undefined;
    const address = qualified(found, property ? [property.said] : (use?.qualifiers ?? []));
    const decision = ({ outcome, because }: Stay, edits = address.edits, qualifierAt?: Trail): Decision => ({
      outcome,
      because,
      address: { ...address, edits },
      qualifierAt,
    });
    if (isQualified(address)) return decision({ outcome: 'kept', because: whyQualified(address) });
    const stays = this.reasonToStay(mention, caller, released, role);
    if (stays) return decision(stays);
    if (address.edits.length === 0 && !address.isStuck) return decision({ outcome: 'kept', because: REASONS.noAddress });
    const isOutOfReach = address.edits.length === 0 || (property && !property.at);
    // a permission on the alias can always stand beside the one that is there
    if (isOutOfReach && isPermission(mention)) return decision(MOVED, [{ kind: 'alias', function: released.id, spot: { trail: [] } }]);
    if (isOutOfReach) return decision({ outcome: 'left', because: REASONS.latestOutOfReach });
    const elsewhere = use && whereUsed(use, address, move.has(mention.owner));
    if (elsewhere !== undefined) return decision({ outcome: 'left', because: elsewhere });
    const moved = { ...MOVED, because: caller?.because ?? MOVED.because };
    return property
      ? decision(
          moved,
          address.edits.filter(({ kind }) => kind === 'unqualify'),
          property.at,
        )
      : decision(moved);
  }

  private reasonToStay(
    mention: Mention,
    caller: Caller | undefined,
    { id, settings }: Released,
    role: CallingRole | undefined,
  ): Stay | undefined {
    if (mention.section === 'Outputs') return { outcome: 'kept', because: REASONS.output };
    if (settings.keep.has(mention.owner)) return { outcome: 'kept', because: REASONS.inKeep };
    if (caller?.treatment === 'kept') return { outcome: 'kept', because: caller.because };
    if (settings.move.has(mention.owner) || isPermission(mention)) return undefined;
    if (POLICY_TYPES.has(mention.type)) return { outcome: 'kept', because: REASONS.noInvokeStatement };
    if (caller?.decidedBy === 'FunctionUrl') {
      return settings.functionUrl === 'Alias' ? undefined : { outcome: 'kept', because: REASONS.urlOnLatest };
    }
    if (!caller) return { outcome: 'left', because: mention.type === 'Fn::ForEach' ? REASONS.inLoop : REASONS.unknown };
    if (caller.treatment === 'left') return { outcome: 'left', because: `not verified: ${caller.because}` };
    if (caller.treatment === 'ask') return { outcome: 'left', because: REASONS.replaces };
    if (caller.only && !this.isTrue(caller.only.with, mention)) return { outcome: 'left', because: caller.only.because };
    if (!role) return undefined;
    if (role.id === undefined) return { outcome: 'left', because: REASONS.foreignRole };
    return allowedElsewhere(this.compilation.template, role.id, id) ? { outcome: 'left', because: REASONS.foreignPolicy } : undefined;
  }

  private isTrue(property: string, { owner }: Mention): boolean {
    const { template, values } = this.compilation;
    return String(values.resolve(own(propertiesOf(resourceOf(template, owner)), property))).toLowerCase() === 'true';
  }

  /** Does the row's `where` hold beside this property? */
  private applies(caller: Caller, mention: Mention): boolean {
    if (!caller.where) return true;
    const beside = valueAt(this.compilation.template, parentTrail(mention.trail));
    return Object.entries(caller.where).every(([name, value]) => this.compilation.values.resolve(own(beside, name)) === value);
  }
}

const MOVED: Stay = { outcome: 'moved', because: REASONS.inMove };

/** With what is said of the qualifier in another place. Where that names an alias or a version, there is nothing to move. */
function qualified(address: Address, said: Iterable<Qualifier>): Address {
  const qualifiers = new Set(said);
  if (qualifiers.size === 0 || address === NOTHING) return address;
  return [...qualifiers].some(isLatest) ? address : { ...address, edits: [], qualifiers };
}

/** Why a substitution cannot move because of what the definition does with it. */
function whereUsed({ isUnseen, isOther, qualifiers }: Use, { edits }: Address, isInMove: boolean): string | undefined {
  if (isUnseen && !isInMove) return REASONS.unseenUse;
  if ([...qualifiers].some((qualifier) => qualifier !== 'none')) return REASONS.qualifiedInDefinition;
  return isOther && edits.some(({ kind }) => kind === 'qualify') ? REASONS.nameUsedOtherwise : undefined;
}

function whyQualified({ qualifiers }: Address): string {
  if (qualifiers.has('alias')) return REASONS.namesAlias;
  return qualifiers.has('another') ? REASONS.namesAnother : REASONS.qualified;
}

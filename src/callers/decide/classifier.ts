import { intrinsicOf, isNoValue } from '../../template/intrinsics';
import { own, type Trail, valueAt } from '../../template/json';
import { propertiesOf, resourceOf } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import type { Released } from '../../version/released';
import { type Address, addressesOf } from '../find/address';
import { callerAt, POLICY_TYPES } from '../find/lookup';
import type { Mention } from '../find/mentions';
import type { NamesInText } from '../find/namesInText';
import { lastProperty, parentTrail } from '../find/place';
import type { Caller } from '../services/service';
import { type CallingRole, callingRole } from './callingRole';
import { type Consumer, isPermission, type Outcome } from './consumers';
import { REASONS } from './reasons';
import { allowedElsewhere } from './roles';

type Decision = Pick<Consumer, 'outcome' | 'because' | 'address' | 'qualifierAt'>;
const NOTHING: Address = { edits: [], isQualified: false, isCall: false };

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
    const addresses = this.addresses(mention, caller);
    const consumers: Consumer[] = [];
    for (const id of mention.functions) {
      const released = this.compilation.functions.get(id);
      if (!released) continue;
      const { outcome, because, address, qualifierAt } = this.decide(mention, caller, released, role, addresses.get(id) ?? NOTHING);
      consumers.push({ mention, function: id, caller, service, outcome, because, address, qualifierAt, role });
    }
    return consumers;
  }

  private decide(
    mention: Mention,
    caller: Caller | undefined,
    released: Released,
    role: CallingRole | undefined,
    byReference: Address,
  ): Decision {
    const stays = this.reasonToStay(mention, caller, released, role);
    const address = this.withNames(mention, byReference, released.id);
    const decision = (outcome: Outcome, because: string, address: Address, qualifierAt?: Trail): Decision => ({
      outcome,
      because,
      address,
      qualifierAt,
    });
    if (stays) return decision(stays.outcome, stays.because, { ...address, edits: [] });
    if (address.edits.length === 0) return decision('kept', whyUntouched(address), address);
    if (this.hasQualifierBeside(mention)) return decision('kept', REASONS.qualifiedBeside, address);
    const elsewhere = this.usedElsewhere(mention, caller, address);
    if (elsewhere !== undefined) return decision(elsewhere.outcome, elsewhere.because, address);
    const qualifierAt = this.qualifierAt(mention, caller);
    if (qualifierAt === 'taken') return decision('kept', REASONS.qualified, NOTHING);
    if (qualifierAt) return decision('moved', caller?.because ?? '', NOTHING, qualifierAt);
    return decision('moved', caller?.because ?? REASONS.inMove, address);
  }

  private reasonToStay(
    mention: Mention,
    caller: Caller | undefined,
    { id, settings }: Released,
    role: CallingRole | undefined,
  ): { outcome: 'kept' | 'left'; because: string } | undefined {
    if (mention.section === 'Outputs') return { outcome: 'kept', because: REASONS.output };
    if (settings.keep.has(mention.owner)) return { outcome: 'kept', because: REASONS.inKeep };
    if (caller?.treatment === 'kept') return { outcome: 'kept', because: caller.because };
    if (settings.move.has(mention.owner) || isPermission(mention)) return undefined;
    if (POLICY_TYPES.has(mention.type)) return { outcome: 'kept', because: REASONS.noInvokeStatement };
    if (caller?.decidedBy === 'FunctionUrl') {
      return settings.functionUrl === 'Alias' ? undefined : { outcome: 'kept', because: REASONS.urlOnLatest };
    }
    if (!caller) return { outcome: 'left', because: REASONS.unknown };
    if (caller.treatment === 'left') return { outcome: 'left', because: `not verified: ${caller.because}` };
    if (caller.treatment === 'ask') return { outcome: 'left', because: REASONS.replaces };
    if (caller.only && !this.isTrue(caller.only.with, mention)) return { outcome: 'left', because: caller.only.because };
    if (!role) return undefined;
    if (role.id === undefined) return { outcome: 'left', because: REASONS.foreignRole };
    return allowedElsewhere(this.compilation.template, role.id, id) ? { outcome: 'left', because: REASONS.foreignPolicy } : undefined;
  }

  private addresses(mention: Mention, caller: Caller | undefined): ReadonlyMap<string, Address> {
    const how = typeof caller?.how === 'string' ? caller.how : caller ? 'value' : 'text';
    const isCallee = lastProperty(mention) === 'FunctionName';
    return addressesOf(mention.node, (id) => this.compilation.functions.has(id), how, isCallee, this.compilation.environment);
  }

  private withNames(mention: Mention, address: Address, id: string): Address {
    const byName = this.names.any ? this.names.edits(mention.node, id) : [];
    return byName.length === 0 ? address : { ...address, edits: [...address.edits, ...byName], isCall: true };
  }

  /** Lambda refuses a qualifier in the name beside another one in `Qualifier`. */
  private hasQualifierBeside(mention: Mention): boolean {
    if (lastProperty(mention) !== 'FunctionName' || mention.path === 'FunctionName') return false;
    return own(valueAt(this.compilation.template, parentTrail(mention.trail)), 'Qualifier') !== undefined;
  }

  /** A substitution that the definition qualifies itself, `${FunctionArn}:$LATEST`, or a name that it uses for a log group as well. */
  private usedElsewhere(
    mention: Mention,
    caller: Caller | undefined,
    { edits }: Address,
  ): Pick<Decision, 'outcome' | 'because'> | undefined {
    if (caller?.how !== 'substitution') return undefined;
    const { DefinitionSubstitutions: _, ...definition } = propertiesOf(resourceOf(this.compilation.template, mention.owner));
    const variable = `\${${lastProperty(mention)}}`;
    const around = JSON.stringify(definition).split(variable);
    const uses = around.slice(1).map((after, i) => ({ before: around[i] ?? '', after }));
    if (uses.some(({ after }) => after.startsWith(':'))) return { outcome: 'kept', because: REASONS.qualifiedBeside };
    const isName = edits.some(({ kind }) => kind === 'qualify');
    const isAddress = (before: string, after: string) => before.endsWith(':function:') || (before.endsWith('"') && /^\\?"/.test(after));
    const isOther = uses.some(({ before, after }) => !isAddress(before, after));
    return isName && isOther ? { outcome: 'left', because: REASONS.nameUsedOtherwise } : undefined;
  }

  private qualifierAt(mention: Mention, caller: Caller | undefined): Trail | 'taken' | undefined {
    const property = typeof caller?.how === 'object' ? caller.how.qualifier : caller?.unless;
    if (property === undefined) return undefined;
    const trail = ['Resources', mention.owner, 'Properties', ...property.split('.')];
    for (let end = 3; end < trail.length; end++) if (intrinsicOf(valueAt(this.compilation.template, trail.slice(0, end)))) return 'taken';
    const now = valueAt(this.compilation.template, trail);
    if (caller?.unless !== undefined) return now === undefined || isNoValue(now) ? undefined : 'taken';
    // a qualifier by parameter is the author's choice, whatever its value is today
    return now === undefined || now === '$LATEST' || isNoValue(now) ? trail : 'taken';
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

const whyUntouched = ({ isQualified }: Address): string => (isQualified ? REASONS.qualified : REASONS.noAddress);

import { implies } from '../template/conditions';
import type { Draft } from '../template/draft';
import { ref } from '../template/intrinsics';
import { asList, groupBy, type Json, own, sortedJson } from '../template/json';
import { referencedIds } from '../template/references';
import { resourceOf, resourcesOf } from '../template/template';
import { type Wait, waiting } from '../template/waits';
import type { Compilation } from '../version/compilation';
import { policyId } from '../version/ids';
import type { Conditions } from './conditions';
import { type Grant, kindOf, NOTHING, policyDocument, statementsOf, whenAny } from './grants';
import { Lengths } from './lengths';
import { levelsOf } from './levels';
import type { Output } from './output';
import { resource } from './resource';

/** Characters without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_INLINE = 10_240;
const MOST_MANAGED = 6_144;
const MOST_ATTACHED = 10;
const LONGEST_NAME = 128;
const INLINE = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'];
/** Of a policy without statements, with the one that is there when nothing else is. */
const EMPTY = 140;

/**
 * Writes the policies of all grants. None stands in its role: that would close the circle role -> group -> role for a hook.
 * What a role may do is divided in the order of the template over as few policies as IAM's limits take, so that one function more
 * changes no name. Whoever needs a grant waits for its policy, and so for everything that the policy names: functions of which one
 * waits for the other never share one.
 */
export function writePolicies(
  grants: readonly Grant[],
  compilation: Compilation,
  conditions: Conditions,
  output: Output,
  draft: Draft,
): void {
  const context: Context = { ...compilation, conditions, output, draft };
  const levels = levelsOf(new Set(grants.map(({ owner }) => owner)), draft.graph);
  const waits: [owner: string, wait: Wait][] = [];
  for (const [role, own] of groupBy(grants, (grant) => grant.role)) {
    const sorted = groupBy(own, ({ owner }) => levels.get(owner) ?? 0);
    const ordered = [...sorted].sort(([a], [b]) => a - b).map(([, level]) => level);
    waits.push(...new RolePolicies(role, context).write(ordered));
  }
  const section = output.conditionsSection();
  for (const [owner, all] of groupBy(waits, ([id]) => id)) {
    const distinct = new Map(all.map(([, wait]) => [wait.id, wait]));
    output.change(owner, (before) => waiting(before, [...distinct.values()], section));
    const changed = output.get(owner);
    if (changed) draft.addGenerated([[owner, changed]]);
  }
}

interface Context extends Compilation {
  readonly conditions: Conditions;
  readonly output: Output;
  readonly draft: Draft;
}

/** The policies of one role. */
class RolePolicies {
  private readonly lengths: Lengths;
  private readonly condition: string | undefined;
  private readonly counts = { Policy: 0, ManagedPolicy: 0 };
  private inline: number;
  private attached: number;

  constructor(
    private readonly role: string,
    private readonly context: Context,
  ) {
    const { template, values } = context;
    this.lengths = new Lengths(context, context.output, context.draft);
    const condition = this.lengths.resource(role)?.Condition;
    this.condition = typeof condition === 'string' ? condition : undefined;
    const name = this.property(role, 'RoleName');
    const isRole = (said: Json) =>
      referencedIds(said).has(role) || (name !== undefined && sortedJson(values.resolve(said)) === sortedJson(values.resolve(name)));
    const attached = (type: string) =>
      resourcesOf(template, type).filter(([id]) =>
        [this.property(id, 'RoleName'), ...asList(this.property(id, 'Roles'))].some((said) => said !== undefined && isRole(said)),
      );
    const documents = INLINE.flatMap(attached).map(([id]) => this.property(id, 'PolicyDocument'));
    this.inline = [this.property(role, 'Policies'), ...documents].reduce<number>((sum, document) => sum + this.lengths.json(document), 0);
    this.attached = asList(values.resolve(this.property(role, 'ManagedPolicyArns'))).length + attached('AWS::IAM::ManagedPolicy').length;
  }

  private property(id: string, name: string): Json | undefined {
    return own(this.lengths.resource(id)?.Properties, name);
  }

  private implies(condition: string | undefined, other: string | undefined): boolean {
    return other !== undefined && implies(this.context.output.conditionsSection(), condition, other);
  }

  /** Gives who must wait for what. */
  write(levels: readonly Grant[][]): [owner: string, wait: Wait][] {
    const waits: [owner: string, wait: Wait][] = [];
    const written = new Map<string, Wait>();
    for (const level of levels) {
      const distinct = groupBy(level, (grant) => sortedJson([kindOf(grant), grant.arn]));
      const open = [...distinct].filter(([key]) => !written.has(key));
      for (let rest = open; rest.length > 0; ) {
        const [policy, count] = this.next(rest.map(([, [grant]]) => grant as Grant));
        for (const [key] of rest.slice(0, count)) written.set(key, policy);
        rest = rest.slice(count);
      }
      for (const [key, all] of distinct) {
        for (const grant of all) if (grant.waits) waits.push([grant.owner, written.get(key) as Wait]);
      }
    }
    return waits;
  }

  /** Writes a policy with as many of the grants as it takes. */
  private next(grants: readonly Grant[]): [policy: Wait, count: number] {
    const first = this.cost(grants[0] as Grant, true);
    const kind = this.inline + EMPTY + first <= MOST_INLINE ? 'Policy' : 'ManagedPolicy';
    const most = kind === 'Policy' ? MOST_INLINE - this.inline : MOST_MANAGED;
    const kinds = new Set<string>();
    let [length, count] = [EMPTY, 0];
    for (const grant of grants) {
      const cost = this.cost(grant, !kinds.has(kindOf(grant)));
      if (length + cost > most && count > 0) break;
      kinds.add(kindOf(grant));
      length += cost;
      count++;
    }
    if (kind === 'Policy') this.inline += length;
    else if (++this.attached > MOST_ATTACHED) this.context.diagnostics.report('SD4020', ['Resources', this.role], { role: this.role });
    return [this.policy(kind, grants.slice(0, count)), count];
  }

  private cost({ action, arn }: Grant, isFirst: boolean): number {
    return this.lengths.text(arn) + 3 + (isFirst ? action.length + 48 : 0);
  }

  /** What the condition of the policy says need not be said of each statement. */
  private policy(kind: 'Policy' | 'ManagedPolicy', grants: readonly Grant[]): Wait {
    const { template, conditions, output, draft } = this.context;
    const id = policyId(this.role, kind, ++this.counts[kind]);
    const under = (condition: string | undefined) =>
      grants.map((grant) => ({
        ...grant,
        when: grant.when.filter(([name, holds]) => !(holds && this.implies(condition, name))),
      }));
    const meaning = whenAny(under(this.condition), this.condition, (name) => this.implies(name, this.condition));
    const defined = meaning === undefined ? this.condition : conditions.define(meaning, `${id}Condition`);
    const condition = defined ?? this.condition;
    const said = statementsOf(under(condition));
    const PolicyDocument = policyDocument(meaning !== undefined && defined === undefined ? [...said, NOTHING] : said);
    const named: Record<string, Json | undefined> =
      kind === 'Policy' ? { PolicyName: id.slice(-LONGEST_NAME) } : { Path: this.property(this.role, 'Path') };
    const made = resource(`AWS::IAM::${kind}`, { Condition: condition }, { ...named, PolicyDocument, Roles: [ref(this.role)] });
    output.add(id, made, resourceOf(template, this.role) && this.role);
    draft.addGenerated([[id, made]]);
    return { id, condition };
  }
}

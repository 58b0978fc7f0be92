import groupBy from 'lodash/groupBy';
import type { Comparison, Plan } from '../../plan/schema';
import { callLines, LATEST, leftLines } from './callChanges';
import type { DiffLine } from './diffLine';
import { goneLines } from './goneLines';
import { branch, drawTimeline, folded, plural } from './words';

/** What the update does beside the traffic. What matters most comes first. */
export function diffLines(plan: Plan, comparison: Comparison, most: number): DiffLine[] {
  const { replaced, renewals } = plan;
  const costly = replaced.filter(({ harmless }) => !harmless);
  const calls = comparison.calls.filter(({ notes }) => notes.length > 0);
  return [
    ...leavingLines(comparison, most),
    ...costly.map(({ resource, type, cost }): DiffLine => ({ label: 'replaced', text: `${resource} (${type}): ${cost}`, style: 'red' })),
    ...exportLines(comparison),
    ...scheduleChanges(plan, comparison),
    ...callLines(calls, most),
    ...callLines(
      comparison.calls.filter((call) => !calls.includes(call)),
      most,
    ),
    ...leftLines(plan, comparison, most),
    ...(renewals.length > 0 ? [{ label: 'renewed', text: renewedText(plan, most) }] : []),
    ...harmlessLines(replaced, most),
    ...goneLines(comparison, most).map((text) => ({ label: 'gone', text })),
    ...hiddenLines(comparison),
    { label: 'resources', text: counted(comparison) },
  ];
}

/** What loses nothing is counted, unless everything is to be told. */
function harmlessLines(replaced: Plan['replaced'], most: number): DiffLine[] {
  const harmless = replaced.filter((one) => one.harmless);
  if (harmless.length === 0) return [];
  if (most < Number.POSITIVE_INFINITY) return [{ label: 'replaced', text: `${plural(harmless.length, 'resource')} without side effects` }];
  return harmless.map(({ resource, type, cost }) => ({ label: 'replaced', text: `${resource} (${type}): ${cost}` }));
}

/** Why the update will fail, beside functions that cannot be shifted: they have a line among the effects. */
export function failLines({ functions, comparison }: Plan): string[] {
  const refused = new Set(functions.filter(({ deployment }) => deployment?.effect === 'refused').map(({ id }) => id));
  return (comparison?.fails ?? [])
    .filter(({ resource }) => !refused.has(resource))
    .map(({ resource, because }) => `${resource}: ${because}`);
}

/** How long the update takes, and what no shift protects: what a reader takes away. */
export function lastLines({ duration, unprotected }: Comparison): DiffLine[] {
  const { minutes, functions } = duration;
  const shifts = functions.length > 1 ? `the shifts of ${functions.join(', then ')}, one after another` : `the shift of ${functions[0]}`;
  return [
    ...(minutes > 0 ? [{ label: 'takes', text: `at least ${plural(minutes, 'minute')}: ${shifts}` }] : []),
    ...unprotected.map(
      ({ resource, type, functions: of, because }): DiffLine => ({
        label: 'unprotected',
        text: `${resource} (${type}${of.length > 0 ? `, of ${folded(of, 3)}` : ''}): ${because}`,
        style: 'yellow',
      }),
    ),
  ];
}

/** Functions that leave in the same way stand together. */
function leavingLines({ leaving }: Comparison, most: number): DiffLine[] {
  const groups = Object.values(groupBy(leaving, ({ alias, fate, changed }) => JSON.stringify([alias, fate, changed])));
  return groups.flatMap((group) => {
    const [first] = group;
    return first ? [{ label: 'leaves', text: leavingText(group, first, most), style: 'yellow' as const }] : [];
  });
}

function leavingText(group: Comparison['leaving'], { alias, fate, changed }: Comparison['leaving'][number], most: number): string {
  const isOne = group.length === 1;
  const names = folded(
    group.map(({ id }) => id),
    most,
  );
  const also = changed.length > 0 ? `, including changes in the same update: ${changed.join(', ')}` : '';
  const end = fate === 'deleted' ? `is deleted, so callers outside this template that use it fail` : 'is retained';
  return `${names} ${isOne ? 'is' : 'are'} no longer released: ${isOne ? 'its' : 'their'} latest code serves all calls at once${also}. The alias ${alias} ${end}`;
}

/** A function that moves no traffic now, and will move it in another way from the next version on. */
function scheduleChanges({ functions }: Plan, { resources }: Comparison): DiffLine[] {
  const changed = new Set(resources.filter(({ properties }) => properties.includes('UpdatePolicy')).map(({ id }) => id));
  return functions
    .filter(({ alias, deployment }) => deployment?.effect === 'unchanged' && changed.has(alias.id))
    .map(({ id, schedules }) => {
      const how = schedules.map((one) => [branch(one), drawTimeline(one)].filter((part) => part !== '').join(': ')).join('; ');
      return { label: 'later', text: `versions of ${id} from now on: ${how}` };
    });
}

function exportLines({ outputs }: Comparison): DiffLine[] {
  return outputs
    .filter((one) => one.export !== null)
    .map(({ name, action, export: exported }) => {
      const what = `the export ${exported} (output ${name}) ${action === 'removed' ? 'is deleted' : 'changes'}`;
      return { label: 'export', text: `${what}: CloudFormation rejects the update while another stack imports it`, style: 'yellow' };
    });
}

function renewedText({ renewals, comparison }: Plan, most: number): string {
  const ids = folded(
    renewals.map(({ from, to }) => `${from} → ${to}`),
    most,
  );
  const parts = new Set(renewals.flatMap((one) => one.parts));
  const moved = (comparison?.calls ?? []).filter(({ kind, resource }) => kind === 'caller' && parts.has(resource));
  const isBack = moved.length > 0 && moved.every(({ after }) => after.join() === LATEST);
  return `so that the stages call the ${isBack ? 'function' : 'alias'}: ${ids}`;
}

function hiddenLines({ unknownParameters: hidden }: Comparison): DiffLine[] {
  return hidden.length > 0 ? [{ label: 'hidden', text: `the deployed values of ${hidden.join(', ')} are not known`, style: 'yellow' }] : [];
}

function counted({ resources, outputs }: Comparison): string {
  const actions = groupBy(resources, ({ action }) => action);
  const said = (['added', 'changed', 'replaced', 'removed'] as const).flatMap((action) =>
    actions[action] ? [`${actions[action].length} ${action}`] : [],
  );
  const changed = outputs.length > 0 ? `; ${plural(outputs.length, 'output')} changed` : '';
  const perhaps = resources.filter(({ certain }) => !certain).length;
  if (perhaps > 0) said.push(`${perhaps} of them possibly, depending on a hidden value`);
  return `${said.length > 0 ? said.join(', ') : 'none changed'}${changed}`;
}

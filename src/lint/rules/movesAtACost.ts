import type { Consumer } from '../../callers/decide/consumers';
import { own } from '../../template/json';
import { propertiesOf, resourceOf } from '../../template/template';
import type { Rule, Subject } from '../rule';

/** What its author asked for, by FunctionUrl or Move, and what that costs once. */
export const movesAtACost: Rule = {
  code: 'SD3313',
  *check(subject) {
    for (const consumer of subject.consumers) {
      const { mention, outcome, stays, function: id, after = [] } = consumer;
      if ((outcome !== 'moved' && !stays) || after.length > 0) continue;
      const found = costOf(consumer, subject);
      if (found) yield { path: mention.trail, data: { owner: mention.owner, function: id, ...found }, about: [mention.owner, id] };
    }
  },
};

function costOf({ mention, caller, function: id }: Consumer, { functions, template, values }: Subject) {
  if (caller?.decidedBy === 'FunctionUrl') {
    return {
      cost: 'the address of the URL changes permanently',
      fix: `set FunctionUrl: Latest on ${id} to keep the address, or prepare its callers for the new one`,
    };
  }
  if (!caller || !functions.get(id)?.settings.move.has(mention.owner)) return undefined;
  const { only, treatment, update } = caller;
  if (only && String(values.resolve(own(propertiesOf(resourceOf(template, mention.owner)), only.with))).toLowerCase() !== 'true') {
    return { cost: only.because, fix: `set ${only.with}: true on ${mention.owner} in a separate update` };
  }
  if (treatment !== 'ask' && update !== 'replaces') return undefined;
  return { cost: 'CloudFormation replaces it', fix: `list ${mention.owner} in Keep instead of Move if it must not be replaced` };
}

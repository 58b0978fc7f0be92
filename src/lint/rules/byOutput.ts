import { own } from '../../template/json';
import { insteadOf, isHandedOut } from '../handedOut';
import type { Rule } from '../rule';

export const byOutput: Rule = {
  code: 'SD3304',
  *check({ template, consumers, functions }) {
    for (const consumer of consumers) {
      const { mention, function: id } = consumer;
      if (mention.section !== 'Outputs' || mention.trail[2] !== 'Value' || !isHandedOut(consumer)) continue;
      const isExport = own(own(template.Outputs, mention.owner), 'Export') !== undefined;
      const who = isExport ? 'a stack that imports it and calls it' : 'whoever calls it';
      yield {
        path: mention.trail,
        data: { output: mention.owner, function: id, who, reference: insteadOf(consumer, functions) },
        about: [id],
      };
    }
  },
};

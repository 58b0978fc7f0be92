import { own } from '../../template/json';
import { insteadOf, isHandedOut } from '../handedOut';
import type { Rule } from '../rule';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html */
const EXPORTED = [
  'a stack that imports it and calls it',
  'in a second output with its own export, and let the importing stacks switch to it: an export cannot change while a stack imports it. If no stack imports it, use it here',
] as const;

export const byOutput: Rule = {
  code: 'SD3304',
  *check({ template, consumers, functions }) {
    for (const consumer of consumers) {
      const { mention, function: id } = consumer;
      if (mention.section !== 'Outputs' || mention.trail[2] !== 'Value' || !isHandedOut(consumer)) continue;
      const isExport = own(own(template.Outputs, mention.owner), 'Export') !== undefined;
      const [who, where] = isExport ? EXPORTED : ['anyone who calls it', 'instead, or in a second output'];
      yield {
        path: mention.trail,
        data: { output: mention.owner, function: id, who, where, reference: insteadOf(consumer, functions) },
        about: [id],
      };
    }
  },
};

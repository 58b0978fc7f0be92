import type { Rule } from '../explanation';
import { aliasOf, saidIn } from '../words';

const PROVISIONED = /Provisioned Concurrency|already included in routing configuration/i;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html */
export const provisionedConcurrency: Rule = {
  name: 'provisioned-concurrency',
  recognise(evidence) {
    if (!PROVISIONED.test(saidIn(evidence))) return undefined;
    const of = aliasOf(evidence);
    return {
      cause: `The provisioned concurrency of ${of} changed in the same update as its version, and Lambda cannot allocate it to an alias with weights.`,
      evidence: [],
      actions: [{ text: 'Change ProvisionedConcurrencyConfig in a separate update, before or after the one that publishes a version.' }],
    };
  },
};

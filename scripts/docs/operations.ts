import { type Operation, POLICIES, policyText } from '../../src/cli/operations/policies';

/** The least policy of each command that asks AWS, as its help prints it. */
export const policiesText = (): string =>
  (Object.keys(POLICIES) as Operation[])
    .map((operation) => `### \`${operation}\`\n\n\`\`\`json\n${policyText(operation)}\n\`\`\``)
    .join('\n\n');

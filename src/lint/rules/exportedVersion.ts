import { own } from '../../template/json';
import { eachReference } from '../../template/references';
import { resourceOf } from '../../template/template';
import type { Rule, Subject } from '../rule';

/** The number changes with each release, and an export must not while somebody imports it. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html */
export const exportedVersion: Rule = {
  code: 'SD3312',
  *check(subject) {
    const outputs = Object.entries(Object(subject.template.Outputs));
    for (const [output, said] of outputs) {
      if (own(said, 'Export') === undefined) continue;
      const versions = new Set<string>();
      eachReference(own(said, 'Value'), (id, attribute) => {
        const of = functionOf(id, attribute, subject);
        if (of !== undefined) versions.add(of);
      });
      for (const id of versions) yield { path: ['Outputs', output, 'Value'], data: { output, function: id }, about: [id] };
    }
  },
};

/** Whose version a reference is: `F.Version`, or one of the author that SafeDeploy takes over. */
function functionOf(id: string, attribute: string, { functions, template }: Subject): string | undefined {
  if (/^Version(\.|$)/.test(attribute) && functions.has(id)) return id;
  if (resourceOf(template, id)?.Type !== 'AWS::Lambda::Version') return undefined;
  return [...functions.values()].find(({ takenOver }) => takenOver?.gone.includes(id))?.id;
}

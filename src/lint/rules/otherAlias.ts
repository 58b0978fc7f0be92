import { POLICY_TYPES } from '../../callers/find/lookup';
import { NamesInText } from '../../callers/find/namesInText';
import { unqualifiedIn } from '../../callers/find/unqualified';
import { referencedIds, soleReference } from '../../template/references';
import { propertiesOf, type Resource, resources, resourcesOf } from '../../template/template';
import type { Rule, Subject } from '../rule';

/** An author's alias beside the managed one stays as it is. What names it by text is another rule's. */
export const otherAlias: Rule = {
  code: 'SD3311',
  *check(subject) {
    const { template, functions } = subject;
    const names = new NamesInText(subject);
    for (const [alias, resource] of resourcesOf(template, 'AWS::Lambda::Alias')) {
      for (const id of unqualifiedIn(propertiesOf(resource).FunctionName ?? null, resource.Condition, names)) {
        const released = functions.get(id);
        if (!released || released.aliasId === alias) continue;
        if (resource.UpdatePolicy !== undefined) continue; // it has deployments of its own
        const callers = callersOf(alias, subject);
        const who = callers.length > 0 ? ` (${callers.join(', ')})` : '';
        const what = followsVersions(resource, id, subject)
          ? `it moves to each new version at once, and so do its callers${who}`
          : `no deployment ever moves it or its callers${who}`;
        yield {
          path: ['Resources', alias],
          data: { alias, function: id, managed: released.settings.alias, what },
          about: [alias, id, ...callers],
        };
      }
    }
  },
};

/** Is its version the one that SafeDeploy publishes, by `F.Version` or by a version of the author that is taken over? */
function followsVersions(alias: Resource, of: string, { functions }: Subject): boolean {
  const target = soleReference(propertiesOf(alias).FunctionVersion);
  if (!target) return false;
  const isOurs = target.id === of && target.attribute.startsWith('Version');
  return isOurs || functions.get(of)?.takenOver?.gone.includes(target.id) === true;
}

/** Who refers to an alias so as to call it. */
const callersOf = (alias: string, { template }: Subject): string[] =>
  resources(template).flatMap(([owner, { Type, Properties }]) => {
    const isCall =
      !POLICY_TYPES.has(Type) && !/^AWS::(CloudWatch|CodeDeploy|ApplicationAutoScaling|Lambda::(Permission|Alias))\b/.test(Type);
    return isCall && referencedIds(Properties).has(alias) ? [owner] : [];
  });

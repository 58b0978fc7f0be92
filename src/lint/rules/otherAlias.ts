import { POLICY_TYPES } from '../../callers/find/lookup';
import { NamesInText } from '../../callers/find/namesInText';
import { unqualifiedIn } from '../../callers/find/unqualified';
import { referencedIds } from '../../template/references';
import { propertiesOf, resources, resourcesOf } from '../../template/template';
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
        const callers = callersOf(alias, subject);
        const who = callers.length > 0 ? `, nor do those who name it (${callers.join(', ')})` : '';
        yield {
          path: ['Resources', alias],
          data: { alias, function: id, managed: released.settings.alias, who },
          about: [alias, id, ...callers],
        };
      }
    }
  },
};

/** Who refers to an alias so as to call it. */
const callersOf = (alias: string, { template }: Subject): string[] =>
  resources(template).flatMap(([owner, { Type, Properties }]) => {
    const isCall =
      !POLICY_TYPES.has(Type) && !/^AWS::(CloudWatch|CodeDeploy|ApplicationAutoScaling|Lambda::(Permission|Alias))\b/.test(Type);
    return isCall && referencedIds(Properties).has(alias) ? [owner] : [];
  });

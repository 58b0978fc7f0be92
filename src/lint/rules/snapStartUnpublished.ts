import { NamesInText } from '../../callers/find/namesInText';
import { unqualifiedIn } from '../../callers/find/unqualified';
import { own } from '../../template/json';
import { FUNCTION, propertiesOf, resourcesOf } from '../../template/template';
import type { Rule } from '../rule';

/** $LATEST has no snapshot. https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html */
export const snapStartUnpublished: Rule = {
  code: 'SD3404',
  *check(subject) {
    const { template, functions, values } = subject;
    const snapped = resourcesOf(template, FUNCTION).filter(
      ([id, one]) => !functions.has(id) && own(values.resolve(propertiesOf(one).SnapStart), 'ApplyOn') === 'PublishedVersions',
    );
    if (snapped.length === 0) return;
    const unmarked = new Map(snapped.map(([id, resource]) => [id, { id, resource, condition: resource.Condition as string | undefined }]));
    const names = new NamesInText({ ...subject, functions: unmarked });
    const published = new Set(
      resourcesOf(template, 'AWS::Lambda::Version').flatMap(([, { Properties, Condition }]) =>
        unqualifiedIn(own(Properties, 'FunctionName') ?? null, Condition, names),
      ),
    );
    for (const [id] of snapped) {
      if (!published.has(id)) yield { path: ['Resources', id, 'Properties', 'SnapStart'], data: { function: id }, about: [id] };
    }
  },
};

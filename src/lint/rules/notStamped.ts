import { sortedJson } from '../../template/json';
import { propertiesOf, resourceOf } from '../../template/template';
import { stampedDescription } from '../../version/stamp';
import { settingPlace } from '../places';
import type { Rule } from '../rule';

/** Lambda publishes the same code and settings once. https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
export const notStamped: Rule = {
  code: 'SD3405',
  *check({ template, functions, values }) {
    for (const { id, resource, settings, takenOver, digest } of functions.values()) {
      const version = takenOver?.gone.find((other) => resourceOf(template, other)?.Type === 'AWS::Lambda::Version');
      if (version === undefined) continue;
      const { Description } = propertiesOf(resource);
      const stamped = settings.stamp ? stampedDescription(Description, digest, settings, values) : Description;
      if (stamped !== undefined && sortedJson(stamped) !== sortedJson(Description ?? null)) continue;
      const [why, how] = settings.stamp
        ? ['its Description has no room for a stamp', 'shorten Description']
        : ['Stamp is false', 'remove Stamp: false'];
      const path = settings.stamp ? ['Resources', id, 'Properties', 'Description'] : settingPlace(template, id, 'Stamp');
      yield { path, data: { function: id, version, why, how }, about: [id, version] };
    }
  },
};

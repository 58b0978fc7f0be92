import { propertiesOf } from '../../template/template';
import { settingPlace } from '../places';
import type { Rule } from '../rule';

/** An execution is replayed by the version that started it, for up to a year. */
export const durableVersionsDeleted: Rule = {
  code: 'SD3401',
  *check({ template, functions, values }) {
    for (const { id, resource, settings } of functions.values()) {
      if (settings.versionDeletionPolicy !== 'Delete' || values.resolve(propertiesOf(resource).DurableConfig) === undefined) continue;
      yield { path: settingPlace(template, id, 'VersionDeletionPolicy'), data: { function: id }, about: [id] };
    }
  },
};

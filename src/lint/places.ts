import { type Trail, valueAt } from '../template/json';
import type { Template } from '../template/template';

/** Where a function's author wrote a setting, or would have written it. */
export function settingPlace(template: Template, id: string, name: string): Trail {
  const marks: Trail[] = [
    ['Metadata', 'SafeDeploy'],
    ['Properties', 'DeploymentPreference'],
    ['Properties', 'AutoPublishAlias'],
  ];
  const places = [...marks.map((mark) => [...mark, name]), ...marks].map((place): Trail => ['Resources', id, ...place]);
  return places.find((place) => valueAt(template, place) !== undefined) ?? ['Resources', id];
}

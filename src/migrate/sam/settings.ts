import { intrinsicOf } from '../../template/intrinsics';
import { isObject, type Json, type JsonObject, type Trail } from '../../template/json';
import { at, type Content, dataIn, type Entry } from '../edits';

/** SAM's settings of a release, by what becomes of them. */
export const RELEASE_KEYS = [
  'AutoPublishAlias',
  'AutoPublishAliasAllProperties',
  'AutoPublishCodeSha256',
  'DeploymentPreference',
  'ProvisionedConcurrencyConfig',
  'VersionDescription',
  'VersionDeletionPolicy',
] as const;

/** What SAM reads of a preference. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html */
const PREFERENCE_KEYS = ['Type', 'Enabled', 'Alarms', 'Hooks', 'Role', 'TriggerConfigurations', 'PassthroughCondition'];

/** Where a function has its own settings, and where it has those of all functions. */
export interface Places {
  readonly own: Trail | undefined;
  readonly globals: Trail | undefined;
}

const isMap = (value: Json | undefined): value is JsonObject => isObject(value) && intrinsicOf(value) === undefined;

/**
 * One property as SAM merges it from Globals: maps by their keys, lists one after the other, anything else as the function says it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
function merged(root: Json, own: Trail | undefined, globals: Trail | undefined): Content | undefined {
  const [mine, all] = [own && at(root, own), globals && at(root, globals)];
  if (mine === undefined) return all === undefined || !globals ? undefined : { copy: globals };
  if (all === undefined || !own || !globals) return own && { copy: own };
  if (Array.isArray(mine) && Array.isArray(all)) return { json: [...all, ...mine] };
  if (!isMap(mine) || !isMap(all)) return { copy: own };
  const keys = [...new Set([...Object.keys(all), ...Object.keys(mine)])];
  return { map: keys.flatMap((key): Entry[] => one(key, merged(root, [...own, key], [...globals, key]))) };
}

const one = (key: string, content: Content | undefined): Entry[] => (content ? [[key, content]] : []);
const in_ = (path: Trail | undefined, key: string): Trail | undefined => path && [...path, key];

/** What SAM does with a function, or why nobody can say. */
type SamRelease =
  | { readonly settings: readonly Entry[]; readonly enabled: Json | undefined }
  | { readonly without: true }
  | { readonly why: string; readonly remedy: string };

/** The release of a function in SafeDeploy's words. */
export function samRelease(root: Json, places: Places): SamRelease {
  const of = (key: string) => merged(root, in_(places.own, key), in_(places.globals, key));
  const value = (key: string): Json | undefined => {
    const content = of(key);
    return content && dataIn(content, root);
  };
  const alias = value('AutoPublishAlias');
  const preference = value('DeploymentPreference');
  if (preference !== undefined && !isMap(preference)) {
    return { why: 'DeploymentPreference is not a map', remedy: 'Write DeploymentPreference as a map of settings' };
  }
  const enabled = preference?.Enabled;
  if (alias === undefined || alias === null || alias === '') {
    if (preference === undefined || String(enabled).toLowerCase() === 'false') return { without: true };
    return { why: 'it has a DeploymentPreference but no AutoPublishAlias', remedy: 'Add AutoPublishAlias' };
  }
  const unknown = Object.keys(preference ?? {}).find((key) => !PREFERENCE_KEYS.includes(key));
  if (unknown !== undefined) {
    return { why: `DeploymentPreference has the unknown setting ${unknown}`, remedy: `Correct or remove ${unknown}` };
  }
  const settings: Entry[] = [
    ...one('Alias', of('AutoPublishAlias')),
    ...preferenceOf(root, places, preference),
    ...['ProvisionedConcurrencyConfig', 'VersionDescription', 'VersionDeletionPolicy', 'AutoPublishCodeSha256'].flatMap((key) =>
      one(key, of(key)),
    ),
    ...staying('PropagateTags', value('PropagateTags')),
    ...(value('FunctionUrlConfig') === undefined ? [] : staying('FunctionUrl', 'Alias')),
  ];
  return { settings, enabled };
}

/** What SAM goes on reading, and SafeDeploy has to know as well. */
const staying = (key: string, value: Json | undefined): Entry[] => (value === undefined ? [] : [[key, { json: value }]]);

/** Without a preference the alias moves at once, and without alarms nothing watches: SAM's defaults, in words. */
function preferenceOf(root: Json, places: Places, preference: JsonObject | undefined): Entry[] {
  if (preference === undefined) return [['Type', { json: 'None' }]];
  const entries = Object.keys(preference).flatMap((key) =>
    one(key, merged(root, in_(in_(places.own, 'DeploymentPreference'), key), in_(in_(places.globals, 'DeploymentPreference'), key))),
  );
  const isGradual = preference.Type !== 'AllAtOnce' && String(preference.Enabled).toLowerCase() !== 'false';
  return preference.Alarms === undefined && isGradual ? [...entries, ['Alarms', { json: [] }]] : entries;
}

import type { Diagnostics } from '../diagnostics/diagnostics';
import { distance, nearest } from '../diagnostics/nearest';
import { isObject, type Json, type JsonObject, own, type Trail } from '../template/json';
import { FUNCTION, resources, type Template } from '../template/template';
import { isFault, parseSchedule } from './schedule';
import { SETTINGS } from './schema';

const RIGHT = 'SafeDeploy';
/** Names that stand in anybody's metadata. */
const COMMON = new Set('Alarms Enabled FunctionUrl Hooks Ignore Keep Move Notify Permissions Revision Role Stamp Tags Type'.split(' '));

/** Marks that are nearly marks, and settings beside one: they would do nothing, and their author believes that they do. */
export function refuseMisspelt(template: Template, diagnostics: Diagnostics): void {
  misplacedIn(template, [], diagnostics);
  refuseIn(template.Metadata, ['Metadata'], diagnostics);
  for (const [id, resource] of resources(template)) {
    if (resource.Type !== FUNCTION && resource.Type !== 'AWS::Serverless::Function') continue;
    const path = ['Resources', id];
    misplacedIn(resource, path, diagnostics);
    refuseIn(resource.Metadata, [...path, 'Metadata'], diagnostics);
    for (const name of misspeltIn(resource.Properties)) report(diagnostics, [...path, 'Properties', name], NEARLY, RIGHT);
  }
}

const NEARLY = `the mark must be named ${RIGHT}`;
const report = (diagnostics: Diagnostics, path: Trail, why: string, right: string) =>
  diagnostics.report('SD2007', path, { name: String(path.at(-1)), why, right });

/** A mark on the template or the resource itself, which has no such section. */
function misplacedIn(node: JsonObject, path: Trail, diagnostics: Diagnostics): void {
  for (const name of [...misspeltIn(node), ...(Object.hasOwn(node, RIGHT) ? [RIGHT] : [])]) {
    report(diagnostics, [...path, name], 'it belongs under Metadata', `Metadata: { ${RIGHT}: ... }`);
  }
}

function refuseIn(metadata: Json | undefined, path: Trail, diagnostics: Diagnostics): void {
  for (const name of misspeltIn(metadata)) report(diagnostics, [...path, name], NEARLY, RIGHT);
  const mark = own(metadata, RIGHT);
  if (mark === undefined || !isObject(metadata)) return;
  for (const name of Object.keys(metadata)) {
    const isSaid = isObject(mark) && Object.keys(mark).length > 0;
    const isMeant = isSaid
      ? own(mark, name) === undefined && name !== 'Alias' && isTelling(name, metadata[name])
      : isSetting(name, metadata[name]);
    if (name !== RIGHT && isMeant) report(diagnostics, [...path, name], `it is next to ${RIGHT}`, `it one level deeper, under ${RIGHT}`);
  }
}

/** Most words are, and need no closer look: they are too short, or have three letters that the name does not have. */
const isFarFrom = (word: string): boolean =>
  !word.startsWith(RIGHT.toLowerCase()) && (Math.abs(word.length - RIGHT.length) > 2 || word.replace(/[safedploy]/g, '').length > 2);

/** `safedeploy` in any case is nobody else's word. The further away a name is, the more its value must look like settings. */
function misspeltIn(node: Json | undefined): string[] {
  return Object.keys(isObject(node) ? node : {}).filter((name) => {
    const word = name.toLowerCase().replace(/[^a-z]/g, '');
    if (name === RIGHT || isFarFrom(word)) return false;
    const wrong = distance(word.slice(0, 30), RIGHT.toLowerCase());
    if (wrong === 0) return true;
    const value = own(node, name) ?? {};
    const settings = isObject(value) ? Object.entries(value).slice(0, Object.keys(SETTINGS).length) : [];
    if (wrong > 2 && !word.startsWith(RIGHT.toLowerCase())) return false;
    if (wrong > 1) return settings.some(([setting, said]) => isSetting(setting, said));
    return (
      isObject(value) && (settings.length === 0 || settings.some(([setting]) => nearest(setting, Object.keys(SETTINGS)) !== undefined))
    );
  });
}

/** A setting with a name of its own, or with a value that only it has. */
const isSetting = (name: string, value: Json | undefined): boolean => isTelling(name, value) || (isKnown(name) && !COMMON.has(name));

const isKnown = (name: string): boolean => (Object.keys(SETTINGS) as readonly string[]).includes(name);

/** Names of several words, and values that say of themselves what they are for. */
function isTelling(name: string, value: Json | undefined): boolean {
  if (name === 'Hooks') return own(value, 'PreTraffic') !== undefined || own(value, 'PostTraffic') !== undefined;
  if (name === 'Alarms') return value === 'Default' || (Array.isArray(value) && value.length > 0 && value.every(isObject));
  if (name === 'FunctionUrl') return value === 'Alias' || value === 'Latest';
  if (name !== 'Type' || value === undefined) return /[a-z][A-Z]/.test(name) && isKnown(name);
  const schedule = parseSchedule(value);
  return value === 'None' || (isFault(schedule) ? schedule.fault !== 'unknown' : schedule.kind !== 'custom');
}

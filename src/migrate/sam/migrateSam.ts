import isEqual from 'lodash/isEqual';
import { asList, isObject, type Json, own, type Trail } from '../../template/json';
import type { Resource, Template } from '../../template/template';
import { at, dataIn, type Edit, type Entry, removal } from '../edits';
import { markEdits } from '../markEdits';
import { functionsOf, type Marked, SAM_FUNCTION } from '../marked';
import { AGAIN, type Migration, type Remark, type Step, type Untouchable } from '../migration';
import { lostReferences } from './ofSam';
import { RELEASE_KEYS, samRelease } from './settings';

const GLOBALS = ['Globals', 'Function'];

/** What becomes of the settings of all functions: they go, or they stay because somebody still needs them. */
export function migrateSam(template: Template, marked: Marked, untouchable: Untouchable): Migration {
  const all = functionsOf(template, SAM_FUNCTION);
  const open = all.filter(([id]) => !marked.ids.has(id));
  const globals = RELEASE_KEYS.filter((key) => at(template, [...GLOBALS, key]) !== undefined).map((key): Trail => [...GLOBALS, key]);
  const functions = open.map(([id, resource]) => ({ id, resource, release: releaseOf(template, id, resource) }));
  const remarks: Remark[] = [];
  const ready = functions.flatMap(({ id, resource, release }): Ready[] => {
    if ('why' in release)
      remarks.push({ code: 'SD1402', path: pathOf(id), data: { id, why: release.why, remedy: release.remedy + AGAIN } });
    if ('why' in release || untouchable.has(id)) return [];
    const local = RELEASE_KEYS.filter((key) => own(resource.Properties, key) !== undefined);
    const removed = local.map((key): Trail => [...pathOf(id), 'Properties', key]);
    if ('without' in release) {
      // a preference that is switched off has done its work when there is nothing to be switched off from
      return local.includes('DeploymentPreference')
        ? [{ id, settings: undefined, removed: removed.filter((path) => path.at(-1) === 'DeploymentPreference') }]
        : [];
    }
    if (isIntrinsic(release.enabled)) remarks.push({ code: 'SD1407', path: enabledAt(template, id), data: {} });
    return [{ id, settings: release.settings, removed }];
  });
  if (!ready.some(({ settings }) => settings) && remarks.length === 0) return { steps: [], remarks };
  const stays = globals.length === 0 ? undefined : whoStays(template, all.length > open.length, remarks, untouchable);
  if (stays !== undefined) {
    const data = { id: 'Globals', why: stays, remedy: `Write these settings on the functions instead of in Globals${AGAIN}` };
    return { steps: [], remarks: [...remarks.filter(({ code }) => code === 'SD1402'), { code: 'SD1402', path: GLOBALS, data }] };
  }
  const defaults = globals.length > 0 && !marked.hasDefaults && marked.ids.size === 0 ? commonOf(template, ready) : [];
  const steps = ready.flatMap((one): Step[] => {
    const edits = editsOf(template, one, defaults);
    if (edits) return [{ of: one.id, path: pathOf(one.id), names: [one.id], edits }];
    remarks.push({ code: 'SD1404', path: [...pathOf(one.id), 'Metadata'], data: { id: one.id } });
    return [];
  });
  if (steps.some(({ edits }) => edits.some((edit) => edit.do === 'add'))) remarks.push(...lostReferences(template));
  if (globals.length === 0) return { steps, remarks };
  if (steps.length < ready.length) return { steps: [], remarks };
  const edits = [...steps.flatMap((step) => step.edits.filter((edit) => edit.do !== 'remove')), ...defaultsEdit(template, defaults)];
  const gone = removal(template, [...globals, ...ready.flatMap(({ removed }) => removed)]);
  return { steps: [{ of: 'Globals', path: GLOBALS, names: ready.map(({ id }) => id), edits: [...edits, ...gone] }], remarks };
}

interface Ready {
  readonly id: string;
  /** undefined where SAM releases nothing. */
  readonly settings: readonly Entry[] | undefined;
  readonly removed: readonly Trail[];
}

const pathOf = (id: string): Trail => ['Resources', id];
const isIntrinsic = (value: Json | undefined): boolean => isObject(value);
const enabledAt = (template: Template, id: string): Trail => {
  const path = [...pathOf(id), 'Properties', 'DeploymentPreference', 'Enabled'];
  return at(template, path) === undefined ? [...GLOBALS, 'DeploymentPreference', 'Enabled'] : path;
};

function releaseOf(template: Template, id: string, resource: Resource) {
  const ignored = asList(own(resource, 'IgnoreGlobals'));
  const ignores = (key: string) => ignored.includes('*') || ignored.includes(key);
  if (ignored.length > 0 && RELEASE_KEYS.some((key) => ignores(key) && at(template, [...GLOBALS, key]) !== undefined)) {
    const without = { ...template, Globals: {} };
    return samRelease(without, { own: [...pathOf(id), 'Properties'], globals: undefined });
  }
  return samRelease(template, { own: [...pathOf(id), 'Properties'], globals: GLOBALS });
}

/** Why the settings in Globals cannot go. */
function whoStays(template: Template, anyMarked: boolean, remarks: readonly Remark[], untouchable: Untouchable): string | undefined {
  if (remarks.some(({ code }) => code === 'SD1402')) return 'a function that uses them cannot be migrated';
  if (untouchable.size > 0) return 'a function that uses them cannot be changed in this file';
  if (anyMarked) return 'a function that uses them is already marked';
  const loop = Object.keys(template.Resources).find((key) => key.startsWith('Fn::'));
  return loop === undefined ? undefined : `${loop} may create functions that use them`;
}

/** The settings that every function has, and most of them as Globals says them. */
function commonOf(template: Template, ready: readonly Ready[]): Entry[] {
  const release = samRelease(template, { own: undefined, globals: GLOBALS });
  const all = ready.flatMap(({ settings }) => (settings ? [settings] : []));
  if (!('settings' in release) || all.length === 0) return [];
  return release.settings.filter(([key, content]) => {
    const value = dataIn(content, template);
    const said = all.map((settings) => settings.find(([name]) => name === key));
    return said.every((entry) => entry !== undefined) && said.some((entry) => entry && isEqual(dataIn(entry[1], template), value));
  });
}

function defaultsEdit(template: Template, defaults: readonly Entry[]): Edit[] {
  if (defaults.length === 0) return [];
  const mark = { map: defaults };
  const metadata = template.Metadata;
  if (metadata !== undefined) return [{ do: 'add', path: ['Metadata'], key: 'SafeDeploy', content: mark }];
  return [{ do: 'add', path: [], key: 'Metadata', content: { map: [['SafeDeploy', mark]] }, after: 'Globals' }];
}

function editsOf(template: Template, { id, settings, removed }: Ready, defaults: readonly Entry[]): Edit[] | undefined {
  if (settings === undefined) return removal(template, removed);
  const differs = settings.filter(([key, content]) => {
    const fallback = defaults.find(([name]) => name === key);
    return !fallback || !isEqual(dataIn(fallback[1], template), dataIn(content, template));
  });
  const mark = markEdits(
    template,
    id,
    differs.map(([key, content]) => [key, own_(template, content)]),
  );
  return mark && [...mark, ...removal(template, removed)];
}

/** What comes from Globals for one function is written out, so that comments there are not told again for each. */
const own_ = (template: Template, content: Entry[1]): Entry[1] =>
  'copy' in content && content.copy[0] === 'Globals' ? { json: dataIn(content, template) } : content;

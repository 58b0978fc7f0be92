import isEqual from 'lodash/isEqual';
import { isObject, type JsonObject, own, type Trail } from '../../template/json';
import { at, dataIn, type Edit, type Entry, removal } from '../edits';
import { AGAIN, type Migration, NOTHING_TO_MIGRATE } from '../migration';
import { transformsOf } from '../transformSection';
import { logicalIdOf, translate } from './settings';

const PLUGIN = 'serverless-plugin-canary-deployments';

/** Is this file the configuration of a service of the Serverless Framework? */
export const isServerless = (root: JsonObject): boolean =>
  root.Resources === undefined && root.service !== undefined && (root.provider !== undefined || root.functions !== undefined);

/** The canary plugin's settings become defaults and marks of the template that the framework makes. All of them, or none. */
export function migrateServerless(root: JsonObject, macroName: string): Migration {
  const functions = root.functions === undefined ? {} : root.functions;
  const plugins = Array.isArray(root.plugins) ? root.plugins : (own(root.plugins, 'modules') ?? []);
  const uses = Array.isArray(plugins) && plugins.includes(PLUGIN);
  const refuse = (path: Trail, why: string, remedy: string): Migration => ({
    steps: [],
    remarks: [{ code: 'SD1403', path, data: { why, remedy: remedy + AGAIN } }],
  });
  if (!isObject(functions)) {
    return uses
      ? refuse(['functions'], 'functions is not a map in this file', 'Write the functions as a map in this file')
      : NOTHING_TO_MIGRATE;
  }
  const names = Object.keys(functions);
  const marked = names.filter((name) => Object.hasOwn(isObject(functions[name]) ? functions[name] : {}, 'deploymentSettings'));
  if (marked.length === 0) return NOTHING_TO_MIGRATE;
  const { resources } = root;
  if (resources !== undefined && !isObject(resources)) {
    return refuse(['resources'], 'resources is not a map in this file', 'Write resources as a map');
  }
  for (const section of ['Metadata', 'extensions']) {
    const value = own(resources, section);
    if (value !== undefined && (!isObject(value) || Object.keys(value).length === 0)) {
      return refuse(
        ['resources', section],
        `resources.${section} is not a map with keys`,
        `Write resources.${section} as a map, or remove it`,
      );
    }
  }
  const translated = marked.map((name) => ({ name, id: logicalIdOf(name), said: translate(root, name, names) }));
  const remarks = translated.flatMap(({ name, said }) =>
    'why' in said
      ? [{ code: 'SD1403' as const, path: ['functions', name, 'deploymentSettings'], data: { why: said.why, remedy: said.remedy } }]
      : [],
  );
  if (at(root, ['resources', 'Metadata', 'SafeDeploy']) !== undefined) {
    return refuse(['resources', 'Metadata', 'SafeDeploy'], 'the service already has defaults for SafeDeploy', 'Remove them');
  }
  if (remarks.length > 0) return { steps: [], remarks };
  const all = translated.map(({ id, said }) => ({ id, settings: 'settings' in said ? said.settings : [] }));
  const common = commonOf(root, all);
  const block: Entry[] = [['Functions', { json: all.map(({ id }) => id) }], ...common];
  const differing = all.flatMap(({ id, settings }) => {
    const others = settings.filter(([key]) => !common.some(([name]) => name === key));
    return others.length > 0 ? [{ id, settings: others }] : [];
  });
  const clash = differing.find(({ id }) => at(root, ['resources', 'extensions', id]) !== undefined);
  if (clash) {
    const path = ['resources', 'extensions', clash.id];
    return refuse(
      path,
      `resources.extensions.${clash.id} already exists`,
      `Move it into the function, or give all functions the same settings`,
    );
  }
  const gone: Trail[] = marked.map((name) => ['functions', name, 'deploymentSettings']);
  if (at(root, ['custom', 'deploymentSettings']) !== undefined) gone.push(['custom', 'deploymentSettings']);
  gone.push(...pluginAt(root));
  const edits = [...sectionEdits(root, macroName, block, differing), ...removal(root, gone)];
  return { steps: [{ of: 'the service', path: ['functions'], names: marked, edits }], remarks: [] };
}

interface Settings {
  readonly id: string;
  readonly settings: readonly Entry[];
}

/** What all functions say in the same way. */
function commonOf(root: JsonObject, all: readonly Settings[]): Entry[] {
  const [first, ...others] = all;
  return (first?.settings ?? []).filter(([key, content]) =>
    others.every(({ settings }) => {
      const other = settings.find(([name]) => name === key);
      return other && isEqual(dataIn(other[1], root), dataIn(content, root));
    }),
  );
}

function pluginAt(root: JsonObject): Trail[] {
  return [['plugins'], ['plugins', 'modules']].flatMap((path): Trail[] => {
    const list = at(root, path);
    const index = Array.isArray(list) ? list.indexOf(PLUGIN) : -1;
    return index < 0 ? [] : [[...path, index]];
  });
}

/** The sections of `resources` that say it: those that are there get more, the others are new. */
function sectionEdits(root: JsonObject, macroName: string, block: readonly Entry[], marks: readonly Settings[]): Edit[] {
  const mark = (settings: readonly Entry[]): Entry => ['SafeDeploy', { map: settings }];
  const extensions = marks.map(({ id, settings }): Entry => [id, { map: [['Metadata', { map: [mark(settings)] }]] }]);
  const { resources } = root;
  const transform: Entry = ['Transform', { json: [macroName] }];
  if (!isObject(resources) || Object.keys(resources).length === 0) {
    const sections: Entry[] = [
      transform,
      ['Metadata', { map: [mark(block)] }],
      ...(extensions.length > 0 ? [['extensions', { map: extensions }] as Entry] : []),
    ];
    return [{ do: 'add', path: [], key: 'resources', content: { map: sections } }];
  }
  const edits: Edit[] = [];
  const path: Trail = ['resources'];
  if (resources.Transform === undefined) edits.push({ do: 'add', path, key: 'Transform', content: transform[1], first: true });
  else if (!transformsOf(resources.Transform).includes(macroName))
    edits.push({ do: 'extend', path: [...path, 'Transform'], item: macroName });
  if (resources.Metadata === undefined) edits.push({ do: 'add', path, key: 'Metadata', content: { map: [mark(block)] }, first: true });
  else edits.push({ do: 'add', path: [...path, 'Metadata'], key: 'SafeDeploy', content: { map: block } });
  if (extensions.length === 0) return edits;
  if (resources.extensions === undefined) return [...edits, { do: 'add', path, key: 'extensions', content: { map: extensions } }];
  return [...edits, ...extensions.map(([key, content]): Edit => ({ do: 'add', path: [...path, 'extensions'], key, content }))];
}

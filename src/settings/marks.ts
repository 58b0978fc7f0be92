import type { Diagnostics } from '../diagnostics/diagnostics';
import { didYouMean } from '../diagnostics/nearest';
import { intrinsicOf } from '../template/intrinsics';
import { isObject, isScalar, type Json, type JsonObject, mapValues, own, type Trail } from '../template/json';
import { FUNCTION, propertiesOf, type Resource, resources, type Template } from '../template/template';
import type { Values } from '../template/values';
import { becauseUnknown } from './undecided';

/** One thing that a user said, and where. */
export interface Statement {
  readonly value: Json;
  readonly path: Trail;
}
/** Settings in SafeDeploy's own spelling, each with the place where its author wrote it. */
export type Statements = Map<string, Statement>;

export interface Mark {
  readonly id: string;
  readonly statements: Statements;
  /** SAM's spelling has SAM's defaults: no deployment without a preference, no alarms that nobody asked for. */
  readonly spelling: 'own' | 'sam';
  /** A DeploymentPreference stands on the function, whatever is in it. */
  readonly hasPreference: boolean;
}

/** A mark that a function-level Fn::Transform left among the properties. CloudFormation refuses it if nobody removes it. */
export const PROPERTY_MARK = 'SafeDeploy';
const PREFERENCE = 'DeploymentPreference';

/** SAM's keys on a function and what they are called here. */
export const SAM_KEYS: Readonly<Record<string, string>> = {
  AutoPublishAlias: 'Alias',
  AutoPublishCodeSha256: 'AutoPublishCodeSha256',
  AutoPublishAliasAllProperties: 'AutoPublishAliasAllProperties',
  [PREFERENCE]: PREFERENCE,
  ProvisionedConcurrencyConfig: 'ProvisionedConcurrencyConfig',
  PropagateTags: 'PropagateTags',
  VersionDeletionPolicy: 'VersionDeletionPolicy',
  VersionDescription: 'VersionDescription',
};

/** What can stand in a DeploymentPreference: SAM's keys and those that say more about the same deployment. */
const PREFERENCE_KEYS = new Set([
  'Type',
  'Alarms',
  'Hooks',
  'Enabled',
  'Role',
  'PermissionsBoundary',
  'RolePath',
  'TriggerConfigurations',
  'Notify',
  'PassthroughCondition',
  'IgnoreAlarms',
  'IgnorePollAlarmFailure',
  'Rollback',
]);

/** Settings that change nothing on their own: without an alias SAM ignores them, and so do we. */
const NO_MARK_ALONE = new Set([
  'Ignore',
  'PropagateTags',
  'VersionDescription',
  'VersionDeletionPolicy',
  'AutoPublishCodeSha256',
  'AutoPublishAliasAllProperties',
]);

/** The marks on the resources themselves, in all spellings.  */
export function findMarks(template: Template, values: Values, diagnostics: Diagnostics): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const [id, resource] of resources(template)) {
    if (resource.Type !== FUNCTION) {
      refuseOtherType(id, resource, diagnostics);
      continue;
    }
    const mark = own(resource.Metadata, 'SafeDeploy');
    const path = ['Resources', id, 'Metadata', 'SafeDeploy'];
    const statements: Statements = new Map();
    if (mark !== undefined) addMap(statements, mark, path, diagnostics);
    const properties = propertiesOf(resource);
    const propertyMark = own(properties, PROPERTY_MARK);
    if (propertyMark !== undefined) addMap(statements, propertyMark, ['Resources', id, 'Properties', PROPERTY_MARK], diagnostics);
    const marked = (mark !== undefined && !onlyIgnores(mark)) || propertyMark !== undefined;
    addSam(statements, id, properties, values, diagnostics);
    const preference = own(properties, PREFERENCE);
    const decided = preference === undefined ? undefined : values.unwrap(preference);
    const hasPreference = isObject(decided) && !intrinsicOf(decided);
    if (marked) marks.set(id, { id, statements, spelling: 'own', hasPreference });
    else if (marksInSam(statements, properties, hasPreference, values)) marks.set(id, { id, statements, spelling: 'sam', hasPreference });
  }
  return marks;
}

/** `Ignore` alone speaks to safedeploy lint, and marks nothing. */
export const onlyIgnores = (mark: Json): boolean => isObject(mark) && Object.keys(mark).join() === 'Ignore';

/** A mark on something that has no versions. */
function refuseOtherType(id: string, { Type, Metadata, Properties }: Resource, diagnostics: Diagnostics): void {
  const mark = own(Metadata, 'SafeDeploy');
  for (const path of [
    mark !== undefined && !onlyIgnores(mark) ? ['Metadata'] : [],
    own(Properties, PROPERTY_MARK) !== undefined ? ['Properties'] : [],
  ]) {
    if (path.length > 0)
      diagnostics.report(Type === 'AWS::Serverless::Function' ? 'SD2002' : 'SD2003', ['Resources', id, ...path, 'SafeDeploy'], {
        type: Type,
      });
  }
}

function addMap(statements: Statements, mark: Json, path: Trail, diagnostics: Diagnostics): void {
  if (!isObject(mark)) return diagnostics.report('SD2001', path);
  for (const [name, value] of Object.entries(mark)) add(statements, name, { value, path: [...path, name] }, diagnostics);
}

function addSam(statements: Statements, id: string, properties: JsonObject, values: Values, diagnostics: Diagnostics): void {
  for (const key of Object.keys(properties)) {
    const name = own(SAM_KEYS, key);
    const value = properties[key] as Json;
    if (typeof name !== 'string') continue;
    const path = ['Resources', id, 'Properties', key];
    if (key !== PREFERENCE) {
      add(statements, name, { value, path }, diagnostics);
      continue;
    }
    const preference = values.unwrap(value);
    if (preference === undefined) continue;
    if (!isObject(preference) || intrinsicOf(preference)) {
      diagnostics.report('SD2005', path, { because: becauseUnknown(value, values) });
      continue;
    }
    for (const [setting, inner] of Object.entries(preference)) {
      if (!PREFERENCE_KEYS.has(setting)) diagnostics.report('SD2101', [...path, setting], { name: setting, hint: hint(setting) });
      else add(statements, setting, { value: inner, path: [...path, setting] }, diagnostics);
    }
  }
}

function add(statements: Statements, name: string, statement: Statement, diagnostics: Diagnostics): void {
  if (statements.has(name)) diagnostics.report('SD2004', statement.path, { name });
  else statements.set(name, statement);
}

/** SAM's users write `DeploymentPreference: {Enabled: false}` on hook functions, which marks nothing. */
function marksInSam(statements: Statements, properties: JsonObject, hasPreference: boolean, values: Values): boolean {
  if (values.resolve(own(properties, 'AutoPublishAlias')) !== undefined) return true;
  if (hasPreference) {
    const enabled = values.resolve(statements.get('Enabled')?.value ?? true);
    if (!isScalar(enabled) || String(enabled).toLowerCase() !== 'false') return true;
  }
  return [...statements.keys()].some((name) => name !== 'Alias' && !NO_MARK_ALONE.has(name) && !PREFERENCE_KEYS.has(name));
}

const hint = (setting: string): string => didYouMean(setting, [...PREFERENCE_KEYS]);

/**
 * The template without marks and defaults, as its author would have written it without SafeDeploy. Where nothing is marked
 * only SAM's keys go, which are no CloudFormation, and a template that has none comes back as it came.
 */
export function withoutMarks(template: Template, anyMarked: boolean): Template {
  const resources = mapValues(template.Resources, (resource) => (isObject(resource) ? withoutMark(resource, anyMarked) : resource));
  const result = resources === template.Resources ? template : { ...template, Resources: resources };
  return anyMarked ? (withoutMetadata(result) as Template) : result;
}

function withoutMark(resource: JsonObject, anyMarked: boolean): JsonObject {
  const { Properties: properties } = resource;
  const isMark = (key: string) => Object.hasOwn(SAM_KEYS, key) || key === PROPERTY_MARK;
  const carries = resource.Type === FUNCTION && isObject(properties) && Object.keys(properties).some(isMark);
  const bare = carries
    ? { ...resource, Properties: Object.fromEntries(Object.entries(properties).filter(([key]) => !isMark(key))) }
    : resource;
  return anyMarked ? withoutMetadata(bare) : bare;
}

/** `Metadata` loses only its SafeDeploy key, and goes when that was all. */
function withoutMetadata(node: JsonObject): JsonObject {
  if (own(node.Metadata, 'SafeDeploy') === undefined) return node;
  const { Metadata, ...rest } = node;
  const { SafeDeploy: _, ...kept } = Metadata as JsonObject;
  return Object.keys(kept).length > 0 ? { ...node, Metadata: kept } : rest;
}

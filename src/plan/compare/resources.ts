import { isPermission } from '../../callers/decide/consumers';
import { callerAt } from '../../callers/find/lookup';
import { isObject, type Json, own, sortedJson } from '../../template/json';
import { referencedIds } from '../../template/references';
import { propertiesOf, type Resource } from '../../template/template';
import { canonicalJson } from '../../version/canonical';
import { identityOf } from '../../version/replacement';
import type { ChangedResource } from '../schema';
import type { Deployable } from '../side';

/** Attributes that CloudFormation stores with a resource. DependsOn only orders an update. */
const ATTRIBUTES = ['Metadata', 'CreationPolicy', 'UpdatePolicy', 'DeletionPolicy', 'UpdateReplacePolicy'];

/** Properties beside those of `identityOf` whose change replaces a resource that calls, or is called; `*` is all of them. */
const REPLACING: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Deployment': 'RestApiId',
  'AWS::ApiGatewayV2::Deployment': 'ApiId',
  'AWS::CodeDeploy::DeploymentConfig': '*',
  'AWS::CodeDeploy::DeploymentGroup': 'ApplicationName',
  'AWS::Lambda::EventInvokeConfig': 'FunctionName Qualifier',
  'AWS::Lambda::EventSourceMapping': 'EventSourceArn SelfManagedEventSource StartingPosition',
  'AWS::Lambda::Permission': '*',
  'AWS::SNS::Subscription': 'Endpoint Protocol TopicArn',
};

/** What CloudFormation adds, changes, replaces and removes: both sides as it sees them, after every macro. */
export function changedResources(before: Deployable, after: Deployable): ChangedResource[] {
  const ids = [...new Set([...Object.keys(after.resources), ...Object.keys(before.resources)])];
  const unknown = new Set([...before.unknown, ...after.unknown]);
  const found = ids.flatMap((id) => changeOf(id, before, after, unknown) ?? []);
  return withReplaced(found, before, after);
}

function changeOf(id: string, before: Deployable, after: Deployable, unknown: ReadonlySet<string>): ChangedResource | undefined {
  const [was, is] = [before.has(id), after.has(id)];
  if (!was && !is) return undefined;
  const [then, now] = [own(before.resources, id), own(after.resources, id)];
  const type = typeOf(id, is ? now : then);
  if (!was || !is) return { id, type, action: is ? 'added' : 'removed', properties: [], certain: true };
  const [old, parts] = [partsOf(then, before), partsOf(now, after)];
  const names = [...new Set([...old.keys(), ...parts.keys()])].filter((name) => !same(old.get(name), parts.get(name)));
  const properties = [...(typeOf(id, then) === type ? [] : ['Type']), ...names];
  if (properties.length === 0) return undefined;
  const certain = ![...referencedIds(...names.flatMap((name) => [old.get(name), parts.get(name)]))].some((name) => unknown.has(name));
  const isNew = properties[0] === 'Type' || isReplaced(type, then, now, before, after, names);
  return { id, type, action: isNew ? 'replaced' : 'changed', properties, certain };
}

/** `Fn::ForEach::Topics` holds resources, and is none. */
export const typeOf = (id: string, resource: Json | undefined): string =>
  isObject(resource) ? String(own(resource, 'Type')) : id.split('::').slice(0, 2).join('::');

const same = (one: Json | undefined, other: Json | undefined): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null);

const known = new WeakMap<object, Map<string, Json>>();

/** Properties and attributes of a resource, resolved. */
function partsOf(resource: Json | undefined, { values }: Deployable): Map<string, Json> {
  if (!isObject(resource)) return new Map(resource === undefined ? [] : [['its resources', values.resolve(resource) ?? null]]);
  const memo = known.get(resource);
  if (memo) return memo;
  const resolved = (node: Json | undefined) => values.resolve(node);
  const attributes = ATTRIBUTES.map((name) => [name, resolved(own(resource, name))] as const);
  const properties = Object.entries(propertiesOf(resource)).map(([name, value]) => [name, resolved(value)] as const);
  const parts = new Map([...attributes, ...properties].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
  known.set(resource, parts);
  return parts;
}

function isReplaced(
  type: string,
  then: Json | undefined,
  now: Json | undefined,
  before: Deployable,
  after: Deployable,
  names: readonly string[],
): boolean {
  return !same(identity(then, before), identity(now, after)) || names.some((name) => replaces(type, name));
}

/** A template that no macro has checked may have resources without a type. */
const identity = (resource: Json | undefined, { values }: Deployable) =>
  typeof own(resource, 'Type') === 'string' ? identityOf(resource as Resource, values) : {};

const replaces = (type: string, name: string): boolean => {
  const listed = (Object.hasOwn(REPLACING, type) ? (REPLACING[type] as string) : '').split(' ');
  return listed.includes('*') ? !ATTRIBUTES.includes(name) : listed.includes(name) || callerAt(type, name)?.caller.update === 'replaces';
};

/** What names a resource that is replaced changes with it, and is replaced itself where it cannot name another. */
function withReplaced(found: readonly ChangedResource[], before: Deployable, after: Deployable): ChangedResource[] {
  const changes = new Map(found.map((one) => [one.id, one]));
  const replaced = found.filter(({ action }) => action === 'replaced').map(({ id }) => id);
  for (const gone of replaced) {
    for (const [id, resource] of Object.entries(after.resources)) {
      const change = changes.get(id);
      if (!before.has(id) || !after.has(id) || change?.action === 'replaced') continue;
      const names = [...partsOf(resource, after)].flatMap(([name, value]) => (referencedIds(value).has(gone) ? [name] : []));
      if (names.length === 0) continue;
      const type = String(own(resource, 'Type'));
      const isNew = names.some((name) => replaces(type, name) || Object.hasOwn(identity(resource, after), name));
      const properties = [...new Set([...(change?.properties ?? []), ...names])];
      changes.set(id, { id, type, action: isNew ? 'replaced' : 'changed', properties, certain: change?.certain ?? true });
      if (isNew) replaced.push(id);
    }
  }
  return [...changes.values()];
}

/** A permission says the same as another, but for the function that it stands on. */
export const samePermission = (one: Json | undefined, other: Json | undefined, sides: readonly [Deployable, Deployable]): boolean => {
  const [a, b] = [one, other].map((resource, i) => {
    const { FunctionName: _, ...rest } = propertiesOf(resource);
    return sortedJson((sides[i] as Deployable).values.resolve(rest));
  });
  return a === b;
};

export const isPermissionType = (type: string): boolean => isPermission({ type, path: 'FunctionName' });

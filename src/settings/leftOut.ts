import { asList, isScalar, type Json, own } from '../template/json';
import { eachReference, referencedIds } from '../template/references';
import { FUNCTION, isRetained, propertiesOf, resourceOf, resources, resourcesOf, type Template } from '../template/template';
import type { Values } from '../template/values';
import { PROPERTY_MARK } from './marks';

/** A function that `Functions: All` does not mark. The words for people are in src/plan/leftOut.ts. */
export interface LeftOut {
  readonly id: string;
  readonly reason: 'hook' | 'custom resource' | 'edge' | 'released';
  /** Who releases it already, or calls a hook as well. */
  readonly by: readonly string[];
}

/** Functions that no caller calls for its own sake, that take no alias, or that something releases already. */
export function leftOut(template: Template, hooks: ReadonlySet<string>, values: Values): Map<string, LeftOut> {
  const { users, served } = usersOf(template);
  const found = new Map<string, LeftOut>();
  const add = (reason: LeftOut['reason'], id: string, by: Iterable<string> = []) => {
    if (resourceOf(template, id)?.Type === FUNCTION && !found.has(id)) found.set(id, { id, reason, by: [...by] });
  };
  for (const id of hooks) add('hook', id, users.get(id));
  for (const id of customResourceHelpers(template, users, served)) add('custom resource', id);
  const released = releasedByHand(template, values);
  for (const id of edgeFunctions(template, released)) add('edge', id);
  for (const [id, by] of released) {
    const staying = by.filter((other) => !canBeTakenOver(template.Resources[other], template.Resources[id]));
    if (staying.length > 0) add('released', id, staying);
  }
  return found;
}

/** Who refers to what in its properties, and whom a ServiceToken names. Roles, logs and permissions call nothing. */
function usersOf(template: Template) {
  const served = new Set<string>();
  const users = new Map<string, Set<string>>();
  for (const [id, resource] of resources(template)) {
    if (/^AWS::(IAM|Logs)::/.test(resource.Type) || resource.Type === 'AWS::Lambda::Permission') continue;
    const { ServiceToken, DeploymentPreference: _, [PROPERTY_MARK]: __, ...rest } = propertiesOf(resource);
    for (const target of referencedIds(ServiceToken)) served.add(target);
    for (const target of referencedIds(rest)) if (target !== id) users.set(target, (users.get(target) ?? new Set()).add(id));
  }
  return { users, served };
}

/** Whoever a ServiceToken names, and whatever only such helpers refer to, as in the provider framework of CDK. */
function customResourceHelpers(template: Template, users: ReadonlyMap<string, ReadonlySet<string>>, served: ReadonlySet<string>) {
  const helpers = new Set<string>();
  for (let before = -1; before !== helpers.size; ) {
    before = helpers.size;
    for (const id of [...served, ...users.keys()]) {
      const all = [...(users.get(id) ?? [])];
      const onlyHelpers = all.every((user) => helpers.has(user)) && (served.has(id) || all.length > 0);
      if (onlyHelpers && Object.hasOwn(template.Resources, id)) helpers.add(id);
    }
  }
  return helpers;
}

/** The versions and aliases that the author made, by the function that they name: by reference, by its name or by its ARN. */
function releasedByHand(template: Template, values: Values): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const named = new Map<string, string>();
  for (const [id, lambda] of resourcesOf(template, FUNCTION)) {
    const name = values.resolve(own(propertiesOf(lambda), 'FunctionName'));
    if (isScalar(name)) named.set(String(name), id);
  }
  for (const [id, resource] of ['AWS::Lambda::Version', 'AWS::Lambda::Alias'].flatMap((type) => resourcesOf(template, type))) {
    const address = own(propertiesOf(resource), 'FunctionName');
    const text = values.resolve(address);
    const byName = isScalar(text) ? named.get(String(text).split(':function:').at(-1) ?? '') : undefined;
    for (const target of byName === undefined ? referencedIds(address) : [byName]) found.set(target, [...(found.get(target) ?? []), id]);
  }
  return found;
}

/** Can SafeDeploy take a version or an alias over, as far as its resource shows? callers/decide/takeOver.ts knows the rest. */
function canBeTakenOver(resource: Json | undefined, lambda: Json | undefined): boolean {
  if (own(resource, 'Type') === 'AWS::Lambda::Version') return isRetained(resource);
  const isOwn = own(resource, 'UpdatePolicy') !== undefined || own(own(resource, 'Properties'), 'RoutingConfig') !== undefined;
  return !isOwn && own(resource, 'Condition') === own(lambda, 'Condition');
}

/** CloudFront takes versions only: those in its associations, and those whose role says so. One that F.Version names wants its mark. */
function edgeFunctions(template: Template, released: ReadonlyMap<string, readonly string[]>): Set<string> {
  const inCloudFront = new Set<string>();
  const wanted = new Set<string>();
  for (const [, resource] of resources(template)) {
    eachReference(resource, (id, attribute) => {
      if (/^(Version|Alias)(\.|$)/.test(attribute)) wanted.add(id);
    });
  }
  for (const [, resource] of resourcesOf(template, 'AWS::CloudFront::Distribution')) {
    const { DistributionConfig: config } = propertiesOf(resource);
    const behaviours: Json[] = [...asList(own(config, 'DefaultCacheBehavior')), ...asList(own(config, 'CacheBehaviors'))];
    for (const id of referencedIds(...behaviours.map((one) => own(one, 'LambdaFunctionAssociations')))) inCloudFront.add(id);
  }
  const isEdge = (id: string, role: Json | undefined) =>
    [id, ...(released.get(id) ?? [])].some((one) => inCloudFront.has(one)) ||
    [...referencedIds(role)].some((one) => JSON.stringify(resourceOf(template, one) ?? '').includes('edgelambda.amazonaws.com'));
  const functions = resourcesOf(template, FUNCTION).filter(([id, lambda]) => isEdge(id, propertiesOf(lambda).Role) && !wanted.has(id));
  return new Set(functions.map(([id]) => id));
}

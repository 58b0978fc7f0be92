import type { FunctionSettings } from '../../settings/settings';
import { dependencyGraph } from '../../template/graph';
import { asList, isObject, type Json, own } from '../../template/json';
import { referencedIds, soleReference } from '../../template/references';
import { reorder } from '../../template/rewrite';
import { propertiesOf, type Resource, resourceOf, resourcesOf, type Template } from '../../template/template';

const ALIAS = 'AWS::Lambda::Alias';
const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const APPLICATION = 'AWS::CodeDeploy::Application';
const ROLE = 'AWS::IAM::Role';
const POLICY = 'AWS::IAM::Policy';

/** The logical id of the deployment group that an update policy names. */
export const groupIn = (policy: Json | undefined): string | undefined =>
  soleReference(own(own(policy, 'CodeDeployLambdaAliasUpdate'), 'DeploymentGroupName'))?.id;

/** What SAM, CDK and the Serverless plugin write: a deployment group that was made for this alias. */
export const isOfThisTemplate = (policy: Json, template: Template): boolean => resourceOf(template, groupIn(policy) ?? '')?.Type === GROUP;

/** The group that goes with the alias' old update policy: ours takes its place. Another alias' group stays. */
export function groupOf(alias: Resource, template: Template): string | undefined {
  const id = groupIn(own(alias, 'UpdatePolicy'));
  if (id === undefined || resourceOf(template, id)?.Type !== GROUP) return undefined;
  const users = resourcesOf(template, ALIAS).filter(([, { UpdatePolicy }]) => groupIn(UpdatePolicy) === id);
  return users.length === 1 ? id : undefined;
}

/**
 * What nobody but the groups that leave needs: their application, their service role and its inline policies, which cannot be
 * without it. What has a name of its own may be used from elsewhere, and stays, as does what anything else refers to: other
 * resources and sections, the marks, and what is left of the aliases. Gives each with the group that it was for.
 */
export function leftBehind(
  groups: readonly string[],
  gone: ReadonlySet<string>,
  template: Template,
  settings: readonly FunctionSettings[],
): ReadonlyMap<string, string> {
  const leaving = new Map<string, string>();
  if (groups.length === 0) return leaving;
  const users = usersIn(template, gone, settings);
  const leaves = (id: string, ...others: string[]) => users(id).every((user) => gone.has(user) || others.includes(user));
  for (const group of groups) {
    const { ApplicationName, ServiceRoleArn } = propertiesOf(resourceOf(template, group));
    const application = unnamed(ApplicationName, APPLICATION, 'ApplicationName', template);
    if (application !== undefined && leaves(application)) leaving.set(application, group);
    const role = unnamed(ServiceRoleArn, ROLE, 'RoleName', template);
    if (role === undefined || !isForCodeDeploy(resourceOf(template, role))) continue;
    const policies = resourcesOf(template, POLICY).flatMap(([id, policy]) => (isOnlyOf(role, policy) && leaves(id) ? [id] : []));
    if (leaves(role, ...policies)) for (const id of [role, ...policies]) leaving.set(id, group);
  }
  return leaving;
}

/** Who refers to a resource: other resources by their logical ids, and '' for anybody else. */
function usersIn(
  { Resources, ...sections }: Template,
  gone: ReadonlySet<string>,
  settings: readonly FunctionSettings[],
): (id: string) => readonly string[] {
  const graph = dependencyGraph({ Resources });
  const loops = Object.values(Resources).filter(Array.isArray); // Fn::ForEach
  const aliases = [...gone].flatMap((id) => {
    const { Type, UpdatePolicy, DependsOn, ...kept } = Resources[id] as Resource;
    return Type === ALIAS ? [kept] : [];
  });
  const held = referencedIds(sections, loops, aliases, settings as unknown as Json);
  reorder(loops, (id) => {
    held.add(id);
    return [id];
  });
  return (id) => [...[...graph].flatMap(([user, needs]) => (needs.has(id) ? [user] : [])), ...(held.has(id) ? [''] : [])];
}

/** The resource of this type that a property refers to, where CloudFormation gave it its name. */
function unnamed(property: Json | undefined, type: string, name: string, template: Template): string | undefined {
  const id = soleReference(property)?.id;
  const found = id === undefined ? undefined : resourceOf(template, id);
  return found?.Type === type && own(found.Properties, name) === undefined ? id : undefined;
}

/** Does its trust policy let CodeDeploy alone use it, as far as it can be read? */
function isForCodeDeploy(role: Json | undefined): boolean {
  const statements = asList(own(own(propertiesOf(role), 'AssumeRolePolicyDocument'), 'Statement'));
  const isFor = (statement: Json) => {
    const principal = own(statement, 'Principal');
    const services = asList(own(principal, 'Service'));
    return (
      isObject(principal) &&
      Object.keys(principal).length === 1 &&
      services.length > 0 &&
      services.every((service) => typeof service === 'string' && service.startsWith('codedeploy.'))
    );
  };
  return statements.length > 0 && statements.every(isFor);
}

/** An inline policy of this role and of nobody else. */
function isOnlyOf(role: string, policy: Resource): boolean {
  const { Roles, Users, Groups } = propertiesOf(policy);
  const roles = asList(Roles);
  return roles.length === 1 && soleReference(roles[0])?.id === role && Users === undefined && Groups === undefined;
}

import { asList, type Json, own, type Trail } from '../../template/json';
import { soleReference } from '../../template/references';
import { propertiesOf, resourceOf, type Template } from '../../template/template';
import type { Entry } from '../edits';

/** What SafeDeploy's own service role may do as well: these policies, and these actions on what the stack needs. */
const POLICIES =
  /policy\/(?:service-role\/)?(?:AWSCodeDeployRoleForLambda|AWSCodeDeployRoleForLambdaLimited|AmazonSNSFullAccess|AWSLambda_FullAccess)$/;
const ACTIONS = ['lambda:invokefunction', 'sns:publish', 'cloudwatch:describealarms'];
const PROPERTIES = [
  'AssumeRolePolicyDocument',
  'Description',
  'ManagedPolicyArns',
  'Path',
  'PermissionsBoundary',
  'Policies',
  'RoleName',
  'Tags',
];

/** The service role of a group: SafeDeploy's own takes its place, or the mark names it. */
export function roleSettings(arn: Json, path: Trail, template: Template): { settings: readonly Entry[]; role: string | undefined } {
  const id = soleReference(arn)?.id;
  const role = id === undefined ? undefined : resourceOf(template, id);
  if (id === undefined || role?.Type !== 'AWS::IAM::Role' || !isReplaceable(role))
    return { settings: [['Role', { copy: path }]], role: undefined };
  const of = (name: string, setting: string): Entry[] =>
    propertiesOf(role)[name] === undefined ? [] : [[setting, { copy: ['Resources', id, 'Properties', name] }]];
  return { settings: [...of('PermissionsBoundary', 'PermissionsBoundary'), ...of('Path', 'RolePath')], role: id };
}

/** Only CodeDeploy may be it, and it may do nothing that SafeDeploy's role may not. */
function isReplaceable(role: Json): boolean {
  const properties = propertiesOf(role);
  const { AssumeRolePolicyDocument: trust, ManagedPolicyArns: managed, Policies: policies } = properties;
  const services = asList(own(trust, 'Statement')).flatMap((statement) => asList(own(own(statement, 'Principal'), 'Service')));
  const inline = asList(policies).flatMap((policy) => asList(own(own(policy, 'PolicyDocument'), 'Statement')));
  const actions = inline.flatMap((statement) => asList(own(statement, 'Action')));
  return (
    Object.keys(properties).every((name) => PROPERTIES.includes(name)) &&
    services.length > 0 &&
    services.every((service) => /^codedeploy\.[a-z0-9.-]*amazonaws\.com(\.cn)?$/.test(String(service))) &&
    asList(managed).every((arn) => POLICIES.test(lastText(arn))) &&
    inline.every((statement) => own(statement, 'Action') !== undefined && own(statement, 'Effect') === 'Allow') &&
    actions.every((action) => ACTIONS.includes(String(action).toLowerCase()))
  );
}

/** The text in which an ARN ends, in a Fn::Sub or a Fn::Join as well. */
const lastText = (arn: Json): string => JSON.stringify(arn).match(/"([^"]*)"[\]}]*$/)?.[1] ?? '';

import { type Entry, error } from './entry';

/**
 * Every sentence that SafeDeploy says about a template. SD1: the request and the template. SD2: marks and settings.
 * SD4: what the output would be. SD5: callers. SD9: SafeDeploy itself.
 */
export const TABLE = {
  SD1001: error(
    'Not a template',
    'The fragment is not a map.',
    'Send a template, its Resources section, one resource, or the Properties of a function.',
  ),
  SD1002: error('No resources', 'The template has no Resources section.', 'Add a Resources section with at least one resource.'),
  SD1003: error(
    'Resources is not a map',
    'Resources must be a map from logical IDs to resources.',
    'Write each resource under its logical ID.',
  ),
  SD1004: error('Not a resource', '{resource} is not a resource: {why}.', 'Give it a Type, such as AWS::Lambda::Function.'),
  SD1005: error('Invalid logical ID', 'A resource has the logical ID __proto__.', 'Use only letters and digits in logical IDs.'),
  SD1006: error(
    'Nested too deeply',
    'The template is nested more than {limit} levels deep.',
    'Flatten it: CloudFormation does not accept such a template.',
  ),
  SD1007: error(
    'Not a macro request',
    'The request has no {name}.',
    'Send the request that CloudFormation sends to a macro. See events/ for examples.',
  ),

  SD1008: error(
    'Function without properties',
    '{resource} has no Properties, so there is nothing to publish.',
    'Give it Code, a Handler, a Runtime and a Role.',
  ),

  SD2001: error(
    'Mark is not a map',
    'The SafeDeploy mark must be a map of settings.',
    'Write SafeDeploy: {} to accept all defaults, or a map of settings.',
  ),
  SD2002: error(
    'SafeDeploy before SAM',
    '{resource} is an AWS::Serverless::Function that SAM has not transformed yet.',
    'List SafeDeploy after SAM: Transform: [AWS::Serverless-2016-10-31, SafeDeploy].',
  ),
  SD2003: error(
    'Mark on another resource type',
    '{resource} is marked, but a resource of type {type} has no versions.',
    'Mark only AWS::Lambda::Function resources.',
  ),
  SD2004: error('Set twice', '{name} of {resource} is set in two places.', 'Keep one of them.'),
  SD2005: error(
    'DeploymentPreference is not a map',
    'DeploymentPreference of {resource} cannot be resolved to a map when the macro runs{because}.',
    'Write a map with Type. Use only parameters, mappings and conditions to choose between maps.',
  ),
  SD2006: error(
    'Not a function',
    'Functions lists {id}, which is not an AWS::Lambda::Function in this template.',
    'Write the logical ID of a function, or Functions: All.',
  ),
  SD2007: error('Misspelled mark', '{name} has no effect here: {why}.', 'Write {right}.'),
  SD2008: error(
    'Mark inside a loop',
    '{resource} marks a function, but the loop has not been expanded, so the mark has no effect.',
    'List AWS::LanguageExtensions before SafeDeploy in Transform, or replace the loop with one resource per function.',
  ),
  SD2101: error('Unknown setting', 'Unknown setting "{name}".{hint}', 'Correct or remove it.'),
  SD2102: error('Invalid value', '{name} must be {expected}.', 'Correct the value.'),
  SD2103: error(
    'Setting cannot be resolved',
    '{name} cannot be resolved when the macro runs{because}.',
    'Use literals, parameters that have a value, mappings, and conditions on these. Values of resources, stack names and imports are not known yet.',
  ),
  SD2104: error(
    'Secret in a name',
    '{name} depends on the parameter {parameter}, which is NoEcho or not visible to this transform. Its value would appear in the template.',
    'Use a parameter without NoEcho.',
  ),
  SD2105: error(
    'Invalid alias name',
    'Alias (AutoPublishAlias) of {resource} is not a valid alias name.',
    'Use 1 to 128 letters, digits, hyphens and underscores, but not digits alone.',
  ),
  SD2106: error(
    'Logical ID as text',
    '{name} contains {id}, which is the logical ID of a resource, not its {what}.',
    'Write {right}, or the {what} itself.',
  ),
  SD2107: error('No alias', '{resource} has release settings but no AutoPublishAlias.', 'Add AutoPublishAlias: live.'),
  SD2108: error(
    'No Type',
    'DeploymentPreference of {resource} is enabled but has no Type.',
    'Add a Type such as Canary10Percent5Minutes, or Enabled: false.',
  ),
  SD2109: error(
    'Not a schedule',
    'Type is not a schedule.',
    'Write a name such as Canary10Percent5Minutes, {Canary: {Percent: 10, Minutes: 5}}, or the name or Ref of a deployment config.',
  ),
  SD2110: error(
    'Invalid schedule',
    'CodeDeploy does not support this schedule: {meant}.',
    'Choose a percentage and minutes within these limits.',
  ),
  SD2111: error('Misspelled schedule', 'Type looks like a predefined schedule but is not one.', 'Write {meant}.'),
  SD2112: error(
    'Too many alarms',
    'Alarms has {count} alarms, and CodeDeploy accepts at most 10.',
    'Combine some of them in an AWS::CloudWatch::CompositeAlarm.',
  ),
  SD2113: error(
    'Conflicting service roles',
    '{name} of {resource} differs from that of another function, and a stack has only one generated service role.',
    'Set {name} once, in the template-wide defaults, or give {resource} its own Role.',
  ),
  SD2114: error(
    'Unresolved reference',
    '{name} refers to {id}, which does not exist in the template.{hint}',
    'Correct the reference, or add what it refers to.',
  ),
  SD2120: error(
    'Property already classified',
    'VersionProperties lists {name}, but SafeDeploy already knows whether that property is part of a version.',
    'Remove it from VersionProperties.',
  ),
  SD2121: error(
    'Unclassified property',
    '{resource} has the property {name}, and SafeDeploy does not know whether it is part of a version.{hint}',
    'Correct the name, or add VersionProperties: { {name}: true } to publish when it changes, or false not to.',
  ),

  SD2201: error(
    'Not an alarm',
    'An item of Alarms neither names an alarm nor creates one.{hint}',
    'Write a Ref, a name, or one of {Errors: {}}, {ErrorRate: {}}, {Duration: {}}, {Throttles: {}} and {Regression: {}}.',
  ),
  SD2202: error('Unknown key in an alarm', 'Unknown key "{name}" in an alarm of type {kind}.{hint}', 'Correct or remove it.'),
  SD2203: error('Invalid alarm', '{name} must be {expected}.', 'Correct the value.'),
  SD2204: error(
    'Alarm under an unresolved condition',
    'A map that creates an alarm is inside an Fn::If that cannot be resolved when the macro runs{because}.',
    'Use a condition on parameters and mappings, or write the alarm as a resource with that Condition.',
  ),
  SD2205: error(
    'Duration alarm without a limit',
    'The Duration alarm has no Milliseconds, and it cannot be derived from Timeout of {resource}, which is not a literal.',
    'Set Milliseconds.',
  ),
  SD2206: error(
    'Alarm evaluates too long a period',
    'Period times EvaluationPeriods exceeds what CloudWatch accepts: one day, or seven days if the period is an hour or longer.',
    'Lower one of them.',
  ),
  SD2207: error(
    'Not comparable',
    'Regression compares error rates or mean durations; the percentile of the old version cannot be computed.',
    'Write Metric: ErrorRate or Metric: Duration, without a Percentile.',
  ),

  SD2301: error('Unknown key in a check', 'Unknown key "{name}" in a check.{hint}', 'Correct or remove it.'),
  SD2302: error('Invalid check', '{name} must be {expected}.', 'Correct the value.'),
  SD2303: error(
    'Duplicate check name',
    'Two checks of one hook have the name {name}.',
    'Give each check a unique name: it identifies the check in the log.',
  ),
  SD2304: error(
    'Checks too large',
    'The checks of {resource} need {bytes} bytes of environment variables, and a Lambda function has 4,096.',
    'Shorten payloads and expectations, or use a hook function.',
  ),
  SD2305: error(
    'Not a string in a check',
    'An intrinsic function in a check does not return a string, or cannot be resolved when the macro runs.',
    'Use literals, and intrinsic functions that return strings.',
  ),
  SD2306: error(
    'Checks too long',
    'The checks may take {seconds} seconds in total, but one function can spend at most {most} seconds on them.',
    'Lower TimeoutSeconds or Warm, or use a hook function.',
  ),
  SD2307: error(
    'Notify with an unresolved list',
    'Notify cannot be added to TriggerConfigurations that cannot be resolved when the macro runs.',
    'Add the topic to TriggerConfigurations.',
  ),
  SD2308: error(
    'Too many triggers',
    'There are {count} triggers, and CodeDeploy accepts at most 10.',
    'Use one topic for several subscribers.',
  ),
  SD2309: error(
    'Hook is a pattern',
    '{name} must identify one function, but it contains *, ? or ${…}.',
    'Use the Ref, name or ARN of one function, and put substitutions inside Fn::Sub.',
  ),
  SD2310: error(
    'Topic is a pattern',
    '{name} must identify one SNS topic, but it contains *, ? or ${…}.',
    'Use the Ref or ARN of one topic, and put substitutions inside Fn::Sub.',
  ),
  SD2311: error(
    'Hook in another Region',
    '{name} is not in the Region {region}, and CodeDeploy cannot invoke a function in another Region.',
    'Use a hook function in {region}; on the command line, set --region to the Region of the stack.',
  ),
  SD2312: error(
    'Checks removed by conditions',
    'Conditions remove {what}, and a hook that checks nothing would report success.',
    'Put the condition on the whole hook, PreTraffic: !If [...], or state what must hold in both cases.',
  ),

  SD2401: error(
    'SnapStart with provisioned concurrency',
    '{resource} has both SnapStart and ProvisionedConcurrencyConfig, and a Lambda version supports only one of them.',
    'Remove one of them.',
  ),

  SD2402: error(
    'Tenant isolation with an unsupported feature',
    '{resource} has both TenancyConfig and {name}, and Lambda does not support them together.',
    'Remove one of them.',
  ),
  SD2403: error(
    'Too many tags',
    'A generated resource would have {count} tags, and AWS accepts at most 50.',
    'Use fewer Tags, or set PropagateTags: false. Resources that several functions share get the tags of all of them.',
  ),

  SD4001: error(
    'Too many resources',
    'The processed template would have {count} resources, and CloudFormation accepts at most 500.',
    'Mark fewer functions, or move some resources to a nested stack.',
  ),
  SD4002: error(
    'Logical ID too long',
    'The logical ID {id} would have {length} characters, and CloudFormation accepts at most 255.',
    'Shorten the logical ID {resource}.',
  ),
  SD4003: error(
    'Template too large',
    'The processed template would have {bytes} bytes, and CloudFormation accepts at most 1,000,000.',
    'Mark fewer functions, or move some resources to a nested stack.',
  ),
  SD4004: error('Logical ID in use', 'SafeDeploy needs the logical ID {id}, which the template already uses.', 'Rename the resource {id}.'),
  SD4005: error(
    'Function name too long',
    'The qualified name of {resource} could have {length} characters, and Lambda accepts at most 140 in permissions and event source mappings.',
    'Shorten FunctionName or Alias.',
  ),
  SD4006: error(
    'Circular dependency',
    'These resources would depend on each other: {ids}.',
    'Remove a reference to the version or the alias from one of them.',
  ),
  SD4007: error(
    'Unresolved reference to a function',
    '{target} does not exist: {why}.',
    'Mark the function, give it a Type, or correct the reference.',
  ),
  SD4008: error(
    'Condition name in use',
    'SafeDeploy needs the condition name {id}, which the template already uses.',
    'Rename the condition {id}.',
  ),
  SD4009: error(
    'Condition missing',
    '{resource} has the condition {name}, which the template does not define.',
    'Define it in Conditions.',
  ),
  SD4010: error(
    'Values too long',
    'With all references resolved, this value is longer than 5,000,000 characters, because strings are inserted into each other many times.',
    'Shorten it: no service accepts a value of that length.',
  ),

  SD4020: error(
    'Too many permissions for one role',
    'The permissions that {role} needs exceed what IAM accepts: 10,240 characters of inline policies and 10 managed policies of 6,144.',
    'Use separate hooks or Roles for some functions, remove policies from {role}, or split the stack.',
  ),

  SD5001: error(
    'Function URL needs a decision',
    '{url} is the function URL of {resource}. On the alias it gets a new address permanently; on the function it keeps its address and invokes $LATEST.',
    'Set FunctionUrl to Alias or to Latest.',
  ),
  SD5002: error(
    'Version or alias cannot be taken over',
    '{id} ({type}) belongs to {function}, and SafeDeploy cannot take it over: {why}.',
    'Correct this first: {remedy}.',
  ),
  SD5003: error(
    'Listed, but not a caller',
    '{name} of {resource} lists {id}, {why}.',
    'List the logical ID of the resource that contains the reference (for an API, its methods or integrations), or remove it.',
  ),
  SD5004: error(
    'Circular dependency between a caller and a hook',
    '{resource} must wait for the alias of {function}, and the alias waits for {resource} because of a hook or an alarm.',
    'Write the name of the hook or alarm as text instead of a Ref, or list {resource} in Keep.',
  ),
  SD5005: error(
    'Circular dependency between a caller and its permission',
    '{resource} needs the permission {permission} before it can invoke the alias, and {permission} depends on {resource}.',
    'Write SourceArn of the permission as text instead of a Ref or GetAtt, or list {resource} in Keep.',
  ),
  SD5006: error(
    'Stage settings cannot be carried over',
    '{resource} must be replaced so that its stage calls the alias, but API Gateway accepts {property} only when it creates the stage.',
    'Define the stage as an AWS::ApiGateway::Stage (import an existing one), or list the methods and authorizers that call the function in Keep.',
  ),
  SD5007: error(
    'Permission kept without its callers',
    'Keep lists {resource}, so these callers of the alias would have no permission: {callers}.',
    'List {callers} in Keep as well, or remove {resource} from it. A permission must move with its callers.',
  ),

  SD9001: error(
    'Internal error',
    'SafeDeploy failed unexpectedly. Incident ID: {incident}.',
    "Report it with the macro's log line for this incident. Nothing was changed.",
  ),
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof TABLE;

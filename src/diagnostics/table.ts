/** An error stops the macro. A warning is for people who asked: lint. A note tells them what is as it should be, and may surprise. */
export type Severity = 'error' | 'warning' | 'note';

export interface Entry {
  readonly severity: Severity;
  /** For the index of docs/diagnostics. */
  readonly title: string;
  /** One sentence of what is wrong. `{name}` is filled in from the report; `{resource}` is the logical id. */
  readonly text: string;
  /** One sentence of what to do. */
  readonly remedy: string;
}

const error = (title: string, text: string, remedy: string): Entry => ({ severity: 'error', title, text, remedy });

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
  SD1005: error('Impossible logical ID', 'A resource has the logical ID __proto__.', 'Use only letters and digits in logical IDs.'),
  SD1006: error(
    'Nested too deeply',
    'The template is nested more than {limit} levels deep.',
    'Flatten it: CloudFormation does not accept such a template.',
  ),
  SD1007: error(
    'Not a macro request',
    'The request has no {name}.',
    'Send the request that CloudFormation sends to a macro; events/ has examples.',
  ),

  SD1008: error(
    'A function without properties',
    '{resource} has no Properties, so there is nothing to publish.',
    'Give it Code, a Handler, a Runtime and a Role.',
  ),

  SD2001: error(
    'A mark that is not a map',
    'The SafeDeploy mark must be a map of settings.',
    'Write SafeDeploy: {} to accept all defaults, or a map of settings.',
  ),
  SD2002: error(
    'SafeDeploy before SAM',
    '{resource} is an AWS::Serverless::Function that SAM has not transformed yet.',
    'List SafeDeploy after SAM: Transform: [AWS::Serverless-2016-10-31, SafeDeploy].',
  ),
  SD2003: error(
    'A mark on another resource type',
    '{resource} is marked, but {type} has no versions.',
    'Mark only AWS::Lambda::Function resources.',
  ),
  SD2004: error('Set twice', '{name} of {resource} is set in two places.', 'Keep one of them.'),
  SD2005: error(
    'A preference that is not a map',
    'DeploymentPreference of {resource} cannot be resolved to a map when the macro runs{because}.',
    'Write a map with Type. Use only parameters, mappings and conditions to choose between maps.',
  ),
  SD2006: error(
    'Functions names something else',
    'Functions lists {id}, which is not an AWS::Lambda::Function in this template.',
    'Write the logical ID of a function, or Functions: All.',
  ),
  SD2007: error('A misspelled mark', '{name} does nothing here: {why}.', 'Write {right}.'),
  SD2008: error(
    'A mark inside a loop',
    '{resource} marks a function, but the loop has not been expanded, so the mark does nothing.',
    'List AWS::LanguageExtensions before SafeDeploy in Transform, or write the functions out.',
  ),
  SD2101: error('Unknown setting', 'Unknown setting "{name}".{hint}', 'Correct or remove it.'),
  SD2102: error('Invalid value', '{name} must be {expected}.', 'Correct the value.'),
  SD2103: error(
    'A setting that cannot be resolved',
    '{name} cannot be resolved when the macro runs{because}.',
    'Use literals, parameters that have a value, mappings, and conditions on these. References to resources, stack names and imports are not known yet.',
  ),
  SD2104: error(
    'A secret in a name',
    '{name} depends on the parameter {parameter}, which is NoEcho or not visible to this transform. Its value would appear in the template.',
    'Use a parameter without NoEcho.',
  ),
  SD2105: error(
    'Invalid alias name',
    'Alias (AutoPublishAlias) of {resource} is not a valid alias name.',
    'Use 1 to 128 letters, digits, hyphens and underscores, and not only digits.',
  ),
  SD2106: error(
    'A logical ID as text',
    '{name} contains {id}, which is the logical ID of a resource and not its {what}.',
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
  SD2110: error('Impossible schedule', 'CodeDeploy has no such schedule: {meant}.', 'Choose a percentage and minutes within these limits.'),
  SD2111: error('Misspelled schedule', 'Type looks like a predefined schedule but is not one.', 'Write {meant}.'),
  SD2112: error(
    'Too many alarms',
    'Alarms has {count} alarms, and CodeDeploy accepts at most 10.',
    'Combine some of them in an AWS::CloudWatch::CompositeAlarm.',
  ),
  SD2113: error(
    'Conflicting service roles',
    '{name} of {resource} differs from that of another function, and a stack has one generated service role.',
    'Set {name} once, in the template-wide defaults, or give {resource} its own Role.',
  ),
  SD2114: error(
    'A reference to nothing',
    '{name} refers to {id}, which the template does not have.{hint}',
    'Correct the reference, or add what it refers to.',
  ),
  SD2120: error(
    'A property that is already classified',
    'VersionProperties lists {name}, but SafeDeploy knows whether that property is part of a version.',
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
  SD2202: error('Unknown key in an alarm', 'An alarm of type {kind} has no {name}.{hint}', 'Correct or remove it.'),
  SD2203: error('Invalid alarm', '{name} must be {expected}.', 'Correct the value.'),
  SD2204: error(
    'An alarm under an unresolved condition',
    'A map that creates an alarm is inside an Fn::If that cannot be resolved when the macro runs{because}.',
    'Use a condition on parameters and mappings, or write the alarm as a resource with that Condition.',
  ),
  SD2205: error(
    'No limit for the duration',
    'The Duration alarm has no Milliseconds, and Timeout of {resource} is not a literal to derive it from.',
    'Set Milliseconds.',
  ),
  SD2206: error(
    'An alarm that looks back too far',
    'Period times EvaluationPeriods exceeds what CloudWatch accepts: one day, or seven days if the period is an hour or longer.',
    'Lower one of them.',
  ),
  SD2207: error(
    'Not comparable',
    'Regression compares error rates or mean durations; the percentile of the old version cannot be computed.',
    'Write Metric: ErrorRate or Metric: Duration, without a Percentile.',
  ),

  SD2301: error('Unknown key in a check', 'A check has no {name}.{hint}', 'Correct or remove it.'),
  SD2302: error('Invalid check', '{name} must be {expected}.', 'Correct the value.'),
  SD2303: error(
    'Duplicate check name',
    'Two checks of one hook are called {name}.',
    'Give each check a unique name: it identifies the check in the log.',
  ),
  SD2304: error(
    'Checks too large',
    'The checks of {resource} need {bytes} bytes of environment variables, and a Lambda function has 4,096.',
    'Shorten payloads and expectations, or write a hook function.',
  ),
  SD2305: error(
    'Not a string in a check',
    'An intrinsic function in a check does not return a string, or cannot be resolved when the macro runs.',
    'Use literals, and intrinsic functions that return strings.',
  ),
  SD2306: error(
    'Checks too long',
    'The checks may take {seconds} seconds in total, and one function has {most} seconds for them.',
    'Lower TimeoutSeconds or Warm, or write a hook function.',
  ),
  SD2307: error(
    'Notify beside an unresolved list',
    'Notify cannot be added to TriggerConfigurations that cannot be resolved when the macro runs.',
    'Add the topic to TriggerConfigurations.',
  ),
  SD2308: error(
    'Too many triggers',
    'There are {count} triggers, and CodeDeploy accepts at most 10.',
    'Use one topic for several subscribers.',
  ),
  SD2309: error(
    'A hook that is a pattern',
    '{name} must identify one function, but it contains *, ? or ${…}.',
    'Write the Ref, name or ARN of one function, and substitutions inside Fn::Sub.',
  ),
  SD2310: error(
    'A topic that is a pattern',
    '{name} must identify one SNS topic, but it contains *, ? or ${…}.',
    'Write the Ref or ARN of one topic, and substitutions inside Fn::Sub.',
  ),
  SD2311: error(
    'A hook in another Region',
    '{name} is not in the Region {region}, and CodeDeploy cannot invoke a function in another Region.',
    'Use a hook function in {region}; on the command line, set --region to the Region of the stack.',
  ),
  SD2312: error(
    'Checks that vanish',
    'Conditions take away {what}, and a hook that checks nothing would report success.',
    'Move the condition up to the hook as a whole, PreTraffic: !If [...], or state what must hold in both cases.',
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
    'A generated resource would have {count} tags, and AWS accepts 50.',
    'Use fewer Tags, or turn PropagateTags off: resources that functions share get the tags of all of them.',
  ),

  SD4001: error(
    'Too many resources',
    'The processed template would have {count} resources, and CloudFormation accepts 500.',
    'Mark fewer functions, or move some resources to a nested stack.',
  ),
  SD4002: error(
    'Logical ID too long',
    'The logical ID {id} would have {length} characters, and CloudFormation accepts 255.',
    'Shorten the logical ID {resource}.',
  ),
  SD4003: error(
    'Template too large',
    'The processed template would have {bytes} bytes, and CloudFormation accepts 1,000,000.',
    'Mark fewer functions, or move some resources to a nested stack.',
  ),
  SD4004: error('Logical ID in use', 'SafeDeploy needs the logical ID {id}, which the template already uses.', 'Rename the resource {id}.'),
  SD4005: error(
    'Function name too long',
    'The qualified name of {resource} could have {length} characters, and Lambda accepts 140 in permissions and event source mappings.',
    'Shorten FunctionName or Alias.',
  ),
  SD4006: error(
    'Circular dependency',
    'These resources would depend on each other: {ids}.',
    'Remove a reference to the version or the alias from one of them.',
  ),
  SD4007: error('Reference to nothing', '{target} does not exist: {why}.', 'Mark the function, give it a Type, or correct the reference.'),
  SD4008: error(
    'Condition name in use',
    'SafeDeploy needs the condition name {id}, which the template already uses.',
    'Rename the condition {id}.',
  ),
  SD4009: error(
    'Condition missing',
    '{resource} has the condition {name}, which the template does not declare.',
    'Declare it in Conditions.',
  ),
  SD4010: error(
    'Values too long',
    'With everything put in, this value is longer than 5,000,000 characters, because its texts hold each other many times.',
    'Write less into it: no service takes a value of that length.',
  ),

  SD4020: error(
    'Too many permissions for one role',
    'The permissions that {role} needs do not fit: IAM accepts 10,240 characters of inline policies and 10 managed policies of 6,144.',
    'Use separate hooks or Roles for some functions, remove policies from {role}, or split the stack.',
  ),

  SD5001: error(
    'A function URL needs a decision',
    '{url} is the function URL of {resource}. On the alias it gets a new address for good; on the function it keeps its address and invokes $LATEST.',
    'Set FunctionUrl to Alias or to Latest.',
  ),
  SD5002: error(
    'A version or alias that cannot be taken over',
    '{id} ({type}) belongs to {function}, and SafeDeploy cannot take it over: {why}.',
    'Correct this first: {remedy}.',
  ),
  SD5003: error(
    'Listed, but not a caller',
    '{name} of {resource} lists {id}, {why}.',
    'Write the logical ID of the resource that holds the reference (of an API: its methods or integrations), or remove it.',
  ),
  SD5004: error(
    'Circular dependency of a caller and a hook',
    '{resource} must wait for the alias of {function}, and the alias waits for {resource} because of a hook or an alarm.',
    'Write the name of the hook or alarm as text instead of a Ref, or list {resource} in Keep.',
  ),
  SD5005: error(
    'Circular dependency of a caller and its permission',
    '{resource} needs the permission {permission} before it can invoke the alias, and {permission} depends on {resource}.',
    'Write SourceArn of the permission as text instead of a Ref or GetAtt, or list {resource} in Keep.',
  ),
  SD5006: error(
    'A stage that cannot be described again',
    '{resource} has to be replaced so that its stage calls the alias, and API Gateway takes {property} only when it creates the stage.',
    'Write the stage as an AWS::ApiGateway::Stage (import one that exists), or list what calls the function in Keep: the methods and authorizers of the API.',
  ),
  SD5007: error(
    'A permission kept without its callers',
    'Keep lists {resource}, and the alias would be without a permission for what calls it from now on: {callers}.',
    'List {callers} in Keep as well, or take {resource} out of it: a permission goes where its callers go.',
  ),

  SD9001: error(
    'Internal error',
    'SafeDeploy failed unexpectedly. Incident ID: {incident}.',
    "Report it with the macro's log line for this incident. Nothing was changed.",
  ),
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof TABLE;

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
    'Send a template, the Resources of one, a resource or the Properties of a function.',
  ),
  SD1002: error('No Resources', 'The template has no Resources.', 'Add a Resources section with at least one resource.'),
  SD1003: error('Resources is no map', 'Resources is not a map of logical ids to resources.', 'Write each resource under its logical id.'),
  SD1004: error('Not a resource', '{resource} is not a resource: it has no Type.', 'Give it a Type, such as AWS::Lambda::Function.'),
  SD1005: error('Impossible logical id', 'A resource has the logical id __proto__.', 'Use letters and digits for logical ids.'),
  SD1006: error(
    'Nested too deeply',
    'The template is nested more than {limit} levels deep.',
    'Flatten it: CloudFormation reads no such template.',
  ),
  SD1007: error('Not a macro request', 'The request has no {name}.', 'Send the request that CloudFormation sends to a macro: see events/.'),

  SD1008: error(
    'A function without Properties',
    '{resource} has no Properties, so there is nothing to publish.',
    'Give it Code, a Handler, a Runtime and a Role.',
  ),

  SD2001: error(
    'A mark is no map',
    'The SafeDeploy mark is not a map of settings.',
    'Write SafeDeploy: {} for all defaults, or a map of settings.',
  ),
  SD2002: error(
    'SafeDeploy before SAM',
    '{resource} is an AWS::Serverless::Function, which SAM has not translated yet.',
    'List SafeDeploy after SAM: Transform: [AWS::Serverless-2016-10-31, SafeDeploy].',
  ),
  SD2003: error(
    'A mark on something else',
    '{resource} is marked, but its type {type} has no versions.',
    'Mark AWS::Lambda::Function resources only.',
  ),
  SD2004: error('Said twice', '{name} of {resource} is set in two spellings.', 'Keep one of them.'),
  SD2005: error(
    'A preference is no map',
    'DeploymentPreference of {resource} is not a map that can be decided now.',
    'Write a map with Type, and decide it from parameters, mappings and conditions.',
  ),
  SD2006: error(
    'Functions names no function',
    'Functions names {id}, which is no AWS::Lambda::Function of this template.',
    'Write the logical id of a function, or Functions: All.',
  ),
  SD2101: error('Unknown setting', '{name} is no setting of SafeDeploy.{hint}', 'Correct or remove it.'),
  SD2102: error('Wrong value', '{name} takes something else than this.', 'Write {expected}.'),
  SD2103: error(
    'Undecidable setting',
    '{name} cannot be decided when the macro runs.',
    'Use literals, parameters that have a value, mappings, and conditions over these; not resources, stack names or imports.',
  ),
  SD2104: error(
    'A secret decides a name',
    '{name} is decided by the parameter {parameter}, which is NoEcho or declared where this transform cannot see it, and would show its value.',
    'Decide it by a parameter without NoEcho.',
  ),
  SD2105: error(
    'Impossible alias name',
    'Alias (AutoPublishAlias) of {resource} is no name for an alias.',
    'Use 1 to 128 letters, digits, hyphens and underscores, not digits alone.',
  ),
  SD2107: error(
    'No alias',
    'AutoPublishAlias of {resource} is missing: its other release settings need an alias.',
    'Add AutoPublishAlias: live.',
  ),
  SD2108: error(
    'No Type',
    'DeploymentPreference of {resource} is on, but has no Type.',
    'Add a Type such as Canary10Percent5Minutes, or Enabled: false.',
  ),
  SD2109: error(
    'Not a Type',
    'Type is no schedule.',
    'Write a name such as Canary10Percent5Minutes, {Canary: {Percent: 10, Minutes: 5}}, or the name or Ref of a deployment config.',
  ),
  SD2110: error(
    'Impossible schedule',
    'Type asks for a schedule that CodeDeploy does not have: {meant}.',
    'Choose percent and minutes within these bounds.',
  ),
  SD2111: error('Misspelt schedule', 'Type is nearly the name of a schedule, but not one.', 'Write {meant}.'),
  SD2112: error(
    'Too many alarms',
    'Alarms lists {count} alarms, and CodeDeploy takes at most 10.',
    'Combine some of them in an AWS::CloudWatch::CompositeAlarm.',
  ),
  SD2113: error(
    'One role, two wishes',
    '{name} of {resource} differs from that of another function, and a stack has one service role.',
    'Set {name} once, in the template-wide defaults, or give {resource} a Role of its own.',
  ),
  SD2120: error(
    'Not yours to decide',
    'VersionProperties speaks of {name}, and it is known whether that is part of a version.',
    'Remove it from VersionProperties.',
  ),
  SD2121: error(
    'Unclassified property',
    '{resource} has the property {name}, and SafeDeploy does not know whether it is part of a version.',
    'Say it: VersionProperties: { {name}: true } publishes when it changes, false does not.',
  ),

  SD2201: error(
    'Not an alarm',
    'Alarms lists something that neither names an alarm nor makes one.{hint}',
    'Write a Ref, a name, or one of {Errors: {}}, {ErrorRate: {}}, {Duration: {}} and {Throttles: {}}.',
  ),
  SD2202: error('Unknown key of an alarm', 'An alarm of the kind {kind} has no {name}.{hint}', 'Correct or remove it.'),
  SD2203: error('Impossible alarm', '{name} takes something else than this.', 'Write {expected}.'),
  SD2204: error(
    'An alarm that may not be',
    'A map that makes an alarm stands under a condition that cannot be decided when the macro runs.',
    'Decide it from parameters and mappings, or write the alarm as a resource with that Condition.',
  ),
  SD2205: error(
    'No limit for the duration',
    'Duration has no Milliseconds, and the Timeout of {resource} is no literal to derive them from.',
    'Write Milliseconds.',
  ),
  SD2206: error(
    'An alarm that looks back too far',
    'Period times EvaluationPeriods is more than CloudWatch takes: a day, or a week where a period is an hour or longer.',
    'Lower one of them.',
  ),

  SD2301: error('Unknown key of a check', 'A check has no {name}.{hint}', 'Correct or remove it.'),
  SD2302: error('Impossible check', '{name} takes something else than this.', 'Write {expected}.'),
  SD2303: error(
    'Two checks of one name',
    'Two checks of one hook are called {name}.',
    'Give each a name of its own: the log tells them apart by it.',
  ),
  SD2304: error(
    'Checks too large',
    'The checks of {resource} before or after traffic need {bytes} bytes, and the environment of a Lambda function takes 4,096.',
    'Shorten payloads and expectations, or write a hook function for them.',
  ),
  SD2305: error(
    'No text in a check',
    'An intrinsic in a check gives something else than a text, or cannot be decided when the macro runs.',
    'Use literals, and intrinsics that give a text.',
  ),
  SD2306: error(
    'Checks too long',
    'The checks may take {seconds} seconds together, and one function has {most} for them.',
    'Lower TimeoutSeconds or Warm, or write a hook function for them.',
  ),
  SD2307: error(
    'Notify beside an undecided list',
    'Notify stands beside TriggerConfigurations that cannot be decided when the macro runs.',
    'Write the topic into TriggerConfigurations.',
  ),
  SD2308: error(
    'Too many triggers',
    'There are {count} triggers, and CodeDeploy takes at most 10.',
    'Let one topic serve several subscribers.',
  ),

  SD2401: error(
    'SnapStart and provisioned concurrency',
    '{resource} has SnapStart and ProvisionedConcurrencyConfig, and a Lambda version takes one of them.',
    'Remove one of them.',
  ),

  SD4001: error(
    'Too many resources',
    'The template would have {count} resources, and CloudFormation takes 500.',
    'Mark fewer functions, or move some resources to a nested stack.',
  ),
  SD4002: error(
    'Logical id too long',
    'The logical id {id} would have {length} characters, and CloudFormation takes 255.',
    'Shorten the logical id of {resource}.',
  ),
  SD4003: error(
    'Template too large',
    'The template would have {bytes} bytes, and CloudFormation takes 1,000,000.',
    'Mark fewer functions, or move some resources to a nested stack.',
  ),
  SD4004: error(
    'Logical id taken',
    'SafeDeploy needs the logical id {id}, which the template uses already.',
    'Rename the resource {id} of the template.',
  ),
  SD4005: error(
    'Function name too long',
    'The ARN of {resource} with its alias would have about {length} characters, and Lambda takes 140 in permissions and mappings.',
    'Shorten FunctionName or Alias.',
  ),
  SD4006: error(
    'Circular dependency',
    'These resources would wait for each other: {ids}.',
    'Break the circle: take a reference to the version or the alias out of one of them.',
  ),
  SD4007: error(
    'Reference to nothing',
    '{target} refers to what SafeDeploy does not make: {why}.',
    'Mark the function, give it a Type, or remove the reference.',
  ),
  SD4008: error(
    'Condition name taken',
    'SafeDeploy needs the condition {id}, which the template uses already.',
    'Rename the condition {id} of the template.',
  ),
  SD4009: error(
    'Condition missing',
    '{resource} has the condition {name}, which the template does not declare.',
    'Declare it in Conditions.',
  ),

  SD5001: error(
    'A Function URL needs a choice',
    '{url} is the URL of {resource}: on the alias it gets another address for good, on the function it stays and calls $LATEST.',
    'Set FunctionUrl: Alias or FunctionUrl: Latest.',
  ),
  SD5002: error(
    'Released by hand',
    '{id} ({type}) releases {resource} already.',
    'Remove {id}, or the mark of {resource}, or list the other functions in Functions: see "Coming from" in the README for how to keep its versions.',
  ),
  SD5003: error(
    'Listed, and no consumer',
    '{name} of {resource} lists {id}, {why}.',
    'Write the logical id of the resource that holds the reference (of an API: its methods or integrations), or remove it.',
  ),
  SD5004: error(
    'Callers and hooks in a circle',
    '{resource} must wait for the alias of {function}, and the alias waits for {resource}, through a hook or an alarm.',
    'Name the hook or alarm by its text instead of a Ref, or list {resource} in Keep.',
  ),
  SD5005: error(
    'A caller and its permission in a circle',
    '{resource} needs the permission {permission} before it can call the alias, and {permission} waits for {resource}.',
    'Write the SourceArn of the permission as text instead of a Ref or GetAtt, or list {resource} in Keep.',
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
    'A fault of SafeDeploy',
    'SafeDeploy met an unexpected fault, incident id {incident}.',
    "Report it with the macro's log line for this incident: nothing was changed.",
  ),
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof TABLE;

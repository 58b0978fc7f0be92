import { type Entry, note, warning } from '../diagnostics/entry';

/**
 * What needs judgement, and so is said by the command line only: a macro has no way to warn. A table of its own keeps these
 * words out of the macro. SD30: alarms. SD31: schedules and hooks. SD32: code. SD33: callers. SD34: versions and limits of Lambda. SD39: suppressions.
 */
export const LINT_TABLE = {
  SD3001: warning(
    'Alarm slower than the first step',
    '{alarm} evaluates {needed} minutes of data, but the deployment of {function} shifts more traffic after {step} minutes, so a fault may be noticed too late.',
    'Lower Period or DatapointsToAlarm, or choose a Type with a longer first step.',
  ),
  SD3002: warning(
    'Alarm on the whole function',
    '{alarm} watches {what}, so the old version hides the errors of the new one.',
    'Use {Errors: {}} in Alarms, which watches the alias and the new version separately, or add the dimensions Resource and ExecutedVersion.',
  ),
  SD3003: warning(
    'Alarm on a metric that does not exist',
    '{alarm} gets no data: {why}.',
    'Use the dimensions FunctionName: !Ref {function} and Resource: !Sub "${{function}}:{alias}", and for the new version also ExecutedVersion: !GetAtt {function}.Version.Version.',
  ),
  SD3004: warning(
    'Alarm that fires without data',
    '{alarm} treats missing data as breaching, so a minute without traffic rolls back the deployment of {function}.',
    'Set TreatMissingData: notBreaching.',
  ),
  SD3005: warning(
    'Comparison without an old version',
    'Regression compares the new version of {function} with the old one while both receive traffic, but its Type shifts all traffic at once, so the alarm never fires.',
    'Use a Type that shifts traffic gradually, such as Canary10Percent5Minutes, or {ErrorRate: {}} instead of Regression.',
  ),
  SD3006: warning(
    'Alarms too slow for this traffic',
    'With {traffic}, a version of {function} that fails one request in four is stopped in only {share} of rehearsals.',
    'Use {advice}.',
  ),
  SD3007: warning(
    'Alarms that stop good releases',
    'With {traffic} of which {errors} fail, a good version of {function} is stopped in {share} of rehearsals, mostly by {alarm}.',
    'Use {advice}.',
  ),
  SD3008: warning(
    'Alarm on another function',
    '{alarm} watches {other}, so an error in {function} does not trigger it.',
    'Use {Errors: {}} in Alarms, which creates an alarm for {function}, or set the dimension FunctionName: !Ref {function}.',
  ),

  SD3101: warning(
    'Gradual deployment without alarms',
    'Traffic of {function} shifts gradually, but {why}, so nothing can roll back a faulty version.',
    'Set Alarms: Default, or Type: AllAtOnce if no monitoring is needed.',
  ),
  SD3102: warning(
    'Schedule that takes hours',
    'The deployment of {function} shifts traffic for {minutes} minutes, and CloudFormation waits for it. Role credentials often expire after 60 minutes.',
    'Deploy with a service role (--role-arn), which does not depend on your credentials, or choose a shorter Type.',
  ),
  SD3103: warning(
    'Many aliases in one deployment',
    '{count} aliases of this template may shift in one deployment. Lambda accepts 15 control plane requests per second and account, and deployments have failed because of this limit.',
    'Set Type: None on some of the functions, order them with DependsOn, or split the stack.',
  ),
  SD3111: warning(
    'Hook timeout too short',
    '{hook}, the {event} hook of {function}, times out after {timeout} seconds{why}. A hook that does not report fails the deployment after an hour.',
    'Increase Timeout of {hook}.',
  ),
  SD3112: warning(
    'Hook may not be allowed to report',
    '{hook}, the {event} hook of {function}, has a role outside this template, which SafeDeploy cannot extend. A hook that does not report fails the deployment after an hour.',
    'Allow that role codedeploy:PutLifecycleEventHookExecutionStatus on the deployment group, or give {hook} a role in this template.',
  ),
  SD3113: warning(
    'Transform without a marked function',
    '{what} no function, so SafeDeploy deploys nothing in this template.',
    'Add Metadata: { SafeDeploy: {} } to a function, list functions in Functions, or remove the transform.',
  ),

  SD3201: warning(
    'Code that can change under the same name',
    'The code of {function} is {what}. Its bytes can change while the name stays the same, and then nothing is published.',
    'Name the code after its content, as aws cloudformation package does, or add {fix}.',
  ),
  SD3202: warning(
    'Value that the digest cannot see',
    '{property} of {function} is {what}. A new value does not publish a version, so callers keep the old one.',
    'Set Revision on {function} and change it together with the value{or}.',
  ),
  SD3203: note(
    'Import that the digest cannot see',
    '{property} of {function} is imported, and SafeDeploy does not see imported values. A new value does not publish a version.',
    'Set Revision on {function} and change it together with the value. CloudFormation lets an export change only while no stack imports it.',
  ),

  SD3301: warning(
    'Caller left behind',
    '{owner} refers to {function} in {property} and stays on $LATEST: {because}.',
    'Use {reference} there, or list {owner} in {setting}.',
  ),
  SD3302: warning(
    'Function passed in an environment variable',
    '{owner} receives {function} without its alias in {property}, so code that invokes the function by this value calls $LATEST.',
    'Use {reference} if the code invokes it.',
  ),
  SD3303: warning(
    'Function passed to a nested stack',
    'The nested stack {owner} receives {function} without its alias in {property}.',
    'Use {reference} if the nested template calls it; permissions there must then name the alias too. Leave it if it becomes a ServiceToken, which cannot change.',
  ),
  SD3304: warning(
    'Function exposed by an output',
    'The output {output} exposes {function} without its alias: {who} by this value calls $LATEST.',
    'Use {reference} {where}.',
  ),
  SD3305: warning(
    'Function named in text',
    '{property} of {owner} contains the name of {function} as text, which SafeDeploy does not move to the alias.',
    'Use {reference} there if it invokes the function.',
  ),
  SD3306: warning(
    'Caller without a permission',
    '{owner} now invokes the alias of {function}, and the template has no permission for {principal} to do so.',
    'Add an AWS::Lambda::Permission for {principal} to the template, or list {owner} in Keep.',
  ),
  SD3307: warning(
    'Caller of another alias',
    '{property} of {owner} names an alias of {function} that SafeDeploy does not manage, so no deployment moves it to a new version.',
    'Use the alias {alias} there, or set Alias of {function} to the intended alias.',
  ),
  SD3309: warning(
    'Function URL moves before its caller has permission',
    '{owner}, the URL of {function}, gets a new address on the alias, and {source} calls that address before {permission}, which names {source}, is created. Requests fail with 403 until then.',
    'Set Callers: Stay for {function} in one update and remove it in the next, when {permission} exists. Or set FunctionUrl: Latest.',
  ),
  SD3310: note(
    'Calls may be denied while callers move',
    'In the update that moves {callers} to the alias, their calls to {function} may be denied for a moment: {what}.',
    'Set Callers: Stay for {function} in one update and remove it in the next, when the permissions exist already. Or deploy when traffic is low.',
  ),
  SD3311: warning(
    'Alias that SafeDeploy does not manage',
    '{alias} is an alias of {function} that SafeDeploy does not manage: {what}.',
    'Point its callers to {function}.Alias, or set Alias of {function}, which is {managed}, to the name of this alias.',
  ),
  SD3312: warning(
    'Export that changes with each release',
    'The output {output} exports a version of {function}, which changes with each release. CloudFormation refuses to change an export that a stack imports, so releases fail once a stack imports it.',
    'Use !Ref {function}.Alias, which stays the same, or remove Export.',
  ),
  SD3313: note('Move with a side effect', 'When {owner} moves to the alias of {function}, {cost}.', 'Before you deploy, {fix}.'),

  SD3402: warning(
    'Retained versions in a capacity provider',
    'Versions of {function} are retained when they leave the stack, and a capacity provider accepts at most {most} versions.',
    'Set VersionDeletionPolicy: Delete, or delete old versions yourself.',
  ),
  SD3403: warning(
    'Hook that does not know the version',
    'The environment of {hook} has no room for {variable} (Lambda accepts 4,096 bytes), so the hook cannot tell which version of {function} is being deployed.',
    'Reduce the environment variables of {hook}, or use a separate hook for {function}.',
  ),

  SD3401: warning(
    'Versions of a durable function are deleted',
    'Each update deletes the previous version of {function}, but a durable execution belongs to the version that started it, so executions that are still running cannot continue.',
    'Remove VersionDeletionPolicy: Delete, so that versions are retained.',
  ),
  SD3404: warning(
    'SnapStart without a version',
    'SnapStart has no effect on {function}: Lambda takes snapshots of published versions only, and nothing publishes one.',
    'Add Metadata: { SafeDeploy: {} } to {function}, or remove SnapStart.',
  ),
  SD3405: warning(
    'Code already published as a version',
    '{version} has already published the code of {function}, and {why}. If nothing else about the function changes in the update that takes over {version}, Lambda refuses to publish a second version of the same code.',
    'Change the function in that update: {how}, or deploy new code.',
  ),
  SD3406: warning(
    'Policy exceeds its limit',
    'With the aliases in its statements, {what} grows to about {size} characters. IAM accepts at most {most}.',
    'Use an AWS::IAM::ManagedPolicy for some of the statements, or one ARN with a wildcard instead of many.',
  ),

  SD3901: warning(
    'Ignore without a reason',
    'Ignore of {resource} lists {ignored} without a reason.',
    'Write {Code: {ignored}, Reason: why this is fine here}.',
  ),
  SD3902: warning(
    'Unknown code in Ignore',
    'Ignore of {resource} lists something that is not a warning code.{hint}',
    'Correct or remove it.',
  ),
} as const satisfies Record<string, Entry>;

export type LintCode = keyof typeof LINT_TABLE;

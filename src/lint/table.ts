import type { Entry } from '../diagnostics/table';

const warning = (title: string, text: string, remedy: string): Entry => ({ severity: 'warning', title, text, remedy });
const note = (title: string, text: string, remedy: string): Entry => ({ severity: 'note', title, text, remedy });

/**
 * What needs judgement, and so is said by the command line only: a macro has no way to warn. A table of its own keeps these
 * words out of the macro. SD30: alarms. SD31: schedules and hooks. SD32: code. SD33: callers. SD34: versions and limits of Lambda. SD39: suppressions.
 */
export const LINT_TABLE = {
  SD3001: warning(
    'An alarm slower than the first step',
    '{alarm} evaluates {needed} minutes of data, but the deployment of {function} shifts more traffic after {step} minutes, so a fault may be noticed too late.',
    'Lower Period or DatapointsToAlarm, or choose a Type with a longer first step.',
  ),
  SD3002: warning(
    'An alarm on the whole function',
    '{alarm} watches {what}, so the old version hides the errors of the new one.',
    'Write {Errors: {}} in Alarms, which watches the alias and the new version separately, or add the dimensions Resource and ExecutedVersion.',
  ),
  SD3003: warning(
    'An alarm on a metric that does not exist',
    '{alarm} gets no data: {why}.',
    'Use the dimensions FunctionName: !Ref {function} and Resource: !Sub "${{function}}:{alias}", and for the new version also ExecutedVersion: !GetAtt {function}.Version.Version.',
  ),
  SD3004: warning(
    'An alarm that fires without data',
    '{alarm} treats missing data as breaching, so a minute without traffic rolls the deployment of {function} back.',
    'Set TreatMissingData: notBreaching.',
  ),
  SD3005: warning(
    'A comparison without an old version',
    'Regression compares the new version of {function} with the old one while both serve, and its Type moves all traffic at once, so that it never fires.',
    'Write a Type that shifts traffic, such as Canary10Percent5Minutes, or {ErrorRate: {}} in place of Regression.',
  ),
  SD3006: warning(
    'Alarms that come too late for this traffic',
    'With {traffic}, the deployment of {function} is stopped in {share} of the rehearsals of a version that fails one request in four.',
    'Write {advice}.',
  ),
  SD3007: warning(
    'Alarms that stop good releases',
    'With {traffic} of which {errors} fail, the deployment of {function} is stopped for nothing in {share} of the rehearsals of a good version, mostly by {alarm}.',
    'Write {advice}.',
  ),
  SD3008: warning(
    'An alarm of another function',
    '{alarm} watches {other}, so a fault of {function} does not make it fire.',
    'Write {Errors: {}} in Alarms, which makes one for {function}, or set its dimension FunctionName: !Ref {function}.',
  ),

  SD3101: warning(
    'A shift without alarms',
    'Traffic of {function} shifts step by step, but {why}, so nothing can roll back a faulty version.',
    'Set Alarms: Default, or Type: AllAtOnce if no monitoring is needed.',
  ),
  SD3102: warning(
    'A schedule of hours',
    'The deployment of {function} shifts traffic for {minutes} minutes, and CloudFormation waits for it. Role credentials often expire after 60 minutes.',
    'Deploy with a service role (--role-arn), which does not depend on your credentials, or choose a shorter Type.',
  ),
  SD3103: warning(
    'Many aliases at once',
    '{count} aliases of this template may shift in one deployment. Lambda accepts 15 control plane requests a second per account, and deployments have failed because of it.',
    'Let some of them move at once with Type: None, order them with DependsOn, or split the stack.',
  ),
  SD3111: warning(
    'A hook with too little time',
    '{hook}, the {event} hook of {function}, times out after {timeout} seconds{why}. A hook that does not report fails the deployment after an hour.',
    'Increase Timeout of {hook}.',
  ),
  SD3112: warning(
    'A hook that may not report',
    '{hook}, the {event} hook of {function}, has a role outside this template, which SafeDeploy cannot extend. A hook that does not report fails the deployment after an hour.',
    'Allow that role codedeploy:PutLifecycleEventHookExecutionStatus on the deployment group, or give {hook} a role in this template.',
  ),
  SD3113: warning(
    'A transform that marks nothing',
    '{what} no function, so nothing of this template is released.',
    'Write Metadata: { SafeDeploy: {} } on a function, or name functions in Functions, or take the transform out.',
  ),

  SD3201: warning(
    'Code that may change under the same name',
    'The code of {function} is {what}. Its bytes can change while the name stays the same, and then nothing is published.',
    'Name the code after its content, as aws cloudformation package does, or add {fix}.',
  ),
  SD3202: warning(
    'A value that no digest sees',
    '{property} of {function} is {what}. A new value there publishes no version, so callers keep the old one.',
    'Write Revision on {function} and change it with the value{or}.',
  ),
  SD3203: note(
    'An import that no digest sees',
    '{property} of {function} is imported, and SafeDeploy does not see imported values. A new value publishes no version.',
    'Write Revision on {function} and change it with the value. CloudFormation lets an export change only while no stack imports it.',
  ),

  SD3301: warning(
    'A caller left behind',
    '{owner} names {function} in {property} and stays on $LATEST: {because}.',
    'Write {reference} there, or list {owner} in {setting}.',
  ),
  SD3302: warning(
    'A function handed out by environment',
    '{owner} gets {function} without its alias in {property}, so code that invokes it by this value calls $LATEST.',
    'Write {reference} if the code invokes it.',
  ),
  SD3303: warning(
    'A function handed to a nested stack',
    'The nested stack {owner} gets {function} without its alias in {property}.',
    'Write {reference} if the nested template calls it: permissions there must then name the alias too. Leave it where it becomes a ServiceToken, which cannot change.',
  ),
  SD3304: warning(
    'A function handed out by an output',
    'The output {output} hands out {function} without its alias: {who} by this value calls $LATEST.',
    'Write {reference} {where}.',
  ),
  SD3305: warning(
    'A function named in text',
    '{property} of {owner} contains the name of {function} as text, which SafeDeploy does not move to the alias.',
    'Write {reference} there if it invokes the function.',
  ),
  SD3306: warning(
    'A caller without a permission',
    '{owner} now invokes the alias of {function}, and the template has no permission for {principal} to do so.',
    'Add an AWS::Lambda::Permission for {principal} to the template, or list {owner} in Keep.',
  ),
  SD3307: warning(
    'A caller of another alias',
    '{property} of {owner} names an alias of {function} that SafeDeploy does not manage, so no deployment shifts it to a new version.',
    'Name the alias {alias} there, or set Alias of {function} to the one that is meant.',
  ),
  SD3309: warning(
    'A Function URL that moves before its caller may call it',
    '{owner}, the URL of {function}, gets another address on the alias, and {source} calls it there before {permission} is made, which names {source}: requests are answered with 403 until then.',
    'Write Callers: Stay for {function} in one update, and take it away in the next: {permission} is there then. Or write FunctionUrl: Latest.',
  ),
  SD3310: note(
    'Calls that may be refused while callers move',
    'In the update that moves them to the alias, calls of {function} by {callers} may be refused for a moment: {what}.',
    'Write Callers: Stay for {function} in one update, and take it away in the next, in which permissions are there already. Or deploy at a quiet hour.',
  ),
  SD3311: warning(
    'An alias beside the managed one',
    '{alias} is an alias of {function} that SafeDeploy does not manage: {what}.',
    'Let its callers name {function}.Alias, or write the name of this alias in Alias of {function}, which is {managed}.',
  ),
  SD3312: warning(
    'An export that changes with each release',
    'The output {output} exports a version of {function}, which is another one after each release. CloudFormation refuses to change an export that a stack imports, so releases fail once a stack imports it.',
    'Write !Ref {function}.Alias, which stays the same, or take Export out.',
  ),
  SD3313: note('A move at a cost', 'When {owner} moves to the alias of {function}, {cost}.', 'Write {fix}.'),

  SD3402: warning(
    'Retained versions in a capacity provider',
    'Versions of {function} are retained when they leave the stack, and a capacity provider accepts {most} versions.',
    'Write VersionDeletionPolicy: Delete, or delete old versions yourself.',
  ),
  SD3403: warning(
    'A hook without the version',
    'The environment of {hook} has no room for {variable} (Lambda accepts 4,096 bytes), so the hook cannot tell which version of {function} is being deployed.',
    'Lower the size of the environment of {hook}, or write another hook for {function}.',
  ),

  SD3401: warning(
    'Versions of a durable function that are deleted',
    'Each update deletes the previous version of {function}, and a durable execution belongs to the version that started it: what is still running then cannot go on.',
    'Let versions stay: take VersionDeletionPolicy: Delete out.',
  ),
  SD3404: warning(
    'SnapStart without a version',
    'SnapStart does nothing for {function}: Lambda makes snapshots of published versions, and nothing publishes one.',
    'Write Metadata: { SafeDeploy: {} } on {function}, or take SnapStart out.',
  ),
  SD3405: warning(
    'A version of code that is published already',
    '{version} has published the code of {function}, and {why}. If nothing else of the function changes in the update that takes {version} over, Lambda refuses the new version, because one exists already for this code.',
    'Let that update change the function: {how}, or ship new code with it.',
  ),
  SD3406: warning(
    'A policy that outgrows its limit',
    'With the aliases in its statements, {what} grows to about {size} characters. IAM accepts {most}.',
    'Use an AWS::IAM::ManagedPolicy for some of the statements, or one ARN with a wildcard in place of many.',
  ),

  SD3901: warning(
    'No reason to ignore',
    'Ignore of {resource} lists {ignored} without a reason.',
    'Write {Code: {ignored}, Reason: why this is fine here}.',
  ),
  SD3902: warning('Nothing to ignore', 'Ignore of {resource} lists something that is not a warning code.{hint}', 'Correct or remove it.'),
} as const satisfies Record<string, Entry>;

export type LintCode = keyof typeof LINT_TABLE;

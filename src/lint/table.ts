import type { Entry } from '../diagnostics/table';

const warning = (title: string, text: string, remedy: string): Entry => ({ severity: 'warning', title, text, remedy });
const note = (title: string, text: string, remedy: string): Entry => ({ severity: 'note', title, text, remedy });

/**
 * What needs judgement, and so is said by the command line only: a macro has no way to warn. A table of its own keeps these
 * words out of the macro. SD30: alarms. SD31: schedules and hooks. SD32: code. SD33: callers. SD39: suppressions.
 */
export const LINT_TABLE = {
  SD3001: warning(
    'An alarm slower than the first step',
    '{alarm} judges {needed} minutes of data, and the deployment of {function} takes its next step after {step} minutes, so that a fault may be seen too late.',
    'Lower Period or DatapointsToAlarm of the alarm, or choose a Type whose first step lasts longer.',
  ),
  SD3002: warning(
    'An alarm on the whole function',
    '{alarm} watches {what}, so the old version hides what the new one does wrong.',
    'Write {Errors: {}} in Alarms, which watches the alias and the new version alone, or add the dimensions Resource and ExecutedVersion.',
  ),
  SD3003: warning(
    'An alarm on a metric that does not exist',
    '{alarm} gets no data: {why}.',
    'Write the dimensions FunctionName: !Ref {function} and Resource: !Sub "${{function}}:{alias}", and for the new version ExecutedVersion: !GetAtt {function}.Version.Version.',
  ),
  SD3004: warning(
    'An alarm that goes off when nothing happens',
    '{alarm} treats missing data as breaching, so a quiet minute takes the deployment of {function} back.',
    'Write TreatMissingData: notBreaching.',
  ),

  SD3101: warning(
    'A shift that nothing watches',
    'The traffic of {function} shifts step by step, but {why}, so nothing can take a faulty version back.',
    'Write Alarms: Default, or a Type of AllAtOnce if nothing shall be watched.',
  ),
  SD3102: warning(
    'A schedule of hours',
    'The deployment of {function} shifts traffic for {minutes} minutes, and CloudFormation waits for it; credentials of a role often end after 60.',
    'Deploy with a service role (--role-arn), which goes on without your credentials, or choose a shorter Type.',
  ),
  SD3103: warning(
    'Many aliases at once',
    '{count} aliases of this template may shift in one deployment, and Lambda takes 15 requests a second for an account, which has failed deployments.',
    'Let some of them move at once with Type: None, spread them with DependsOn, or split the stack.',
  ),
  SD3111: warning(
    'A hook with too little time',
    '{hook}, the {event} hook of {function}, is stopped after {timeout} seconds{why}. A hook that reports nothing fails the deployment after an hour.',
    'Raise Timeout of {hook}.',
  ),
  SD3112: warning(
    'A hook that may not report',
    '{hook}, the {event} hook of {function}, has a role outside of this template, to which SafeDeploy adds nothing. A hook that reports nothing fails the deployment after an hour.',
    'Let that role do codedeploy:PutLifecycleEventHookExecutionStatus on the deployment group, or give {hook} a role of this template.',
  ),

  SD3201: warning(
    'Code that may change under one name',
    'The code of {function} is {what}, whose bytes can change while its name stays: then nothing is published.',
    'Name the code by its content, as aws cloudformation package does, or add {fix}.',
  ),

  SD3301: warning(
    'A caller left behind',
    '{owner} names {function} in {property} and stays on $LATEST: {because}.',
    'Write !Ref {function}.Alias there, list {owner} in Move to have it moved, or in Keep if it shall stay.',
  ),
  SD3302: warning(
    'A function handed out by environment',
    '{owner} gets {function} without its alias in {property}, so code that invokes it by this value calls $LATEST.',
    'Write !Ref {function}.Alias if the code invokes it.',
  ),
  SD3303: warning(
    'A function handed to a nested stack',
    'The nested stack {owner} gets {function} without its alias in {property}.',
    'Write !Ref {function}.Alias if the nested template calls it: permissions there must then name the alias too.',
  ),
  SD3304: warning(
    'A function handed out by an output',
    'The output {output} hands out {function} without its alias: {who} by this value calls $LATEST.',
    'Write !Ref {function}.Alias, or add a second output with it.',
  ),
  SD3305: warning(
    'A function named by text',
    '{property} of {owner} spells the name of {function} as text, which SafeDeploy does not move to the alias.',
    'Write !Ref {function}.Alias there if it calls the function.',
  ),
  SD3306: warning(
    'A caller without a permission',
    '{owner} calls the alias of {function} from now on, and the template has no permission for {principal} to do so.',
    'Add an AWS::Lambda::Permission for {principal} to the template, or list {owner} in Keep.',
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

  SD3901: warning(
    'No reason to ignore',
    'Ignore of {resource} names {ignored} without a reason.',
    'Write {Code: {ignored}, Reason: why this is right here}.',
  ),
  SD3902: warning('Nothing to ignore', 'Ignore of {resource} lists something that is no code of a warning.{hint}', 'Correct or remove it.'),
} as const satisfies Record<string, Entry>;

export type LintCode = keyof typeof LINT_TABLE;

import type { Consumer } from '../../src/callers/decide/consumers';
import { type Schedule, scheduleName, shiftMinutes } from '../../src/settings/schedule';
import { asList, isObject, type Json, type JsonObject, own, valueAt } from '../../src/template/json';
import type { TransformResult } from '../../src/transform/transform';
import { groupId } from '../../src/version/ids';
import type { Released } from '../../src/version/released';

/** A column of names and a column of what they are. A name alone on the left is a heading. */
export type Row = readonly [left: string, middle?: string, right?: string];

/** What the macro made of a template, and why. */
export function page(input: JsonObject, report: TransformResult, output: JsonObject): Row[] {
  const rows = changes(report, output);
  const shown = new Set(rows.flat());
  const others = Object.entries(output.Resources as JsonObject).filter(([id]) => !shown.has(id) && own(input.Resources, id) === undefined);
  return [...rows, ...section('Also made', others, ([id, resource]) => [id, ...purposeOf(String(own(resource, 'Type')))])];
}

const PURPOSES: Readonly<Record<string, string>> = {
  'AWS::CodeDeploy::Application': 'what the deployment groups belong to',
  'AWS::CodeDeploy::DeploymentConfig': 'the schedule, which AWS has no name for',
  'AWS::IAM::Role': 'lets CodeDeploy do what these deployments need, and no more',
  'AWS::IAM::Policy': 'lets the hook report its result to this deployment group',
};
const purposeOf = (type: string): [string, string] => [type, PURPOSES[type] ?? ''];

function changes(report: TransformResult, output: JsonObject): Row[] {
  const moved = report.consumers.filter(({ outcome }) => outcome === 'moved');
  const [permissions, callers] = split(moved, ({ mention }) => mention.type === 'AWS::Lambda::Permission');
  const stays = report.consumers.filter(({ outcome }) => outcome === 'kept' || outcome === 'left');
  return [
    ...report.functions.flatMap((released) => functionRows(released, output)),
    ...section('Callers that now call the alias', callers, (one) => [one.mention.owner, one.mention.path, one.service]),
    ...section('Permissions', permissions, (one) => [one.mention.owner, 'on the alias', one.because]),
    ...section(
      'Policies',
      report.consumers.filter(({ outcome }) => outcome === 'widened'),
      (one) => [one.mention.owner, 'allows the alias too', one.because],
    ),
    ...section('API deployments renewed', report.renewals, ({ from, to }) => [
      from,
      to,
      'a deployment is a snapshot: the stage would go on calling the function',
    ]),
    ...section('What stays on the function', stays, (one) => [one.mention.owner, one.mention.path, one.because]),
  ];
}

function functionRows({ id, settings, versionId, aliasId }: Released, output: JsonObject): Row[] {
  const group = own(output.Resources, groupId(id));
  const alarms = asList(valueAt(group, ['Properties', 'AlarmConfiguration', 'Alarms']) ?? []).map((alarm) => nameOf(own(alarm, 'Name')));
  const policy = valueAt(own(output.Resources, aliasId), ['UpdatePolicy', 'CodeDeployLambdaAliasUpdate']);
  const hooks = ['BeforeAllowTrafficHook', 'AfterAllowTrafficHook'].flatMap((hook) => {
    const target = own(policy, hook);
    return target === undefined ? [] : [['', nameOf(target), `${hook.startsWith('Before') ? 'before' : 'after'} the shift`] as Row];
  });
  const { deployment } = settings;
  return [
    [id],
    ['version', versionId, 'a new id whenever something changes that Lambda publishes'],
    ['alias', aliasId, `${settings.alias}: what callers call from now on`],
    ...(deployment ? [['schedule', ...scheduleText(deployment.schedule)] as Row] : []),
    ...(group === undefined
      ? []
      : [['deployment group', groupId(id), 'CodeDeploy shifts the alias, and back when something fails'] as Row]),
    ...titled('alarms', alarms.length > 0 ? alarms.map((alarm) => ['', alarm, alarmText(own(output.Resources, alarm))]) : [['', 'none']]),
    ...titled('hooks', hooks.length > 0 ? hooks : [['', 'none']]),
  ];
}

function scheduleText(schedule: NonNullable<Released['settings']['deployment']>['schedule']): [string, string] {
  if (!('kind' in schedule)) return ['conditional', `decided by ${schedule.condition}`];
  if (schedule.kind === 'custom') return [nameOf(schedule.name), 'a deployment config of your own'];
  return [scheduleName(schedule), stepsText(schedule)];
}

function stepsText(schedule: Schedule): string {
  if (schedule.kind === 'Canary') return `${schedule.percent} % of the traffic, the rest after ${schedule.minutes} minutes`;
  if (schedule.kind === 'Linear') return `${schedule.percent} % every ${schedule.minutes} minutes, ${shiftMinutes(schedule)} in all`;
  return 'all traffic at once';
}

const alarmText = (alarm: Json | undefined): string =>
  String(own(own(alarm, 'Properties'), 'AlarmDescription') ?? 'an alarm of yours').replace(/ Made by SafeDeploy\.$/, '');
const nameOf = (node: Json | undefined): string => (isObject(node) ? String(node.Ref ?? JSON.stringify(node)) : String(node));
const titled = (title: string, rows: Row[]): Row[] => rows.map(([left, ...rest], index) => [index === 0 ? title : left, ...rest]);
const section = <T>(title: string, items: readonly T[], row: (item: T) => Row): Row[] =>
  items.length > 0 ? [[title], ...items.map(row)] : [];
const split = (all: readonly Consumer[], test: (one: Consumer) => boolean) => [all.filter(test), all.filter((one) => !test(one))] as const;

/** Headings, and under them three columns. */
export function layout(rows: readonly Row[], bold: (text: string) => string): string[] {
  const width = (column: 0 | 1) => Math.max(0, ...rows.filter((row) => row.length > 1).map((row) => row[column]?.length ?? 0)) + 2;
  const [first, second] = [width(0), width(1)];
  return rows.flatMap(([left, middle = '', right = ''], index) =>
    middle === '' && right === ''
      ? [...(index > 0 ? [''] : []), bold(left)]
      : [`  ${left.padEnd(first)}${middle.padEnd(second)}${right}`.trimEnd()],
  );
}

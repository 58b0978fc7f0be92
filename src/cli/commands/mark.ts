import type { Entry } from '../../migrate/edits';
import { mark as decide, type MarkPlan } from '../../migrate/mark';
import { because } from '../../plan/leftOut';
import { isFault, parseSchedule } from '../../settings/schedule';
import type { Arguments, Command, ExitCode } from '../command';
import type { Io } from '../io';
import { listed } from '../migrate/listed';
import { REWRITE_EXITS, REWRITE_OPTIONS, rewrite } from '../migrate/rewrite';
import { one, TEMPLATE } from '../template';
import { UsageError } from '../usage';

export const mark: Command = {
  name: 'mark',
  positionals: [TEMPLATE, { name: 'FUNCTION…', text: 'Logical IDs of the functions to mark.', many: true, optional: true }],
  options: {
    all: { text: 'Mark every function that Functions: All would mark.' },
    type: {
      value: 'TYPE',
      text: 'How traffic shifts: Linear10PercentEvery1Minute or None, for example; default: Canary10Percent5Minutes.',
    },
    alias: { value: 'NAME', text: 'The name of the alias; default: live.' },
    ...REWRITE_OPTIONS,
  },
  examples: [
    { text: 'Mark two functions:', line: 'safedeploy mark template.yaml Orders Checkout --type Canary10Percent5Minutes' },
    { text: 'See what marking all of them would change:', line: 'safedeploy mark template.yaml --all --dry-run' },
  ],
  exits: REWRITE_EXITS,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [, ...functions] = given.positionals;
  const [type, alias] = [one(given, 'type'), one(given, 'alias')];
  const all = given.options.has('all');
  const mistakes = [
    ...(all === functions.length > 0 ? ['Pass either the functions to mark or --all.'] : []),
    ...(type === undefined ? [] : mistakesIn(type)),
    ...(alias === undefined || /^(?!^[0-9]+$)[\w-]{1,128}$/.test(alias)
      ? []
      : ['--alias must consist of 1 to 128 letters, digits, hyphens and underscores, but not of digits alone.']),
  ];
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  const said = [['Alias', alias] as const, ['Type', type] as const];
  const settings = said.flatMap(([key, json]): Entry[] => (json === undefined ? [] : [[key, { json }]]));
  return rewrite(given, io, {
    decide: (root, ...rest) => decide(root, { functions: all ? 'All' : functions, settings }, ...rest),
    said: (plan) => words(plan),
    nothing: all ? 'There are no functions left to mark.' : 'Nothing was changed.',
  });
}

function mistakesIn(type: string): string[] {
  if (type === 'None') return [];
  const schedule = parseSchedule(type);
  if (!isFault(schedule)) return [];
  const meant =
    schedule.fault === 'nearMiss' ? ` Did you mean ${schedule.meant}?` : schedule.fault === 'bounds' ? ` ${schedule.meant}.` : '';
  return [`--type must be a schedule such as Canary10Percent5Minutes.${meant}`];
}

function words({ steps, leftOut }: MarkPlan): string[] {
  return [`Marked: ${listed(steps)}.`, ...leftOut.map((one) => `Not marked: ${one.id} (${because(one)}).`)];
}

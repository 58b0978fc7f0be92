import { SERVICES } from '../../src/callers/services';
import type { Caller, Service, Snapshot } from '../../src/callers/services/service';
import { groupBy } from '../../src/template/json';
import { code, table } from './markers';

const HEAD = ['Resource type and property', 'What happens', 'Who must be allowed to call the alias', 'Update', 'Why', 'Notes'];

/** A section for each service, in the order of their names. */
export function callersTables(): string {
  const byName = [...SERVICES].sort((a, b) => (a.name < b.name ? -1 : 1));
  return byName.map(section).join('\n\n');
}

function section(service: Service): string {
  const rows = Object.entries(service.callers).flatMap(([type, callers]) => rowsOf(type, callers));
  return [`### ${service.name}`, ...notes(service), ...(rows.length > 0 ? [table(HEAD, rows)] : [])].join('\n\n');
}

/** Properties of which the same is said share a row. */
function rowsOf(type: string, callers: readonly Caller[]): string[][] {
  const same = groupBy(callers, ({ at: _, ...rest }) => JSON.stringify(rest));
  return [...same.values()].map((group) => {
    const caller = group[0] as Caller;
    const properties = group.map(({ at }) => (at === '*' ? 'any other property' : code(at)));
    return [
      [code(type), ...properties].join('<br>') + condition(caller),
      happening(caller),
      permitted(caller),
      caller.update ?? 'in place',
      caller.because,
      watch(caller),
    ];
  });
}

const condition = ({ where }: Caller): string =>
  Object.entries(where ?? {})
    .map(([name, value]) => `<br>where ${code(name)} is ${code(value)}`)
    .join('');

function happening({ treatment, how, decidedBy, only }: Caller): string {
  const moved = () => {
    if (how === 'text') return 'moves, anywhere in the text';
    if (how === 'sameForm') return 'moves: an ARN becomes the alias, a name becomes `name:alias`';
    return typeof how === 'object' ? `moves: ${code(how.qualifier)} becomes the name of the alias` : 'moves';
  };
  if (decidedBy) return `the setting ${code(decidedBy)} decides`;
  if (only) return `${moved()} if ${code(only.with)} is ${code('true')}; otherwise it is left, and moves when listed in ${code('Move')}`;
  return {
    moved: moved(),
    kept: 'stays',
    left: how === 'sameForm' ? `is left; when listed in \`Move\` it ${moved()}` : 'is left; moves when listed in `Move`',
    ask: 'asks: moves only when listed in `Move`',
  }[treatment];
}

function permitted({ by, treatment }: Caller): string {
  if (!by) return treatment === 'kept' ? '' : 'none known';
  const parts = [
    by.principal === undefined ? [] : code(by.principal) + (by.action === undefined ? '' : ` for ${code(by.action)}`),
    by.role === undefined ? [] : `the role at ${code(by.role)}`,
  ];
  return parts.flat().join(', or ');
}

const watch = ({ mustExist, watch: said }: Caller): string => [mustExist ? 'waits for the alias' : [], said ?? []].flat().join('; ');

function notes({ policies, snapshots = [] }: Service): string[] {
  const widened = policies?.map(code).join(', ');
  return [
    widened === undefined
      ? []
      : `In every policy document of ${widened}, statements that allow invoking the function also allow the alias.`,
    snapshots.map(note),
  ].flat();
}

/** What is renewed, and who goes on calling the function. */
function note({ type, parts, stages, because }: Snapshot): string {
  const types = Object.keys(parts)
    .map(code)
    .join(stages ? ', ' : ' or ');
  const where = type === undefined || stages ? '' : ` that has an ${code(type)} in the template`;
  if (!stages)
    return `When a reference moves in ${types}${where}, note that ${because}. Its permission stays on the function, and the alias gets a copy.`;
  const unless = stages.auto ? `, unless every ${code(stages.type)} of the API has ${code(stages.auto)}` : '';
  return `When a part of an API moves, its ${code(type ?? '')} gets a new logical ID${unless}, and waits for all parts of the API that are in the template (${types}). Note that ${because}. Its permission stays on the function, and the alias gets a copy.`;
}

import { namesOf, ofFunctions } from '../../callers/decide/handmade';
import { unqualifiedIn } from '../../callers/find/unqualified';
import type { Environment } from '../../template/environment';
import { own, type Trail } from '../../template/json';
import { FUNCTION, resourcesOf, type Template } from '../../template/template';
import { Values } from '../../template/values';
import { type Edit, type Entry, removal } from '../edits';
import { markEdits } from '../markEdits';
import { functionsOf, type Marked } from '../marked';
import type { Migration, Remark, Step, Untouchable } from '../migration';
import { chosen, type Release, releaseOf } from './release';
import { policyOf, Users, waitOf } from './users';

/**
 * Versions, aliases and deployment groups that were written by hand, or that SAM or CDK made. Versions and aliases stay in the
 * template: the macro takes them over under their own logical ids. What CodeDeploy needs goes, where nothing else refers to it.
 */
export function migrateByHand(template: Template, marked: Marked, environment: Environment, untouchable: Untouchable): Migration {
  const values = new Values(template, environment);
  const open = functionsOf(template, FUNCTION).flatMap(([id]) => (marked.ids.has(id) ? [] : [id]));
  const context = { template, names: namesOf(open, template, values, environment) };
  const [versions, aliases] = [ofFunctions(context, 'AWS::Lambda::Version'), ofFunctions(context, 'AWS::Lambda::Alias')];
  const remarks: Remark[] = [];
  const releases = open.flatMap((of): Release[] => {
    if (untouchable.has(of)) return [];
    const own = { versions: versions.filter((one) => one.of === of), aliases: aliases.filter((one) => one.of === of) };
    const [version] = own.versions;
    if (own.aliases.length === 0) {
      if (version) remarks.push({ code: 'SD1405', path: ['Resources', version.id], data: { id: version.id, function: of } });
      return [];
    }
    const alias = chosen(own.aliases);
    if (!alias) {
      const why = `it has several aliases (${own.aliases.map(({ id }) => id).join(', ')}), and none of them is the only one that CodeDeploy moves`;
      remarks.push({
        code: 'SD1401',
        path: ['Resources', of],
        data: { id: of, why, remedy: `Run safedeploy mark TEMPLATE ${of} --alias NAME with the name of the alias that callers use` },
      });
      return [];
    }
    const { release, blocked } = releaseOf(alias, own.versions, template, values);
    for (const { path, ...data } of blocked) remarks.push({ code: 'SD1401', path, data });
    if (blocked.length > 0) return [];
    if (release.group === undefined) remarks.push({ code: 'SD1408', path: ['Resources', alias.id], data: { id: alias.id, function: of } });
    return [release];
  });
  const gone = goneOf(releases, new Users(template), remarks);
  const urls = resourcesOf(template, 'AWS::Lambda::Url').filter(([, { Properties }]) => own(Properties, 'Qualifier') === undefined);
  const steps = releases.flatMap((release): Step[] => {
    const { of, resource } = release.alias;
    const url = urls.some(([, one]) =>
      unqualifiedIn(own(one.Properties, 'TargetFunctionArn') ?? null, one.Condition, context.names).includes(of),
    );
    const settings: Entry[] = url ? [...release.settings, ['FunctionUrl', { json: 'Latest' }]] : [...release.settings];
    const mark = markEdits(template, of, settings);
    if (mark)
      return [
        {
          of,
          path: ['Resources', of],
          names: [of],
          edits: [...mark, ...goesWith(release, resource.UpdatePolicy !== undefined, gone, template)],
        },
      ];
    remarks.push({ code: 'SD1404', path: ['Resources', of, 'Metadata'], data: { id: of } });
    return [];
  });
  return { steps, remarks };
}

/** What leaves the template: groups that only their alias names, and what only such groups need. */
function goneOf(releases: readonly Release[], users: Users, remarks: Remark[]): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const { group, alias } of releases) {
    if (group === undefined) continue;
    const others = users.others(group, new Set([policyOf(alias.id), waitOf(alias.id)]));
    if (others.length === 0) gone.add(group).add(policyOf(alias.id));
    else stays(group, others, remarks, 'The macro replaces it anyway, and updates references to it to the new deployment group');
  }
  for (const helper of new Set(releases.flatMap(({ helpers }) => helpers))) {
    const others = users.others(helper, new Set([...gone, ...releases.map(({ alias }) => waitOf(alias.id))]));
    if (others.length === 0) gone.add(helper);
    else stays(helper, others, remarks, 'Delete it when nothing needs it any longer');
  }
  return gone;
}

const stays = (id: string, others: readonly string[], remarks: Remark[], remedy: string): unknown =>
  remarks.push({ code: 'SD1406', path: ['Resources', id], data: { id, why: `it is used by ${others.join(', ')}`, remedy } });

function goesWith({ alias, group, helpers }: Release, hasPolicy: boolean, gone: ReadonlySet<string>, template: Template): Edit[] {
  const ids = [...(group === undefined ? [] : [group]), ...helpers].filter((id) => gone.has(id));
  const paths: Trail[] = ids.map((id) => ['Resources', id]);
  if (hasPolicy && gone.has(policyOf(alias.id))) paths.push(['Resources', alias.id, 'UpdatePolicy']);
  const waits = alias.resource.DependsOn;
  const path: Trail = ['Resources', alias.id, 'DependsOn'];
  if (typeof waits === 'string' && gone.has(waits)) paths.push(path);
  if (Array.isArray(waits)) for (const [index, id] of waits.entries()) if (gone.has(String(id))) paths.push([...path, index]);
  return removal(template, paths);
}

import sortBy from 'lodash/sortBy';
import { makePlan } from '../../src/plan/plan';
import { processedReleases } from '../../src/plan/processedReleases';
import type { Plan } from '../../src/plan/schema';
import { Deployable, type Planned } from '../../src/plan/side';
import type { JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { Cli } from '../cli/support/cli';
import { unmarked } from '../cli/support/templates';
import { caseNames, isErrorCase, load } from '../support/fixtures';
import { deploymentIn, functionIn, plan, run } from './support/plan';
import { CANARY, marked, using } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);

/** A fixture, and what CloudFormation has after the macro. */
const pairs = caseNames()
  .filter(([area, name]) => !isErrorCase(area, name))
  .flatMap(([area, name]) => {
    const { input, params, ...environment } = load(area, name);
    const result = transform({ ...environment, fragment: input, params });
    if (!Object.hasOwn(input as object, 'Resources') || !result.fragment || result.functions.length === 0) return [];
    const deployable = new Deployable(result.fragment, environment);
    const source: Planned = { input, bytes: 0, deployable, results: [result] };
    const processed: Planned = { input: deployable.template, bytes: 0, deployable, results: [processedReleases(deployable)] };
    return [[`${area}/${name}`, makePlan(source), makePlan(processed)] as const];
  });

/** What a processed template must still tell. Checks have become a function, and alarms that are made stand among those that are given. */
const rollouts = ({ functions }: Plan) =>
  sortBy(functions, 'id').map(({ id, alias, version, condition, schedules, hooks, alarms, ignoresAlarms }) => ({
    id,
    alias,
    version: version.id,
    condition,
    steps: schedules.map(({ steps, when }) => ({ steps, when })),
    events: hooks.map(({ event }) => event),
    // with the conditions under which they are there, and each once
    alarms: !ignoresAlarms && alarms.length > 0,
  }));

describe('a template that the macro has made', () => {
  test('there are many', () => expect(pairs.length).toBeGreaterThan(150));

  test.each(pairs)('%s: its rollout is the same', (_, source, processed) => {
    const ours = new Set(source.functions.map(({ id }) => id));
    expect(rollouts({ ...processed, functions: processed.functions.filter(({ id }) => ours.has(id)) })).toEqual(rollouts(source));
    expect(processed.generated).toEqual([]);
    const moved = processed.functions.flatMap(({ callers }) => callers.filter(({ outcome }) => outcome === 'moved'));
    expect(moved).toEqual([]);
  });
});

const processed = async (text: string) => (await cli.transform(text, '--format', 'json')).stdout;
const rule = '  R: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day), Targets: [{Id: f, Arn: !GetAtt F.Arn}]}}\n';

test('is planned without Transform', async () => {
  const text = await processed(using(marked(CANARY), rule));
  const made = await plan(text);
  expect(functionIn(made)).toMatchObject({ alias: { name: 'live' }, schedules: [{ name: 'Canary10Percent10Minutes' }] });
  expect(functionIn(made).callers.map(({ resource, because }) => [resource, because])).toEqual([['R', 'it names the alias']]);
  expect(await run(text)).toEqual(await run(text));
});

test('says who calls $LATEST', async () => {
  const template = JSON.parse(await processed(using(marked(CANARY)))) as JsonObject;
  const target = { Id: 'f', Arn: { 'Fn::GetAtt': ['F', 'Arn'] } };
  const late = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)', Targets: [target] } };
  const made = await plan(JSON.stringify({ ...template, Resources: { ...(template.Resources as JsonObject), Late: late } }));
  expect(functionIn(made).callers).toMatchObject([
    { resource: 'Late', outcome: 'left', because: expect.stringContaining('it calls $LATEST') },
  ]);
});

test('is compared with what is deployed', async () => {
  const before = cli.file('before.json', await processed(using(marked(CANARY))));
  const after = await processed(using(marked(CANARY)).replace('ZipFile: x', 'ZipFile: y'));
  const made = await plan(after, ['--against', before]);
  expect(deploymentIn(made)).toMatchObject({ effect: 'shifts', because: 'Code.ZipFile changed' });
  expect(deploymentIn(await plan(await processed(using(marked(CANARY))), ['--against', before])).effect).toBe('unchanged');
});

test('knows its versions where a value is hidden', async () => {
  const secret = using(marked(CANARY, '      Environment: {Variables: {S: !Ref S}}\n')).replace(
    'Resources:',
    'Parameters: {S: {Type: String, NoEcho: true, Default: hunter2}}\nResources:',
  );
  const { stdout } = await run(await processed(secret));
  expect(stdout).toMatch(/version +FVersion\w{10}/);
  expect(stdout).not.toContain('hunter2');
});

test('names its alarms', async () => {
  const made = await plan(await processed(using(marked('{Type: Canary10Percent10Minutes, Alarms: [Named, Default]}'))));
  expect(functionIn(made).alarms.map(({ name }) => name)).toEqual(['Named', 'FAliasErrorsAlarm', 'FVersionErrorsAlarm']);
});

describe('what is not processed is refused as before', () => {
  const changed = async (change: (template: JsonObject, f: JsonObject) => void) => {
    const template = JSON.parse(await processed(using(marked(CANARY)))) as JsonObject;
    change(template, (template.Resources as JsonObject).F as JsonObject);
    return JSON.stringify(template);
  };

  test.each([
    ['without a release', () => Promise.resolve(`Resources:\n${unmarked('F')}`)],
    ['with a mark and no Transform', () => changed((_, f) => Object.assign(f, { Metadata: { SafeDeploy: {} } }))],
    ["with SAM's mark and no Transform", () => changed((_, f) => Object.assign(f.Properties as JsonObject, { DeploymentPreference: {} }))],
    ['with another Transform', () => changed((template) => Object.assign(template, { Transform: 'Other' }))],
    ['with another transform inside', () => changed((_, f) => Object.assign(f, { 'Fn::Transform': { Name: 'Other' } }))],
  ])('%s', async (_, textOf) => {
    const ran = await run(await textOf());
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('SD1201');
  });
});

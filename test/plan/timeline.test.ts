import { stepsOf } from '../../src/plan/timeline';
import { functionIn, plan } from './support/plan';
import { marked, using } from './support/templates';

const schedulesOf = async (settings: string, more = '', head = '') =>
  functionIn(await plan(using(marked(settings), more).replace('Resources:', `${head}Resources:`))).schedules;

test.each([
  [{ kind: 'AllAtOnce' }, [[0, 100]]],
  [{ kind: 'Canary', percent: 10, minutes: 5 }, [[0, 10], [5, 100]]], // biome-ignore format: a table
  [{ kind: 'Linear', percent: 50, minutes: 3 }, [[0, 50], [3, 100]]], // biome-ignore format: a table
  [{ kind: 'Linear', percent: 30, minutes: 2 }, [[0, 30], [2, 60], [4, 90], [6, 100]]], // biome-ignore format: a table
  [{ kind: 'Linear', percent: 99, minutes: 1 }, [[0, 99], [1, 100]]], // biome-ignore format: a table
] as const)('%j', (schedule, steps) => {
  expect(stepsOf(schedule).map(({ minute, percent }) => [minute, percent])).toEqual(steps);
});

test('None moves at once', async () => {
  expect(await schedulesOf('{Type: None}')).toEqual([{ name: 'None', when: [], steps: [{ minute: 0, percent: 100 }] }]);
});

test('nobody knows the steps of a deployment config that stands elsewhere', async () => {
  expect(await schedulesOf('{Type: OurCanary}')).toEqual([{ name: 'OurCanary', when: [], steps: null }]);
});

describe('a deployment config of the template', () => {
  const config = (routing: string) => `  Slow:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties: {ComputePlatform: Lambda, TrafficRoutingConfig: ${routing}}
`;
  const steps = async (routing: string) => (await schedulesOf('{Type: !Ref Slow}', config(routing)))[0]?.steps;

  test.each([
    ['{Type: AllAtOnce}', [{ minute: 0, percent: 100 }]],
    [
      '{Type: TimeBasedCanary, TimeBasedCanary: {CanaryPercentage: 5, CanaryInterval: 20}}',
      [
        { minute: 0, percent: 5 },
        { minute: 20, percent: 100 },
      ],
    ],
    [
      '{Type: TimeBasedLinear, TimeBasedLinear: {LinearPercentage: 50, LinearInterval: 7}}',
      [
        { minute: 0, percent: 50 },
        { minute: 7, percent: 100 },
      ],
    ],
  ])('%s is read', async (routing, expected) => {
    expect(await steps(routing)).toEqual(expected);
  });

  test.each([
    '{Type: TimeBasedCanary}',
    '{Type: TimeBasedCanary, TimeBasedCanary: {CanaryPercentage: 500, CanaryInterval: 20}}',
    '{Type: TimeBasedCanary, TimeBasedCanary: {CanaryPercentage: !GetAtt F.Arn, CanaryInterval: 20}}',
    '{Type: Nonsense}',
    '{}',
  ])('%s is not understood', async (routing) => {
    expect(await steps(routing)).toBeNull();
  });
});

test('a condition that only CloudFormation decides gives a schedule for each branch', async () => {
  const type = '{Type: !If [Big, Canary10Percent5Minutes, AllAtOnce]}';
  const schedules = await schedulesOf(type, '', 'Conditions: {Big: !Equals [!Ref AWS::StackName, big]}\n');
  expect(schedules.map(({ name, when }) => ({ name, when }))).toEqual([
    { name: 'Canary10Percent5Minutes', when: [{ condition: 'Big', holds: true }] },
    { name: 'AllAtOnce', when: [{ condition: 'Big', holds: false }] },
  ]);
});

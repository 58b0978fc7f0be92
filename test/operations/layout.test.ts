import { placesOf, type StackParts } from '../../src/operations/rollout/layout';
import type { JsonObject } from '../../src/template/json';
import { ACCOUNT, arnOf, REGION } from './support/shop';

/** A stack with one alias, whose update policy says this. */
function place(policy: JsonObject | undefined, more: Partial<StackParts> = {}, template: JsonObject = {}) {
  const resource = (id: string, type: string, physicalId?: string, status = 'CREATE_COMPLETE') => ({ id, type, physicalId, status });
  const parts: StackParts = {
    path: [],
    region: REGION,
    accountId: ACCOUNT,
    parameters: new Map([
      ['Group', 'group-of-a-parameter'],
      ['Hidden', undefined],
      ['Hook', 'given-hook'],
    ]),
    template: {
      Parameters: { Group: { Type: 'String' }, Hidden: { Type: 'String', NoEcho: true }, Hook: { Type: 'String' } },
      ...template,
      Resources: {
        FAliaslive: { Type: 'AWS::Lambda::Alias', ...(policy ? { UpdatePolicy: { CodeDeployLambdaAliasUpdate: policy } } : {}) },
      },
    },
    resources: [
      resource('F', 'AWS::Lambda::Function', 'shop-F'),
      resource('FAliaslive', 'AWS::Lambda::Alias', arnOf('shop-F:live')),
      resource('App', 'AWS::CodeDeploy::Application', 'shop-App'),
      resource('Groups', 'AWS::CodeDeploy::DeploymentGroup', 'shop-Groups'),
      resource('Smoke', 'AWS::Lambda::Function', 'shop-Smoke'),
    ],
    ...more,
  };
  const found = placesOf(parts);
  expect(found).toHaveLength(1);
  return found[0];
}

const pair = (name: unknown) => ({ ApplicationName: { Ref: 'App' }, DeploymentGroupName: name }) as JsonObject;

test.each([
  [{ Ref: 'Groups' }, 'shop-Groups'],
  ['by-name', 'by-name'],
  [{ Ref: 'Group' }, 'group-of-a-parameter'],
  [{ 'Fn::Sub': '${App}-x' }, 'shop-App-x'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Groups' }, { Ref: 'AWS::Region' }]] }, 'a-shop-Groups-eu-north-1'],
  [{ 'Fn::If': ['Yes', { Ref: 'Groups' }, 'other'] }, 'shop-Groups'],
])('the group that the update policy names as %j', (name, expected) => {
  const template = { Conditions: { Yes: { 'Fn::Equals': [{ Ref: 'Group' }, 'group-of-a-parameter'] } } };
  expect(place(pair(name), {}, template)?.group).toEqual({ application: 'shop-App', name: expected });
});

test.each([{ 'Fn::ImportValue': 'x' }, { Ref: 'Nothing' }, { Ref: 'Hidden' }, { 'Fn::If': ['Nobody', 'a', 'b'] }])(
  'a group that nobody can tell from %j is none',
  (name) => expect(place(pair(name))?.group).toBeUndefined(),
);

test('without an update policy, a group is found by its logical id only', () => {
  expect(place(undefined)?.group).toBeUndefined();
  const resources = [
    { id: 'F', type: 'AWS::Lambda::Function', physicalId: 'shop-F', status: 'CREATE_COMPLETE' },
    { id: 'FAliaslive', type: 'AWS::Lambda::Alias', physicalId: arnOf('shop-F:live'), status: 'CREATE_COMPLETE' },
    { id: 'App', type: 'AWS::CodeDeploy::Application', physicalId: 'shop-App', status: 'CREATE_COMPLETE' },
    { id: 'FDeploymentGroup', type: 'AWS::CodeDeploy::DeploymentGroup', physicalId: 'shop-FG', status: 'CREATE_COMPLETE' },
  ];
  expect(place(undefined, { resources })?.group).toEqual({ application: 'shop-App', name: 'shop-FG' });
  expect(place(undefined, { resources, template: undefined })?.group).toEqual({ application: 'shop-App', name: 'shop-FG' });
});

test.each([
  [{ Ref: 'Smoke' }, 'shop-Smoke'],
  [{ 'Fn::GetAtt': ['Smoke', 'Arn'] }, 'shop-Smoke'],
  [{ Ref: 'Hook' }, 'given-hook'],
  [arnOf('elsewhere'), 'elsewhere'],
  [arnOf('elsewhere:live'), 'elsewhere'],
  ['named:live', 'named'],
  [{ Ref: 'AWS::NoValue' }, undefined],
])('a hook that is named as %j', (hook, expected) => {
  expect(place({ ...pair('g'), BeforeAllowTrafficHook: hook } as JsonObject)?.hooks).toEqual(
    expected ? { BeforeAllowTraffic: expected } : {},
  );
});

test('an alias of a function that is not in the stack goes by its own id', () => {
  const resources = [{ id: 'Live', type: 'AWS::Lambda::Alias', physicalId: arnOf('theirs:live'), status: 'CREATE_COMPLETE' }];
  expect(place(undefined, { resources, path: ['Orders'] })).toMatchObject({
    id: 'Orders/Live',
    name: 'theirs',
    alias: 'live',
    path: ['Orders'],
  });
});

test('an alias that is not made yet is none', () => {
  const resources = [{ id: 'Live', type: 'AWS::Lambda::Alias', physicalId: undefined, status: 'CREATE_IN_PROGRESS' }];
  const parts = { path: [], region: REGION, accountId: ACCOUNT, parameters: new Map(), template: undefined, resources };
  expect(placesOf(parts)).toEqual([]);
});

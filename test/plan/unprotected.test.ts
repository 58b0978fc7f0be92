import type { Plan } from '../../src/plan/schema';
import { Cli } from '../cli/support/cli';
import { unmarked } from '../cli/support/templates';
import { CANARY, marked, using } from './support/templates';

/** What changes for the version that serves now, while traffic still goes to it. */
const cli = new Cli();
afterAll(cli.remove);

async function unprotected(after: string, before: string, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await cli.run(['plan', '-', '--against', cli.file('before.yaml', before), '--json', ...args], after);
  if (stdout === '') throw new Error(stderr);
  const { comparison } = JSON.parse(stdout) as Plan;
  return (comparison?.unprotected ?? []).map(({ resource, functions, because }) => `${resource} (${functions.join()}): ${because}`);
}

const withRole = (code = 'x', properties = '') =>
  marked(CANARY, properties)
    .replace(/Role: .*/, 'Role: !GetAtt R.Arn')
    .replace('ZipFile: x', `ZipFile: ${code}`);
const statement = (actions: string, more = '') => `{Effect: Allow, Action: [${actions}], Resource: !GetAtt T.Arn${more}}`;
const role = (statements: string, more = '') =>
  `  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}${more}, Policies: [{PolicyName: p, PolicyDocument: {Statement: [${statements}]}}]}}\n`;
const table = (properties = 'BillingMode: PAY_PER_REQUEST', attributes = '') =>
  `  T: {Type: AWS::DynamoDB::Table, ${attributes}Properties: {${properties}}}\n`;
const GET_PUT = statement('dynamodb:GetItem, dynamodb:PutItem');

describe('a role', () => {
  const lost = (after: string, before = role(GET_PUT)) =>
    unprotected(using(withRole('y'), table(), after), using(withRole('x'), table(), before));

  test.each([
    ['an action', role(statement('dynamodb:GetItem')), 'it loses dynamodb:PutItem on T'],
    [
      'a resource',
      role(GET_PUT.replace('!GetAtt T.Arn', "'arn:aws:dynamodb:eu-west-1:1:table/other'")),
      'it loses dynamodb:GetItem on T, dynamodb:PutItem on T',
    ],
    [
      'by a condition',
      role(statement('dynamodb:GetItem, dynamodb:PutItem', ', Condition: {Bool: {a: true}}')),
      'it loses dynamodb:GetItem on T',
    ],
    ['by a Deny', role(`${GET_PUT}, ${GET_PUT.replace('Allow', 'Deny')}`), 'it is denied dynamodb:GetItem on T, dynamodb:PutItem on T'],
  ])('that loses %s', async (_, after, why) => {
    const [line, ...more] = await lost(after);
    expect(line).toContain(`R (F): ${why}`);
    expect(line).toContain('also for the current version');
    expect(more).toEqual([]);
  });

  test('that loses a managed policy', async () => {
    const managed = role(GET_PUT, ", ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']");
    expect(await lost(role(GET_PUT), managed)).toEqual(['R (F): it loses a managed policy, also for the current version']);
  });

  test.each([
    ['says it in another form', role(`${statement('dynamodb:GetItem')}, ${statement('dynamodb:PutItem')}`)],
    ['says more', role(statement('dynamodb:*'))],
    ['says it of everything', role(GET_PUT.replace('!GetAtt T.Arn', "'*'"))],
    ['says it in capitals', role(statement('DynamoDB:getitem, dynamodb:PutItem'))],
  ])('that %s loses nothing', async (_, after) => {
    expect(await lost(after)).toEqual([]);
  });

  const policy = (actions: string) =>
    `  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [!Ref R], PolicyDocument: {Statement: [${statement(actions)}]}}}\n`;

  test('by a policy of its own', async () => {
    const before = role(statement('s3:GetObject')) + policy('dynamodb:GetItem, dynamodb:PutItem');
    expect(await lost(role(statement('s3:GetObject')) + policy('dynamodb:GetItem'), before)).toEqual([
      'R (F): it loses dynamodb:PutItem on T, also for the current version',
    ]);
    // CloudFormation deletes it when the shift is over
    expect(await lost(role(statement('s3:GetObject')), before)).toEqual([
      'R (F): it loses dynamodb:GetItem on T, dynamodb:PutItem on T at the end of the update, after any shift',
    ]);
    // what it allowed is said elsewhere
    expect(await lost(role(`${statement('s3:GetObject')}, ${GET_PUT}`), before)).toEqual([]);
  });

  test('never shows what a parameter says', async () => {
    const head = 'Transform: SafeDeploy\nParameters: {Secret: {Type: String}}\n';
    const text = (statements: string) => using(withRole(), table(), role(statements)).replace('Transform: SafeDeploy\n', head);
    const found = await unprotected(text(GET_PUT), text(`${GET_PUT}, ${statement('!Ref Secret')}`), '--parameter', 'Secret=s3:hush');
    expect(found).toEqual(['R (F): it loses an action on T, also for the current version']);
  });

  test('of a function that is not released concerns no shift', async () => {
    const other = unmarked('G').replace(/Role: .*/, 'Role: !GetAtt R.Arn');
    const of = (actions: string) => using(marked(CANARY), other, table(), role(statement(actions)));
    expect(await unprotected(of('dynamodb:GetItem'), of('dynamodb:GetItem, dynamodb:PutItem'))).toEqual([]);
  });

  test('of a new function has no version that serves', async () => {
    const before = using(marked(CANARY, '', 'G'), table(), role(GET_PUT));
    expect(await unprotected(using(marked(CANARY, '', 'G'), withRole(), table(), role(statement('dynamodb:GetItem'))), before)).toEqual([]);
  });
});

describe('a table that the function refers to', () => {
  const uses = '      Environment: {Variables: {T: !Ref T}}\n';
  const lost = (after: string, before: string) => unprotected(using(marked(CANARY, uses), after), using(marked(CANARY, uses), before));
  const key = (name: string) => `KeySchema: [{AttributeName: ${name}, KeyType: HASH}]`;

  test('is replaced', async () => {
    expect(await lost(table(key('b')), table(key('a')))).toEqual([
      'T (F): the current version keeps using the old one, which is deleted at the end of the update',
    ]);
    expect(await lost(table(key('b'), 'UpdateReplacePolicy: Retain, '), table(key('a')))).toEqual([
      'T (F): the current version keeps using the old one, and the new version uses another',
    ]);
  });

  test('leaves the template', async () => {
    const gone = (policy: string) => unprotected(using(marked(CANARY)), using(marked(CANARY, uses), table(key('a'), policy)));
    expect(await gone('')).toEqual(['T (F): it is deleted at the end of the update, but earlier versions still refer to it']);
    expect(await gone('DeletionPolicy: Retain, ')).toEqual([]);
  });

  test('loses an index', async () => {
    const indexed = (...names: string[]) =>
      table(`${key('a')}, GlobalSecondaryIndexes: [${names.map((name) => `{IndexName: ${name}}`).join()}]`);
    expect(await lost(indexed('one'), indexed('one', 'two'))).toEqual([
      'T (F): it loses the index two while the current version may still read it',
    ]);
    expect(await lost(indexed('one', 'two'), indexed('one'))).toEqual([]);
  });

  test('gets other tags', async () => {
    expect(await lost(table(`${key('a')}, Tags: [{Key: a, Value: b}]`), table(key('a')))).toEqual([]);
  });

  test('and one that it does not refer to', async () => {
    expect(await unprotected(using(marked(CANARY), table(key('b'))), using(marked(CANARY), table(key('a'))))).toEqual([]);
  });
});

describe('a security group', () => {
  const group = '  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a}}\n';
  const vpc = (id: string) => `      VpcConfig: {SecurityGroupIds: [${id}], SubnetIds: [subnet-1]}\n`;
  const LINE = 'G (F): retained versions keep network interfaces that use it, so its deletion can fail';

  test.each([
    ['goes with the new version', using(marked(CANARY, vpc('sg-1')))],
    ['goes with the mark', `Resources:\n${unmarked('F', vpc('sg-1'))}`],
    ['is replaced', using(marked(CANARY, vpc('!Ref G')), group.replace(': a}', ': b}'))],
  ])('that %s', async (_, after) => {
    expect(await unprotected(after, using(marked(CANARY, vpc('!Ref G')), group))).toEqual([expect.stringContaining(LINE)]);
  });

  test.each([
    ['whose versions go too', '{VersionDeletionPolicy: Delete, Alarms: []}', vpc('!Ref G')],
    ['that no function is in', CANARY, vpc('sg-2')],
  ])('%s', async (_, settings, before) => {
    expect(await unprotected(using(marked(settings, vpc('sg-1'))), using(marked(settings, before), group))).toEqual([]);
  });
});

describe('provisioned concurrency', () => {
  const provisioned = (count: number, code: string) =>
    using(
      marked(`{ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: ${count}}, Alarms: []}`).replace(
        'ZipFile: x',
        `ZipFile: ${code}`,
      ),
    );

  test('that changes together with the code', async () => {
    expect(await unprotected(provisioned(2, 'y'), provisioned(1, 'x'))).toEqual([
      expect.stringContaining('FAliaslive (F): ProvisionedConcurrencyConfig changes together with the version'),
    ]);
  });

  test.each([
    ['alone', 2, 'x'],
    ['not at all', 1, 'y'],
  ])('that changes %s', async (_, count, code) => {
    expect(await unprotected(provisioned(count, code), provisioned(1, 'x'))).toEqual([]);
  });
});

describe('an export', () => {
  const exported = (value: string, name = 'shop-f') => `Outputs: {A: {Value: ${value}, Export: {Name: ${name}}}}\n`;
  const said = async (after: string, before: string) => {
    const file = cli.file('before.yaml', using(marked(CANARY)) + before);
    const { stdout } = await cli.run(['plan', '-', '--against', file], using(marked(CANARY)) + after);
    return stdout.replace(/\s+/g, ' ');
  };

  test.each([
    ['has another value', exported('!Ref F.Alias'), 'changes'],
    ['has another name', exported('!GetAtt F.Arn', 'other'), 'changes'],
    ['is gone', '', 'is deleted'],
  ])('that %s may be imported', async (_, after, verb) => {
    expect(await said(after, exported('!GetAtt F.Arn'))).toMatch(
      new RegExp(`export the export \\S+ \\(output A\\) ${verb}: CloudFormation rejects the update while another stack imports it`),
    );
  });

  test('that is new is nobody’s yet', async () => {
    expect(await said(exported('!GetAtt F.Arn'), '')).not.toContain('export');
  });
});

import { version } from '../../package.json';
import { installCommand } from '../../src/cli/commands/install';
import { DIGEST_FORMAT } from '../../src/version/digest';
import { Session, type Surroundings } from '../operations/support/session';
import { event, REGION } from '../operations/support/shop';
import { macroStack, Place, refused, TEMPLATE } from './support';

const install = (place: Place, surroundings: Surroundings, ...args: string[]) =>
  new Session(place, surroundings).run((world) => installCommand(world, () => TEMPLATE), '--s3-bucket', 'templates', ...args);
const yes = (place: Place, ...args: string[]) => install(place, {}, '--yes', ...args);

describe('a first installation', () => {
  test('goes through the bucket, as a change set', async () => {
    const place = new Place();
    const { code, stdout, stderr } = await yes(place);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `SafeDeploy ${version} is installed (stack safedeploy, account 210987654321, ${REGION}).\n`,
    });
    const [[address, body] = []] = [...place.uploaded];
    expect(body).toBe(TEMPLATE);
    expect(address).toMatch(/^templates\/safedeploy\/[0-9a-f]{16}\.yaml$/);
    expect(place.asked).toEqual([
      expect.objectContaining({
        StackName: 'safedeploy',
        ChangeSetType: 'CREATE',
        TemplateURL: `https://s3.${REGION}.amazonaws.com/${address}`,
        'Capabilities.member.1': 'CAPABILITY_IAM',
      }),
    ]);
    expect(stderr).toContain('  Modify  Function               AWS::Lambda::Function\n');
    expect(stderr).toContain('  Add     OrganizationMayInvoke  AWS::Lambda::Permission\n');
    expect(place.executed).toHaveLength(1);
  });

  test('has a name of its own, and those of the parameters', async () => {
    const place = new Place();
    await yes(place, '--stack-name', 'next', '--macro-name', 'SafeDeployNext', '--organization-id', 'o-a1b2c3d4e5');
    expect(place.asked).toEqual([
      expect.objectContaining({
        StackName: 'next',
        'Parameters.member.1.ParameterKey': 'MacroName',
        'Parameters.member.1.ParameterValue': 'SafeDeployNext',
        'Parameters.member.2.ParameterValue': 'o-a1b2c3d4e5',
      }),
    ]);
  });

  test('after a review that nobody finished', async () => {
    const place = new Place();
    macroStack(place, { status: 'REVIEW_IN_PROGRESS' }).outputs = [];
    expect((await yes(place)).code).toBe(0);
    expect(place.asked).toEqual([expect.objectContaining({ ChangeSetType: 'CREATE' })]);
  });

  test('as JSON', async () => {
    const { stdout } = await yes(new Place(), '--json');
    expect(JSON.parse(stdout)).toEqual({
      stack: 'safedeploy',
      region: REGION,
      accountId: '210987654321',
      version,
      digestFormat: String(DIGEST_FORMAT),
      outcome: 'installed',
      changes: [
        { action: 'Modify', resource: 'Function', type: 'AWS::Lambda::Function', replacement: 'False' },
        { action: 'Add', resource: 'OrganizationMayInvoke', type: 'AWS::Lambda::Permission' },
      ],
    });
  });

  test('that fails names the cause, and how to begin again', async () => {
    const place = new Place();
    place.fails('CREATE', 'ROLLBACK_COMPLETE', 'Function already exist: SafeDeploy.');
    const { code, stdout, stderr } = await yes(place);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error SD1347  The stack safedeploy is in ROLLBACK_COMPLETE: Function: Function already exist: SafeDeploy.\n');
    expect(stderr).toContain('aws cloudformation delete-stack --stack-name safedeploy');
    expect(stderr).not.toContain('cancelled');
  });
});

describe('an update', () => {
  test('keeps what is not given, and tells which version goes', async () => {
    const place = new Place();
    macroStack(place);
    const { code, stderr } = await yes(place, '--macro-name', 'Other');
    expect(code).toBe(0);
    expect(place.asked).toEqual([
      expect.objectContaining({
        ChangeSetType: 'UPDATE',
        'Parameters.member.1.ParameterValue': 'Other',
        'Parameters.member.2.ParameterKey': 'OrganizationId',
        'Parameters.member.2.UsePreviousValue': 'true',
      }),
    ]);
    expect(stderr).toContain(`SafeDeploy 0.0.9 → ${version}: stack safedeploy in account 210987654321, ${REGION}`);
    expect(stderr).not.toContain('digest');
  });

  test('says when every function gets a new version', async () => {
    const place = new Place();
    macroStack(place, { digestFormat: '1' });
    expect((await yes(place)).stderr).toContain(
      `The digest format changes from 1 to ${DIGEST_FORMAT}: the next deployment of each stack publishes`,
    );
  });

  test('says when templates will not find the macro', async () => {
    const place = new Place();
    macroStack(place);
    const macro = { Action: 'Modify', LogicalResourceId: 'Macro', ResourceType: 'AWS::CloudFormation::Macro', Replacement: 'True' };
    place.changeSet = [{ Status: 'CREATE_COMPLETE', Changes: [{ Type: 'Resource', ResourceChange: macro }] }];
    expect((await yes(place)).stderr).toContain('replaced\nTemplates that use the previous name of the macro will no longer find it.\n');
  });

  test.each([
    "The submitted information didn't contain changes. Submit different information to create a change set.",
    'No updates are to be performed.',
  ])('without changes: %s', async (StatusReason) => {
    const place = new Place();
    macroStack(place);
    place.changeSet = [{ Status: 'FAILED', StatusReason }];
    const { code, stdout, stderr } = await yes(place);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('is already installed: no changes');
    expect([place.executed, place.deleted_.length]).toEqual([[], 1]);
  });

  test('that fails leaves the earlier version', async () => {
    const place = new Place();
    macroStack(place);
    place.fails('UPDATE', 'UPDATE_ROLLBACK_COMPLETE', 'Throttled');
    const { code, stderr } = await yes(place);
    expect(code).toBe(1);
    expect(stderr).toContain('error SD1348  The stack safedeploy is in UPDATE_ROLLBACK_COMPLETE: Function: Throttled.\n');
  });
});

describe('a stack that cannot be updated', () => {
  test.each([
    ['ROLLBACK_COMPLETE', 'SD1342'],
    ['CREATE_FAILED', 'SD1342'],
    ['DELETE_FAILED', 'SD1342'],
    ['UPDATE_ROLLBACK_FAILED', 'SD1343'],
    ['UPDATE_IN_PROGRESS', 'SD1344'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'SD1344'],
  ])('%s', async (status, code) => {
    const place = new Place();
    macroStack(place, { status });
    const ran = await yes(place);
    expect(ran).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`error ${code}  The stack safedeploy is in ${status}`),
    });
    expect([place.asked, place.uploaded.size]).toEqual([[], 0]);
  });

  test('because it is the stack of somebody else', async () => {
    const place = new Place();
    macroStack(place).outputs = [{ OutputKey: 'Url', OutputValue: 'https://example.com' }];
    place.stack('safedeploy').parameters = [];
    expect((await yes(place)).stderr).toContain('error SD1345');
    expect(place.asked).toEqual([]);
  });

  test('because the SAM CLI made it', async () => {
    const place = new Place();
    macroStack(place, { functionArn: `arn:aws:lambda:${REGION}:210987654321:function:SafeDeploy:live` });
    expect((await yes(place)).stderr).toContain('use sam deploy');
    expect(place.asked).toEqual([]);
  });
});

describe('somebody is asked', () => {
  test('who says yes', async () => {
    const place = new Place();
    const { code, question } = await install(place, { answer: 'Y' });
    expect({ code, question, executed: place.executed.length }).toEqual({
      code: 0,
      question: 'Execute this change set? [y/N] ',
      executed: 1,
    });
  });

  test.each(['', 'n', 'yesterday'])('who says "%s"', async (answer) => {
    const place = new Place();
    const { code, stderr } = await install(place, { answer });
    expect({ code, executed: place.executed, deleted: place.deleted_.length }).toEqual({ code: 1, executed: [], deleted: 1 });
    expect(stderr).toContain('Nothing was installed. The stack safedeploy stays empty, in REVIEW_IN_PROGRESS');
  });

  test('and nothing happens where nobody can be asked', async () => {
    const place = new Place();
    const { code, stderr, actions } = await install(place, {});
    expect({ code, actions }).toEqual({ code: 2, actions: [] });
    expect(stderr).toContain('error SD1322');
  });
});

describe('used wrongly, or not allowed', () => {
  test('without a bucket', async () => {
    const { code, stderr, actions } = await new Session(new Place()).run((world) => installCommand(world, () => TEMPLATE), '--yes');
    expect({ code, actions }).toEqual({ code: 2, actions: [] });
    expect(stderr).toContain('error SD1341  The template of the macro has 60,017 bytes.');
  });

  test.each([
    ['s3:PutObject', 'PermanentRedirect', 301, 'SD1351'],
    ['s3:PutObject', 'NoSuchBucket', 404, 'SD1307'],
    ['s3:PutObject', 'AccessDenied', 403, 'SD1303'],
    ['cloudformation:DescribeStacks', 'AccessDenied', 403, 'SD1303'],
    ['cloudformation:CreateChangeSet', 'AccessDenied', 403, 'SD1303'],
    ['cloudformation:ExecuteChangeSet', 'ExpiredToken', 403, 'SD1302'],
  ])('%s: %s', async (action, error, status, code) => {
    const place = new Place();
    place.faults.push((call) => (call.action === action ? refused(error, 'No.', status) : undefined));
    expect(await yes(place)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`error ${code}  `) });
  });

  test('a change set that cannot be made is deleted', async () => {
    const place = new Place();
    place.changeSet = [{ Status: 'FAILED', StatusReason: 'Parameter MacroName failed to satisfy its AllowedPattern.' }];
    const { code, stderr } = await yes(place);
    expect({ code, deleted: place.deleted_.length, executed: place.executed }).toEqual({ code: 1, deleted: 1, executed: [] });
    expect(stderr).toContain(
      'error SD1346  CloudFormation could not create the change set for the stack safedeploy: Parameter MacroName failed',
    );
  });

  test('a template that somebody exchanged in the bucket is not installed', async () => {
    const place = new Place();
    place.received = (uploaded) => uploaded.replace('Resources: {}', 'Resources: { Backdoor: {} }');
    const { code, stderr } = await yes(place);
    expect({ code, deleted: place.deleted_.length, executed: place.executed }).toEqual({ code: 1, deleted: 1, executed: [] });
    expect(stderr).toContain('error SD1352  The template of the change set is not the one that was uploaded to the bucket templates.');
  });

  test('one that was only written otherwise is', async () => {
    const place = new Place();
    place.received = () => '{"Resources": {}}';
    expect((await yes(place)).code).toBe(0);
  });

  test('contact that is lost is no failure', async () => {
    const place = new Place();
    place.faults.push(({ action }) =>
      place.executed.length > 0 && action === 'cloudformation:DescribeStacks' ? refused('ExpiredToken', 'It expired.', 403) : undefined,
    );
    expect(await yes(place)).toMatchObject({ code: 3, stderr: expect.stringContaining('error SD1349') });
  });

  test('Ctrl-C ends the waiting alone', async () => {
    const place = new Place();
    place.states = Array.from({ length: 50 }, () => ({ status: 'CREATE_IN_PROGRESS' }));
    const session = new Session(place);
    session.when(5.1, session.interrupt);
    const { code, stderr } = await session.run((world) => installCommand(world, () => TEMPLATE), '--s3-bucket', 'b', '--yes');
    expect(code).toBe(130);
    expect(stderr).toContain('Stopped waiting. CloudFormation continues.\n');
  });
});

test('the old state right after the request is not taken for the end', async () => {
  const place = new Place();
  macroStack(place, { status: 'UPDATE_COMPLETE' });
  place.states = [
    { status: 'UPDATE_COMPLETE' },
    { status: 'UPDATE_COMPLETE' },
    { status: 'UPDATE_IN_PROGRESS', happens: (stack) => event(stack, 1, 'UPDATE_IN_PROGRESS') },
    { status: 'UPDATE_ROLLBACK_COMPLETE', happens: (stack) => event(stack, 2, 'UPDATE_ROLLBACK_COMPLETE') },
  ];
  expect((await yes(place)).code).toBe(1);
});

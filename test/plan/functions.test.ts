import { Cli } from '../cli/support/cli';
import { unmarked } from '../cli/support/templates';
import { functionIn, plan, run } from './support/plan';
import { CANARY, marked, using } from './support/templates';

const cli = new Cli();
afterAll(cli.remove);

const callersIn = async (...resources: string[]) => {
  const { callers } = functionIn(await plan(using(...resources)));
  return callers.map(({ resource, property, outcome }) => `${resource}.${property} ${outcome}`);
};

describe('a version', () => {
  test('is made of properties and settings, by name', async () => {
    const made = await plan(using(marked('{Revision: "2", Type: None}', '      Environment: {Variables: {A: b}}\n      Tags: []\n')));
    const { version } = functionIn(made);
    expect(version.ingredients).toEqual(['Code', 'Environment', 'Handler', 'Role', 'Runtime', 'Revision']);
    expect(version).toMatchObject({ id: expect.stringMatching(/^FVersion[0-9a-z]{10}$/), unknown: [] });
  });

  test('has the id that the macro gives it', async () => {
    const template = using(marked());
    const { generated, functions } = await plan(template);
    expect(generated.map(({ id }) => id)).toContain(functions[0]?.version.id);
  });
});

test('no value is told, in no format', async () => {
  const template = `Transform: SafeDeploy
Parameters:
  Secret: {Type: String, NoEcho: true}
  Plain: {Type: String, Default: default-to-hide}
Resources:
${marked(CANARY, '      Environment: {Variables: {A: !Ref Secret, B: variable-to-hide, C: !Ref Plain}}\n')}`;
  for (const format of ['--json', '--markdown', '--verbose']) {
    const { code, stdout, stderr } = await run(template, ['--parameter', 'Secret=given-to-hide', format]);
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(100);
    expect(stdout + stderr).not.toMatch(/to-hide/);
  }
});

test('hooks are functions or checks', async () => {
  const settings = '{Hooks: {PreTraffic: !Ref Smoke, PostTraffic: {Checks: [{Name: health, Payload: {}, Expect: {StatusCode: 200}}]}}}';
  const { hooks } = functionIn(await plan(using(marked(settings), unmarked('Smoke'))));
  expect(hooks).toEqual([
    { event: 'PreTraffic', runs: 'function', name: 'Smoke', checks: [] },
    { event: 'PostTraffic', runs: 'checks', name: null, checks: ['health'] },
  ]);
});

describe('alarms', () => {
  const alarmsOf = async (alarms: string) => functionIn(await plan(using(marked(`{Alarms: ${alarms}}`)))).alarms;

  test('that are made have their logical ids', async () => {
    expect(await alarmsOf('Default')).toEqual([
      { name: 'FAliasErrorsAlarm', made: true },
      { name: 'FVersionErrorsAlarm', made: true },
    ]);
  });

  test('that exist have the names that their author wrote', async () => {
    const names = (await alarmsOf('[one, !Sub "${AWS::StackName}-errors", !Ref AWS::StackName]')).map(({ name }) => name);
    expect(names).toEqual(['one', '${AWS::StackName}-errors', 'AWS::StackName']);
  });

  test('may be ignored', async () => {
    expect(functionIn(await plan(using(marked('{IgnoreAlarms: true}')))).ignoresAlarms).toBe(true);
  });
});

describe('notes', () => {
  const notesOf = async (...parts: string[]) => functionIn(await plan(using(...parts))).notes;

  test('are none on most functions', async () => expect(await notesOf(marked('{}'))).toEqual([]));

  test('name the hook that is not told the version', async () => {
    const full = `      Environment: {Variables: {X: ${'x'.repeat(4_000)}}}\n`;
    expect(await notesOf(marked('{Hooks: {PreTraffic: !Ref Smoke}}'), unmarked('Smoke', full))).toEqual([
      'Smoke does not get SAFEDEPLOY_VERSION_F: its environment has no room (Lambda accepts 4,096 bytes)',
    ]);
  });

  test('say when versions fill a capacity provider', async () => {
    const managed = '      CapacityProviderConfig: {LambdaManagedInstancesCapacityProviderConfig: {}}\n';
    expect(await notesOf(marked('{}', managed))).toEqual([
      'versions are retained when they leave the stack, and a capacity provider accepts at most 100 versions',
    ]);
    expect(await notesOf(marked('{VersionDeletionPolicy: Delete}', managed))).toEqual([]);
  });
});

describe('callers', () => {
  const rule = `  Rule:
    Type: AWS::Events::Rule
    Properties: {Targets: [{Id: a, Arn: !GetAtt F.Arn}]}
`;
  const permission = (source: string) => `  Permission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: events.amazonaws.com${source}}
`;

  test('are moved, with the permission that only they need', async () => {
    const source = ', SourceArn: !GetAtt Rule.Arn';
    expect(await callersIn(marked(), rule, permission(source))).toEqual(['Rule.Targets[].Arn moved', 'Permission.FunctionName moved']);
  });

  test('leave a permission that others may need', async () => {
    expect(await callersIn(marked(), permission(''))).toEqual(['Permission.FunctionName copied']);
  });

  test('are kept where the author says so', async () => {
    expect(await callersIn(marked('{Keep: [Rule]}'), rule)).toEqual(['Rule.Targets[].Arn kept']);
  });

  test('are left where nobody knows, with the reason', async () => {
    const { callers } = functionIn(await plan(using(marked(), '  X: {Type: Some::Where::Else, Properties: {Arn: !GetAtt F.Arn}}\n')));
    expect(callers).toEqual([
      {
        resource: 'X',
        type: 'Some::Where::Else',
        property: 'Arn',
        service: null,
        outcome: 'left',
        because: 'it is not known whether this property accepts an alias',
        early: false,
        notes: [],
      },
    ]);
  });

  test('that name the alias already are said to, versions and other aliases, each with its reason', async () => {
    const mapping = (id: string, name: string) => `  ${id}: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: ${name}}}\n`;
    const url = '  Door: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt F.Arn, Qualifier: live, AuthType: NONE}}\n';
    const template = using(
      marked('{Alias: live}'),
      mapping('Own', '!Sub "${F.Arn}:live"'),
      mapping('Short', '!Ref F.Alias'),
      mapping('Another', '!Sub "${F.Arn}:prod"'),
      mapping('Version', '!Sub "${F}:7"'),
      url,
      url.replace('Door', 'Window').replace('live', 'prod'),
      '  Scaling: {Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {ResourceId: !Sub "function:${F}:3"}}\n',
    );
    const { callers } = functionIn(await plan(template));
    expect(callers.map(({ resource, outcome, because }) => [resource, outcome, because])).toEqual([
      ['Own', 'already', 'it names the alias'],
      ['Short', 'already', 'it names the alias'],
      ['Another', 'kept', 'it names another alias, which SafeDeploy does not manage'],
      ['Version', 'kept', 'it names a version, or a qualifier that is not known before deployment'],
      ['Door', 'already', 'it names the alias'],
      ['Window', 'kept', 'it names another alias, which SafeDeploy does not manage'],
      ['Scaling', 'kept', 'it names a version, or a qualifier that is not known before deployment'],
    ]);
  });

  test('on $LATEST that cannot be rewritten are left, with the reason', async () => {
    const latest =
      '  Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Join ["", [!GetAtt F.Arn, !ImportValue Suffix]]}}\n';
    const machine = (id: string, definition: string) => `  ${id}:
    Type: AWS::StepFunctions::StateMachine
    Properties: {RoleArn: !GetAtt Role.Arn, DefinitionSubstitutions: {It: !GetAtt F.Arn}, ${definition}}
`;
    const role = '  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}\n';
    const { callers } = functionIn(
      await plan(
        using(
          marked(),
          latest,
          machine('Elsewhere', 'DefinitionS3Location: {Bucket: b, Key: k}'),
          machine('Qualified', 'DefinitionString: \'{"Resource": "${It}:$LATEST"}\''),
          machine('Beside', 'Definition: {FunctionName: "${It}", Qualifier: $LATEST}'),
          machine('Numbered', 'DefinitionString: \'{"Resource": "${It}:7"}\''),
          role,
        ),
      ),
    );
    expect(callers.map(({ resource, outcome, because }) => [resource, outcome, because])).toEqual([
      ['Mapping', 'left', 'it calls $LATEST in a way that cannot be rewritten, because the qualifier or the name comes from elsewhere'],
      ['Elsewhere', 'left', 'the definition that uses it is not in the template'],
      ['Qualified', 'left', 'the definition adds a qualifier to it'],
      ['Beside', 'left', 'the definition adds a qualifier to it'],
      ['Numbered', 'kept', 'it names a version, or a qualifier that is not known before deployment'],
    ]);
  });

  test('that a stage variable or a nested stack names as text are left', async () => {
    const named = '      FunctionName: orders\n';
    const stage = '  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: a, Variables: {f: orders, g: orders-2, h: blue}}}\n';
    const child = '  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: u, Parameters: {Name: orders}}}\n';
    expect(await callersIn(marked('{}', named), stage, child)).toEqual(['Stage.Variables.f left', 'Child.Parameters.Name left']);
  });

  test('of a text that calls both the alias and what cannot be rewritten are told twice', async () => {
    const machine = `  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: !Sub ['{"A": {"Resource": "\${F.Arn}"}, "B": {"Resource": "\${F.Arn}:\${Q}"}}', {Q: !FindInMap [M, a, q]}]
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
`;
    const template = using(marked(), machine).replace('Resources:', 'Mappings: {M: {a: {q: $LATEST}}}\nResources:');
    const { callers } = functionIn(await plan(template));
    expect(callers.map(({ property, outcome }) => `${property} ${outcome}`)).toEqual(['DefinitionString moved', 'DefinitionString left']);
  });

  test('that are custom resources are left, but for the log group that one keeps', async () => {
    const named = '      FunctionName: orders\n';
    const custom = '  Existing: {Type: Custom::S3, Properties: {ServiceToken: arn, FunctionName: orders, BucketName: orders}}\n';
    const logs = '  Logs: {Type: Custom::LogRetention, Properties: {ServiceToken: arn, LogGroupName: !Sub "/aws/lambda/${F}"}}\n';
    expect(await callersIn(marked('{}', named), custom, logs)).toEqual(['Existing.FunctionName left', 'Logs.LogGroupName kept']);
  });

  test('say so where they change before the alias that waits for them', async () => {
    const hook = unmarked('Smoke', '      Environment: {Variables: {RULE: !Ref Rule}}\n');
    const early = async (...resources: string[]) =>
      functionIn(await plan(using(marked('{Hooks: {PreTraffic: !Ref Smoke}}'), rule, ...resources))).callers.map((caller) => caller.early);
    expect(await early(hook)).toEqual([true]);
    expect(await early(unmarked('Smoke'))).toEqual([false]);
  });

  describe('say what their move brings with it', () => {
    const notesIn = async (mark: string, ...resources: string[]) =>
      functionIn(await plan(using(marked(mark), ...resources))).callers.flatMap(({ resource, notes }) =>
        notes.map((note) => `${resource}: ${note}`),
      );
    const permission = (principal: string, source: string, action = 'lambda:InvokeFunction') =>
      `  May: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Principal: ${principal}, Action: ${action}, SourceArn: ${source}}}\n`;

    test('calls that are refused until the permission is there, which waits for the caller', async () => {
      const may = permission('events.amazonaws.com', '!GetAtt Rule.Arn');
      expect(await notesIn('{}', rule, may)).toEqual([
        'Rule: calls may be denied from its move until May exists, which is created after it; Callers: Stay in an earlier update avoids this',
      ]);
      expect(await notesIn('{Keep: [Rule]}', rule, may)).toEqual([]);
    });

    test('nothing where the caller waits for the permission', async () => {
      const topic =
        '  T: {Type: AWS::SNS::Topic}\n  S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref T, Protocol: lambda, Endpoint: !GetAtt F.Arn}}\n';
      expect(await notesIn('{}', topic, permission('sns.amazonaws.com', '!Ref T'))).toEqual([]);
    });

    test('nothing once the permission stands on both, and nothing where the caller has moved before', async () => {
      const may = permission('events.amazonaws.com', '!GetAtt Rule.Arn');
      const against = async (mark: string) => {
        const before = cli.file('before.yaml', using(marked(mark), rule, may));
        const made = await plan(using(marked('{}'), rule, may), ['--against', before]);
        return functionIn(made).callers.flatMap(({ notes }) => notes);
      };
      expect(await against('{Callers: Stay}')).toEqual([]);
      expect(await against('{}')).toEqual([]);
      expect(await against('{Keep: [Rule, May]}')).toEqual([expect.stringMatching(/^calls may be denied from its move until May exists/)]);
    });

    test('calls with a role whose policy may be changed later', async () => {
      const role = '  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}\n';
      const policy =
        '  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [!Ref R], PolicyDocument: {Statement: [{Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt F.Arn}]}}}\n';
      const schedule = (more = '') =>
        `  S: {Type: AWS::Scheduler::Schedule${more}, Properties: {Target: {Arn: !GetAtt F.Arn, RoleArn: !GetAtt R.Arn}}}\n`;
      expect(await notesIn('{}', role, policy, schedule())).toEqual([expect.stringMatching(/until P exists, which it does not wait for/)]);
      expect(await notesIn('{}', role, policy, schedule(', DependsOn: P'))).toEqual([]);
    });

    test('403 for who is named by the permission of a URL', async () => {
      const url = `  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: AWS_IAM}}
  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{DomainName: !GetAtt Url.FunctionUrl}]}}}\n`;
      const may = permission('cloudfront.amazonaws.com', '!Ref Site', 'lambda:InvokeFunctionUrl');
      expect(await notesIn('{FunctionUrl: Alias}', url, may)).toEqual([
        expect.stringMatching(/^Url: .*CloudFront.*before May exists, and gets 403/),
      ]);
      expect(await notesIn('{FunctionUrl: Latest}', url, may)).toEqual([]);
    });

    test('who goes on serving an older snapshot', async () => {
      const agent = '  Agent: {Type: AWS::Bedrock::Agent, Properties: {ActionGroups: [{ActionGroupExecutor: {Lambda: !GetAtt F.Arn}}]}}\n';
      expect(await notesIn('{}', agent)).toEqual([expect.stringMatching(/^Agent: .*Description of each AWS::Bedrock::AgentAlias/)]);
      const made = await plan(using(marked('{}'), agent, permission('bedrock.amazonaws.com', '!GetAtt Agent.AgentArn')));
      expect(functionIn(made).callers.find(({ resource }) => resource === 'May')).toMatchObject({
        outcome: 'copied',
        because: expect.stringContaining('serves a version'),
      });
    });
  });

  test('widen the statements that allow them', async () => {
    const role = `  Caller:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      PolicyDocument: {Statement: [{Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt F.Arn}]}
`;
    expect(await callersIn(marked(), role)).toEqual(['Caller.PolicyDocument.Statement[].Resource widened']);
  });

  test('are named once, however often they name the function', async () => {
    const twice = rule.replace('[{Id: a, Arn: !GetAtt F.Arn}]', '[{Id: a, Arn: !GetAtt F.Arn}, {Id: b, Arn: !GetAtt F.Arn}]');
    expect(await callersIn(marked(), twice)).toEqual(['Rule.Targets[].Arn moved']);
  });
});

import { functionOf, said, warnings } from './support/subject';

const beside = (rest: string, mark = '{}', properties: Record<string, string> = {}) =>
  said(`Resources:\n${functionOf('Checkout', mark, properties)}${rest}`);
const macro = (name: string) => `  Macro: { Type: AWS::CloudFormation::Macro, Properties: { Name: m, FunctionName: ${name} } }\n`;

describe('SD3301: a caller left behind', () => {
  test.each<[rest: string, mark: string, expected: string[]]>([
    [macro('!GetAtt Checkout.Arn'), '{}', ['SD3301 Macro.Properties.FunctionName']],
    [macro('!GetAtt Checkout.Arn'), '{ Keep: [Macro] }', []],
    [macro('!GetAtt Checkout.Arn'), '{ Move: [Macro] }', []],
    [macro('!Ref Checkout.Alias'), '{}', []],
    ['  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !GetAtt Checkout.Arn } }\n', '{}', []],
    ['  Own: { Type: Custom::Own, Properties: { ServiceToken: !GetAtt Checkout.Arn } }\n', '{}', []],
    ["  Own: { Type: Custom::Own, Properties: { ServiceToken: t, Log: !Sub '/aws/lambda/${Checkout}' } }\n", '{}', []],
    [
      "  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Join ['', [!Ref Checkout, !ImportValue Suffix]] } }\n",
      '{}',
      [],
    ],
    [
      "  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Join ['', [!GetAtt Checkout.Arn, !ImportValue Suffix]] } }\n",
      '{}',
      ['SD3301 Mapping.Properties.FunctionName'],
    ],
  ])('%s %s', (rest, mark, expected) => expect(beside(rest, mark)).toEqual(expected));
});

test('SD3301: what nobody has tried is told as that', () => {
  const [found] = warnings(`Resources:\n${functionOf('Checkout')}${macro('!GetAtt Checkout.Arn')}`);
  expect(found?.message).toMatch(
    /^Macro refers to Checkout in FunctionName and stays on \$LATEST: it is not verified to accept an alias \(.+\)\.$/,
  );
});

describe('SD3302: a function handed out by environment', () => {
  const search = (value: string) => functionOf('Search', '', { Environment: `{ Variables: { CHECKOUT: ${value} } }` });
  const HANDED = ['SD3302 Search.Properties.Environment.Variables.CHECKOUT'];
  test.each<[value: string, expected: string[]]>([
    ['!Ref Checkout', HANDED],
    ['!GetAtt Checkout.Arn', HANDED],
    ["!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Checkout}'", HANDED],
    ["!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Checkout}:live'", []],
    ['!Ref Checkout.Alias', []],
    ["!Sub '${Checkout}:live'", []],
    ["!Sub '/aws/lambda/${Checkout}'", []],
    ['checkout', []],
  ])('%s', (value, expected) => expect(beside(search(value))).toEqual(expected));
});

test('SD3303: a function handed to a nested stack', () => {
  const stack = (value: string) =>
    `  Shop: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: u, Parameters: { F: ${value} } } }\n`;
  expect(beside(stack('!GetAtt Checkout.Arn'))).toEqual(['SD3303 Shop.Properties.Parameters.F']);
  expect(beside(stack('!Ref Checkout'))).toEqual([]);
  expect(beside(stack('!Ref Checkout.Alias'))).toEqual([]);
  expect(beside(stack('!GetAtt Checkout.Arn'), '{ Keep: [Shop] }')).toEqual(['SD3303 Shop.Properties.Parameters.F']);
  // a custom resource could not change it
  expect(beside(stack('!GetAtt Checkout.Arn').replace('{ F:', '{ ServiceToken:'))).toEqual([]);
  const [found] = warnings(`Resources:\n${functionOf('Checkout')}${stack('!GetAtt Checkout.Arn')}`);
  expect(found?.remedy).toContain('Leave it if it becomes a ServiceToken, which cannot change.');
});

describe('SD3304: a function handed out by an output', () => {
  const OUT = ['SD3304 Outputs.Checkout.Value'];
  test.each<[value: string, expected: string[]]>([
    ['!GetAtt Checkout.Arn', OUT],
    ['!Ref Checkout', OUT],
    ['!Ref Checkout.Alias', []],
    ["!Sub 'https://console.aws.amazon.com/lambda/home#/functions/${Checkout}'", []],
    ["!Sub '${Checkout.Arn}:live'", []],
  ])('%s', (value, expected) => expect(beside(`Outputs: { Checkout: { Value: ${value} } }\n`)).toEqual(expected));
});

test('SD3304: an export cannot change while it is imported, so another comes first', () => {
  const remedy = (output: string) => warnings(`Resources:\n${functionOf('Checkout')}Outputs: { Checkout: { ${output} } }\n`)[0]?.remedy;
  expect(remedy('Value: !GetAtt Checkout.Arn')).toBe('Use !Ref Checkout.Alias instead, or in a second output.');
  expect(remedy('Value: !GetAtt Checkout.Arn, Export: { Name: checkout }')).toBe(
    'Use !Ref Checkout.Alias in a second output with its own export, and let the importing stacks switch to it: an export cannot change while a stack imports it. If no stack imports it, use it here.',
  );
});

describe('SD3305: a function named by text', () => {
  const parameter = (value: string) => `  P: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${value} } }\n`;
  const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:checkout';
  const TEXT = ['SD3305 P.Properties.Value'];
  test.each<[rest: string, expected: string[]]>([
    [parameter(ARN), TEXT],
    [parameter("!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:checkout'"), TEXT],
    [parameter(`'${ARN}:live'`), []],
    [parameter(`'${ARN}-other'`), []],
    [parameter('arn:aws:lambda:eu-west-1:123456789012:function:checkout'), []],
    [parameter('checkout'), []],
    [
      functionOf('Search', '', { Environment: '{ Variables: { CHECKOUT_FUNCTION: checkout } }' }),
      ['SD3305 Search.Properties.Environment.Variables.CHECKOUT_FUNCTION'],
    ],
    ['  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /aws/lambda/checkout } }\n', []],
    [`  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: '${ARN}' } }\n`, []],
  ])('%s', (rest, expected) => expect(beside(rest, '{}', { FunctionName: 'checkout' })).toEqual(expected));
});

describe('SD3306: a caller without a permission', () => {
  const rule =
    '  Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Checkout.Arn }, { Id: b, Arn: !GetAtt Checkout.Arn }] } }\n';
  const permission = (principal: string, name = '!Ref Checkout') =>
    `  Permission: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: ${name}, Principal: ${principal} } }\n`;
  const WITHOUT = ['SD3306 Rule.Properties.Targets.0.Arn'];
  test.each<[rest: string, mark: string, expected: string[]]>([
    [rule, '{}', WITHOUT],
    [rule, '{ Keep: [Rule] }', []],
    [rule + permission('events.amazonaws.com'), '{}', []],
    [rule + permission('events.amazonaws.com', '!Ref Checkout.Alias'), '{}', []],
    [rule + permission("!Sub 'events.${AWS::URLSuffix}'"), '{}', []],
    [rule + permission("'*'"), '{}', []],
    [rule + permission('!ImportValue Principal'), '{}', []],
    [rule + permission('sns.amazonaws.com'), '{}', WITHOUT],
    // a principal of a Region, of China, and one of which a part is not known
    [rule + permission('events.eu-west-1.amazonaws.com'), '{}', []],
    [rule + permission("!Sub 'events.${AWS::Region}.amazonaws.com'"), '{}', []],
    [rule + permission("!Join ['.', [events, !Ref AWS::Region, amazonaws.com]]"), '{}', []],
    [rule + permission("!Sub 'events.${AWS::Region}.${AWS::URLSuffix}'"), '{}', []],
    [rule + permission('events.amazonaws.com.cn'), '{}', []],
    [rule + permission("!Sub 'events.cn-north-1.amazonaws.com.cn'"), '{}', []],
    [rule + permission("!Join ['', ['events.', !ImportValue Region, '.amazonaws.com']]"), '{}', []],
    [rule + permission("!Sub '${Service}.amazonaws.com'").replace('${Service}', '${AWS::StackName}'), '{}', []],
    [rule + permission("!Sub 'logs.${AWS::Region}.amazonaws.com'"), '{}', WITHOUT],
    [rule + permission("!Join ['', ['logs.', !ImportValue Region, '.amazonaws.com']]"), '{}', WITHOUT],
    [rule + permission('events.example.com'), '{}', WITHOUT],
  ])('%s %s', (rest, mark, expected) => expect(beside(rest, mark)).toEqual(expected));
});

describe('SD3309: a Function URL that moves before its caller may call it', () => {
  const url = '  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Checkout, AuthType: AWS_IAM } }\n';
  const site = (origin: string) =>
    `  Site: { Type: AWS::CloudFront::Distribution, Properties: { DistributionConfig: { Origins: [{ DomainName: ${origin} }] } } }\n`;
  const permission = (source: string, more = 'Action: lambda:InvokeFunctionUrl, FunctionUrlAuthType: AWS_IAM') =>
    `  SiteMayCall: { Type: AWS::Lambda::Permission, Properties: { ${more}, FunctionName: !Ref Checkout, Principal: cloudfront.amazonaws.com, SourceArn: ${source} } }\n`;
  const HERE = "!Sub 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Site}'";
  const ORIGIN = '!Select [2, !Split [/, !GetAtt Url.FunctionUrl]]';
  const REFUSED = ['SD3309 Url.Properties.TargetFunctionArn'];
  const MOVES = ['SD3313 Url.Properties.TargetFunctionArn'];
  test.each<[rest: string, mark: string, expected: string[]]>([
    [url + site(ORIGIN) + permission(HERE), '{ FunctionUrl: Alias }', REFUSED],
    [
      url + site(ORIGIN) + permission("!Join ['/', ['arn:aws:cloudfront::1:distribution', !GetAtt Site.Id]]"),
      '{ FunctionUrl: Alias }',
      REFUSED,
    ],
    [
      url + site(ORIGIN) + permission(HERE, 'Action: lambda:InvokeFunction, InvokedViaFunctionUrl: true'),
      '{ FunctionUrl: Alias }',
      REFUSED,
    ],
    [url + site(ORIGIN) + permission(HERE), '{ FunctionUrl: Latest }', []],
    [url + site('example.com') + permission(HERE), '{ FunctionUrl: Alias }', MOVES],
    [url + site(ORIGIN) + permission('arn:aws:cloudfront::123456789012:distribution/E1'), '{ FunctionUrl: Alias }', MOVES],
  ])('%s %s', (rest, mark, expected) => expect(beside(rest, mark)).toEqual(expected));
});

describe('SD3307: a caller of another alias', () => {
  const mapping = (name: string, more = '') =>
    `  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: a, FunctionName: ${name} } }\n${more}`;
  const ANOTHER = ['SD3307 Mapping.Properties.FunctionName'];
  test.each<[rest: string, mark: string, expected: string[]]>([
    [mapping("!Sub '${Checkout.Arn}:prod'"), '{}', ANOTHER],
    [mapping("!Join [':', [!Ref Checkout, prod]]"), '{}', ANOTHER],
    [mapping('checkout:prod'), '{}', ANOTHER],
    [mapping("'123456789012:function:checkout:prod'"), '{}', ANOTHER],
    [mapping("!Sub '${Checkout.Arn}:prod'"), '{ Alias: prod }', []],
    [mapping("!Sub '${Checkout.Arn}:live'"), '{}', []],
    [mapping('!Ref Checkout.Alias'), '{}', []],
    // a version is a choice, and what only CloudFormation knows may be right
    [mapping("!Sub '${Checkout.Arn}:7'"), '{}', []],
    [mapping('!Ref Checkout.Version'), '{}', []],
    [mapping("!Join [':', [!Ref Checkout, !ImportValue Alias]]"), '{}', []],
    [mapping("!Sub '${Checkout.Arn}:prod'"), '{ Keep: [Mapping] }', []],
    [
      '  Retries: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Checkout, Qualifier: prod } }\n',
      '{}',
      ['SD3307 Retries.Properties.FunctionName'],
    ],
    [
      "  Scaling: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { ResourceId: !Sub 'function:${Checkout}:prod' } }\n",
      '{}',
      ['SD3307 Scaling.Properties.ResourceId'],
    ],
    [
      '  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Checkout, Qualifier: prod, AuthType: NONE } }\n',
      '{}',
      ['SD3307 Url.Properties.TargetFunctionArn'],
    ],
    // handed out, and named by text
    [
      functionOf('Search', '', { Environment: "{ Variables: { F: !Sub '${Checkout}:prod' } }" }),
      '{}',
      ['SD3307 Search.Properties.Environment.Variables.F'],
    ],
    [
      functionOf('Search', '', { Environment: '{ Variables: { CHECKOUT_FUNCTION: checkout:prod } }' }),
      '{}',
      ['SD3307 Search.Properties.Environment.Variables.CHECKOUT_FUNCTION'],
    ],
    [
      "  P: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: 'arn:aws:lambda:us-east-1:123456789012:function:checkout:prod' } }\n",
      '{}',
      ['SD3307 P.Properties.Value'],
    ],
    ["Outputs: { F: { Value: !Sub '${Checkout.Arn}:prod' } }\n", '{}', ['SD3307 Outputs.F.Value']],
    [functionOf('Search', '', { Environment: "{ Variables: { F: !Sub '${Checkout}:live' } }" }), '{}', []],
    [functionOf('Search', '', { Environment: "{ Variables: { F: !Sub '${Checkout}:7' } }" }), '{}', []],
    [
      functionOf('Search', '', { Environment: '{ Variables: { TITLE: checkout:prod } }' }),
      '{}',
      ['SD3307 Search.Properties.Environment.Variables.TITLE'],
    ],
    ['  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Name: a, Image: checkout:prod }] } }\n', '{}', []],
    [functionOf('Search', '', { Environment: '{ Variables: { CHECKOUT_FUNCTION: search:prod } }' }), '{}', []],
    ["Outputs: { F: { Value: a, Description: !Sub '${Checkout.Arn}:prod' } }\n", '{}', []],
    // who watches another alias, or may call it, calls nothing
    [
      "  Errors: { Type: AWS::CloudWatch::Alarm, Properties: { MetricName: Errors, Dimensions: [{ Name: Resource, Value: !Sub '${Checkout}:prod' }] } }\n",
      '{}',
      [],
    ],
    [
      "  Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !Sub '${Checkout.Arn}:prod' }] } } }\n",
      '{}',
      [],
    ],
  ])('%s %s', (rest, mark, expected) => expect(beside(rest, mark, { FunctionName: 'checkout' })).toEqual(expected));
});

describe('SD3310: calls that may be denied while callers move', () => {
  const rule = (name: string) =>
    `  ${name}: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Checkout.Arn }] } }\n`;
  const permission = (source: string, principal = 'events.amazonaws.com', name = 'MayCall') =>
    `  ${name}: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Checkout, Principal: ${principal}${source} } }\n`;
  const OWN = ', SourceArn: !GetAtt Rule.Arn';
  const topic =
    '  Topic: { Type: AWS::SNS::Topic }\n  Reader: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic, Protocol: lambda, Endpoint: !GetAtt Checkout.Arn } }\n';
  const machine = (
    policy: string,
  ) => `  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {}${policy === 'own' ? `, Policies: [{ PolicyName: a, PolicyDocument: ${ALLOWS} }]` : ''} } }
  Machine: { Type: AWS::StepFunctions::StateMachine${policy === 'waits' ? ', DependsOn: Policy' : ''}, Properties: { RoleArn: !GetAtt Role.Arn, DefinitionString: !Sub '{"Resource":"\${Checkout.Arn}"}' } }
${policy === 'own' ? '' : `  Policy: { Type: AWS::IAM::Policy, Properties: { PolicyName: a, Roles: [!Ref Role], PolicyDocument: ${ALLOWS} } }\n`}`;
  const ALLOWS = '{ Statement: [{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Checkout.Arn }] }';
  const REFUSED = ['SD3310 Checkout'];
  test.each<[rest: string, mark: string, expected: string[]]>([
    [rule('Rule') + permission(OWN), '{}', REFUSED],
    [rule('Rule') + permission(OWN), '{ Callers: Stay }', []],
    [rule('Rule') + permission(OWN), '{ Permissions: Both }', REFUSED],
    [rule('Rule') + permission(OWN), '{ Keep: [Rule, MayCall] }', []],
    [rule('Rule') + permission(''), '{}', []],
    [topic + permission(', SourceArn: !Ref Topic', 'sns.amazonaws.com'), '{}', []],
    [machine('apart'), '{}', REFUSED],
    [machine('apart'), '{ Callers: Stay }', []],
    [machine('waits'), '{}', []],
    [machine('own'), '{}', []],
  ])('%s %s', (rest, mark, expected) => expect(beside(rest, mark)).toEqual(expected));

  test('is one note for a function, with all callers, and one for those with a role', () => {
    const both =
      rule('Rule') + rule('Other') + permission(OWN) + permission(', SourceArn: !GetAtt Other.Arn', undefined, 'MayToo') + machine('apart');
    const found = warnings(`Resources:\n${functionOf('Checkout')}${both}`);
    expect(found.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        'SD3310',
        'note',
        expect.stringContaining(
          'moves Rule, Other to the alias, their calls to Checkout may be denied for a moment: their permission is created later: MayCall, MayToo.',
        ),
      ],
      [
        'SD3310',
        'note',
        expect.stringContaining(
          'moves Machine to the alias, their calls to Checkout may be denied for a moment: they do not wait for Policy.',
        ),
      ],
    ]);
  });
});

describe('SD3311: an alias beside the managed one', () => {
  const alias = (name: string, more = '', of = '!Ref Checkout') =>
    `  ${name}: { Type: AWS::Lambda::Alias, Properties: { FunctionName: ${of}, FunctionVersion: '7', Name: ${name.toLowerCase()}${more} } }\n`;
  test.each<[rest: string, mark: string, expected: string[]]>([
    [alias('Blue'), '{ Alias: live }', ['SD3311 Blue']],
    [alias('Blue', '', 'checkout'), '{ Alias: live }', ['SD3311 Blue']],
    [alias('Blue') + alias('Green'), '{ Alias: green }', ['SD3311 Blue']],
    [alias('Blue'), '{ Alias: live, Ignore: [{ Code: SD3311, Reason: the tests of the team call it }] }', []],
    // the only one is taken over by a mark that names none
    [alias('Blue'), '{}', []],
    [alias('Live'), '{ Alias: live }', []],
    [alias('Blue', '', 'search'), '{ Alias: live }', []],
    [alias('Blue', '', '!Ref Search') + functionOf('Search', ''), '{ Alias: live }', []],
  ])('%s %s', (rest, mark, expected) => expect(beside(rest, mark, { FunctionName: 'checkout' })).toEqual(expected));

  test('names those who call it', () => {
    const rule = '  Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !Ref Blue }] } }\n';
    const permission =
      '  May: { Type: AWS::Lambda::Permission, Properties: { Action: a, FunctionName: !Ref Blue, Principal: events.amazonaws.com } }\n';
    const found = warnings(`Resources:\n${functionOf('Checkout', '{ Alias: live }')}${alias('Blue')}${rule}${permission}`);
    expect(found.map(({ message }) => message)).toEqual([
      'Blue is an alias of Checkout that SafeDeploy does not manage: no deployment ever moves it or its callers (Rule).',
    ]);
  });

  test.each<[version: string, more: string, expected: string[]]>([
    ['!GetAtt Old.Version', '', ['it moves to each new version at once, and so do its callers']],
    ['!GetAtt Checkout.Version.Version', '', ['it moves to each new version at once, and so do its callers']],
    ["'7'", '', ['no deployment ever moves it or its callers']],
    ['!GetAtt Old.Version', ', UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: a, DeploymentGroupName: g } }', []],
  ])('whose version is %s%s', (version, more, expected) => {
    const old = '  Old: { Type: AWS::Lambda::Version, DeletionPolicy: Retain, Properties: { FunctionName: !Ref Checkout } }\n';
    const blue = `  Blue: { Type: AWS::Lambda::Alias${more}, Properties: { FunctionName: !Ref Checkout, FunctionVersion: ${version}, Name: blue } }\n`;
    const found = warnings(`Resources:\n${functionOf('Checkout', '{ Alias: live }')}${old}${blue}`);
    expect(found.map(({ code, message }) => [code, message.split(': ')[1]])).toEqual(expected.map((what) => ['SD3311', `${what}.`]));
  });
});

describe('SD3312: an export of a version', () => {
  const version = '  Old: { Type: AWS::Lambda::Version, DeletionPolicy: Retain, Properties: { FunctionName: !Ref Checkout } }\n';
  const output = (value: string, more = ', Export: { Name: f }') => `Outputs: { F: { Value: ${value}${more} } }\n`;
  const EXPORTED = ['SD3312 Outputs.F.Value'];
  test.each<[rest: string, expected: string[]]>([
    [output('!Ref Checkout.Version'), EXPORTED],
    [output('!GetAtt Checkout.Version.Version'), EXPORTED],
    [output("!Sub 'x ${Checkout.Version}'"), EXPORTED],
    [version + output('!Ref Old'), EXPORTED],
    [version + output('!GetAtt Old.Version'), EXPORTED],
    [output('!Ref Checkout.Version', ''), []],
    [version + output('!Ref Old', ''), []],
    [output('!Ref Checkout.Alias'), []],
    [`  Other: { Type: AWS::Lambda::Version, Properties: { FunctionName: search } }\n${output('!Ref Other')}`, []],
    [output('!Ref AWS::Region'), []],
  ])('%s', (rest, expected) => expect(beside(rest)).toEqual(expected));
});

describe('SD3313: a move at a cost', () => {
  const url = '  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Checkout, AuthType: NONE } }\n';
  const group = (more = '') =>
    `  Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt Checkout.Arn }]${more} } }
  GroupMayCall: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Checkout, Principal: elasticloadbalancing.amazonaws.com } }\n`;
  const HEALTHY = ', HealthCheckEnabled: true';
  const hub =
    '  Connect: { Type: AWS::Connect::IntegrationAssociation, Properties: { InstanceId: i, IntegrationType: LAMBDA_FUNCTION, IntegrationArn: !GetAtt Checkout.Arn } }\n';
  test.each<[rest: string, mark: string, expected: string[]]>([
    [url, '{ FunctionUrl: Alias }', ['SD3313 Url.Properties.TargetFunctionArn']],
    [url, '{ FunctionUrl: Alias, Callers: Stay }', ['SD3313 Url.Properties.TargetFunctionArn']],
    [group(), '{ Move: [Group] }', ['SD3313 Group.Properties.Targets.0.Id']],
    [hub, '{ Move: [Connect] }', ['SD3313 Connect.Properties.IntegrationArn']],
    [url, '{ FunctionUrl: Latest }', []],
    [url.replace('AuthType', 'Qualifier: live, AuthType'), '{}', []],
    [group(HEALTHY), '{ Move: [Group] }', []],
    [group(HEALTHY), '{}', []],
    [group(), '{}', ['SD3301 Group.Properties.Targets.0.Id']],
    [group(), '{ Keep: [Group] }', []],
  ])('%s %s', (rest, mark, expected) => expect(beside(rest, mark)).toEqual(expected));

  test('says what and what to do', () => {
    const [found] = warnings(`Resources:\n${functionOf('Checkout', '{ FunctionUrl: Alias }')}${url}`);
    expect([found?.severity, found?.message, found?.remedy]).toEqual([
      'note',
      'When Url moves to the alias of Checkout, the address of the URL changes permanently.',
      'Before you deploy, set FunctionUrl: Latest on Checkout to keep the address, or prepare its callers for the new one.',
    ]);
  });
});

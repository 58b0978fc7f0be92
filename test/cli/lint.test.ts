import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Cli } from './support/cli';

/** `npm test` builds it. */
const BUILT = join(process.cwd(), 'dist', 'cli', 'safedeploy.js');
const cli = new Cli();
afterAll(cli.remove);

/** What the built command says of a template: `SD3201 12`, with the line. */
function said(template: string, ...flags: string[]) {
  const file = cli.file('template.yaml', template);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, 'lint', file, '--format', 'json', ...flags], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const findings = JSON.parse(stdout) as { code: string; line: number; message: string; remedy: string; severity: string }[];
  return { code: status, findings, lines: findings.map(({ code, line }) => `${code} ${line}`) };
}

const FUNCTION = "Handler: index.handler, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/r'";
const CODE = 'Code: { S3Bucket: code, S3Key: checkout-1.4.2.zip }';

/** Each has a finding in the line that ends with a comment, and a neighbour without. */
const BAD = `Transform: SafeDeploy
Parameters:
  Stage: { Type: String, Default: prod }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /tools }
Resources:
  Checkout:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: { Alias: live, Stamp: false, Alarms: [!Ref PaymentErrors] } } # SD3405
    Properties:
      Code: { S3Bucket: code, S3Key: !Sub '\${Stage}/checkout.zip' } # SD3201
      ${FUNCTION.replaceAll(', ', '\n      ')}
      Layers:
        - !Ref Stored # SD3202
      Environment:
        Variables:
          TABLE: !ImportValue table # SD3203
  Old: { Type: AWS::Lambda::Version, DeletionPolicy: Retain, Properties: { FunctionName: !Ref Checkout } }
  Blue: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Checkout, FunctionVersion: '1', Name: blue } } # SD3311
  Payment:
    Type: AWS::Lambda::Function
    Properties:
      ${CODE}
      ${FUNCTION.replaceAll(', ', '\n      ')}
      SnapStart: { ApplyOn: PublishedVersions } # SD3404
      Environment:
        Variables:
          CHECKOUT: !Sub '\${Checkout}:green' # SD3307
  PaymentErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{ Name: FunctionName, Value: !Ref Payment }] # SD3008
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
  Filter:
    Type: AWS::Logs::SubscriptionFilter
    Properties: { LogGroupName: l, FilterPattern: '', DestinationArn: !GetAtt Checkout.Arn } # SD3306
  Mistaken:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Checkout, Principal: !Sub 'events.\${AWS::Region}.amazonaws.com' }
Outputs:
  Version: { Value: !Ref Checkout.Version, Export: { Name: version } } # SD3312
  Arn: { Value: !GetAtt Checkout.Arn, Export: { Name: arn } } # SD3304
`;
const GOOD = BAD.replaceAll(/ #.*/g, '')
  .replace(', Stamp: false', '')
  .replace('[!Ref PaymentErrors]', '[{ Errors: {} }]')
  .replace("!Sub '${Stage}/checkout.zip'", 'checkout-1.4.2.zip')
  .replace('!Ref Stored', 'arn:aws:lambda:us-east-1:123456789012:layer:tools:7')
  .replace('!ImportValue table', 'table')
  .replace(/ {2}Blue: .*\n/, '')
  .replace('PublishedVersions', 'None')
  .replace(':green', ':live')
  .replace('events.', 'logs.')
  .replace('!Ref Checkout.Version', '!Ref Checkout.Alias')
  .replace('!GetAtt Checkout.Arn, Export', '!Ref Checkout.Alias, Export');

const expected = BAD.split('\n').flatMap((line, index) => {
  const code = /# (SD\d+)$/.exec(line)?.[1];
  return code ? [`${code} ${index + 1}`] : [];
});

test('each finding has its line', () => {
  const { code, lines } = said(BAD);
  expect(lines).toEqual(expected);
  expect(lines).toHaveLength(11);
  expect(code).toBe(0);
});

test('nothing is left when each is mended', () => expect(said(GOOD)).toMatchObject({ code: 0, lines: [] }));

test('notes fail no build, warnings do with --strict', () => {
  const { code, findings } = said(BAD, '--strict');
  expect(code).toBe(1);
  expect(findings.filter(({ severity }) => severity === 'note').map((finding) => finding.code)).toEqual(['SD3203']);
  const only = GOOD.replace('TABLE: table', 'TABLE: !ImportValue table');
  expect(said(only, '--strict')).toMatchObject({ code: 0, lines: ['SD3203 18'] });
});

test('every finding can be ignored where it is, with a reason', () => {
  const codes = [...new Set(expected.map((line) => line.slice(0, 6)))];
  const Ignore = codes.map((one) => `{ Code: ${one}, Reason: it is so }`).join(', ');
  expect(said(BAD.replace('Resources:', `Metadata: { SafeDeploy: { Ignore: [${Ignore}] } }\nResources:`)).lines).toEqual([]);
});

test('no finding shows the value of a parameter', () => {
  const { findings } = said(BAD, '--parameter', 'Stage=only-for-us', '--parameter', 'Stored=/only-for-us');
  expect(findings).toHaveLength(11);
  expect(JSON.stringify(findings)).not.toContain('only-for-us');
});

/** Of a function alone with what has the finding, and what mends it. */
const alone = (mark: string, ...rest: string[]) => `Transform: SafeDeploy
Resources:
  Checkout: { Type: AWS::Lambda::Function, Metadata: { SafeDeploy: ${mark} }, Properties: { ${CODE}, ${FUNCTION} } }
${rest.join('\n')}
`;
const nested = (value: string) =>
  `  Shop: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://t/shop.yaml, Parameters: { Checkout: ${value} } } }`;
const URL = '  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Checkout, AuthType: AWS_IAM } }';
const calling = (bytes: number) => `  Caller:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: sts:AssumeRole }] }
      Policies:
        - PolicyName: calls
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Checkout.Arn }
              - { Effect: Allow, Action: sqs:SendMessage, Resource: '${'x'.repeat(bytes)}' }
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties: { RoleArn: !GetAtt Caller.Arn, Definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt Checkout.Arn, End: true } } } }`;

test.each([
  ['SD3303', alone('{}', nested('!GetAtt Checkout.Arn')), alone('{}', nested('!Ref Checkout.Alias'))],
  ['SD3313', alone('{ FunctionUrl: Alias }', URL), alone('{ FunctionUrl: Latest }', URL)],
  ['SD3406', alone('{}', calling(10_000)), alone('{}', calling(5_000))],
])('%s has its line, and goes when it is mended', (code, bad, good) => {
  const codesIn = (template: string) => said(template).findings.map((finding) => finding.code);
  expect(codesIn(bad)).toContain(code);
  expect(codesIn(good)).not.toContain(code);
});

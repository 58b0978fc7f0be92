import { functionOf, said, warnings } from './support/subject';

const HASH = '0123456789abcdef0123456789abcdef';
const KEY = ['SD3201 Checkout.Properties.Code.S3Key'];
const IMAGE = ['SD3201 Checkout.Properties.Code.ImageUri'];
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com/checkout';
const head =
  'Parameters:\n  CodeVersion: { Type: String, Default: one }\n  Prefix: { Type: String, Default: code }\nMappings: { M: { Code: { Key: code.zip } } }\n';
const coded = (Code: string, mark = '{}') => said(`${head}Resources:\n${functionOf('Checkout', mark, { Code })}`);
const key = (S3Key: string) => `{ S3Bucket: code, S3Key: ${S3Key} }`;

const parameters = (...names: string[]) => `Parameters:\n${names.map((name) => `  ${name}: { Type: String, Default: x }\n`).join('')}`;

describe('SD3201: code that may change under one name', () => {
  test.each<[code: string, expected: string[]]>([
    ['{ ZipFile: x }', []],
    [key('checkout.zip'), KEY],
    ['{ S3Bucket: code, S3Key: checkout.zip, S3ObjectVersion: abc }', []],
    [key(HASH), []],
    [key(`shop/${HASH}.zip`), []],
    [key('serverless/shop/prod/1519344255819-2018-02-23T00:04:15.819Z/shop.zip'), []],
    [key('checkout-1.4.2.zip'), []],
    [key('v1.4.2/checkout.zip'), []],
    [key("!Sub '${CodeVersion}/checkout.zip'"), []],
    [key("!Sub '${Prefix}/checkout.zip'"), KEY],
    [key('!FindInMap [M, Code, Key]'), KEY],
    [key('!Join [/, [!Ref Prefix, checkout.zip]]'), KEY],
    [key('checkout-1.4.2-SNAPSHOT.jar'), KEY],
    [`{ ImageUri: !Sub '${ECR}-\${CodeVersion}:latest' }`, IMAGE],
    [`{ ImageUri: !Join [':', [!Ref CodeVersion, latest]] }`, IMAGE],
    [`{ ImageUri: '${ECR}-${HASH}:latest' }`, IMAGE],
    [`{ ImageUri: '${ECR}:latest' }`, IMAGE],
    [`{ ImageUri: ${ECR} }`, IMAGE],
    [`{ ImageUri: '${ECR}@sha256:${HASH}${HASH}' }`, []],
    [`{ ImageUri: '${ECR}:${HASH}' }`, []],
    [`{ ImageUri: !Sub '${ECR}:\${CodeVersion}' }`, []],
    [`{ ImageUri: !Sub '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/checkout:latest' }`, IMAGE],
  ])('%s', (code, expected) => expect(coded(code)).toEqual(expected));

  test.each(['{ Revision: "7" }', '{ AutoPublishCodeSha256: abc }'])('%s says when it changes', (mark) => {
    expect(coded(key('checkout.zip'), mark)).toEqual([]);
  });
});

describe('SD3201: what the name of a parameter says', () => {
  const whole = (name: string) => said(`${parameters(name)}Resources:\n${functionOf('Checkout', '{}', { Code: key(`!Ref ${name}`) })}`);
  const inFront = (name: string) =>
    said(`${parameters(name)}Resources:\n${functionOf('Checkout', '{}', { Code: key(`!Sub '\${${name}}/checkout.zip'`) })}`);

  test.each([
    'CodeVersion',
    'ImageTag',
    'imagetag',
    'GITSHA',
    'BuildsPrefix',
    'GIT_SHA',
    'gitSha',
    'BuildId',
    'buildNumber',
    'ReleaseName',
    'SHA256',
    'commit',
  ])('%s comes with the code, wherever it stands', (name) => expect([whole(name), inFront(name)]).toEqual([[], []]));

  test.each([
    'S3Key',
    's3key',
    'LambdaCodeKey',
    'ZipFileName',
    'zipfile',
    'CodePath',
    'ArtifactName',
    'DeployKey',
    'LambdaPackage',
    'CodeLocation',
  ])('%s does, where the name ends with it', (name) => {
    expect(whole(name)).toEqual([]);
    expect(inFront(name)).toEqual(KEY);
    expect(said(`${parameters(name)}Resources:\n${functionOf('Checkout', '{}', { Code: key(`!Sub 'code/\${${name}}.zip'`) })}`)).toEqual(
      [],
    );
  });

  test.each([
    'Stage',
    'Storage',
    'Shared',
    'Profile',
    'Monkey',
    'Prefix',
    'Bucket',
    'Environment',
    'Vintage',
    'Reversion',
    'Shape',
    'Keyspace',
    'CodeBuildProject',
    'ReleaseBucket',
    'ImageRepository',
    'CodeBranch',
  ])('%s does not', (name) => expect([whole(name), inFront(name)]).toEqual([KEY, KEY]));

  test('what a resource gives is not known', () => {
    const copied = (S3Key: string) =>
      said(
        `Resources:\n${functionOf('Checkout', '{}', { Code: key(S3Key) })}  Copy: { Type: Custom::Copy, Properties: { ServiceToken: t } }\n`,
      );
    expect(copied('!GetAtt Copy.Name')).toEqual([]);
    expect(copied("!Sub '${Copy.Folder}/checkout.zip'")).toEqual(KEY);
  });
});

describe('SD3201: placeholders of a build', () => {
  test.each([
    "'%VERSION%/checkout.zip'",
    "'%%SOLUTION_NAME%%/checkout.zip'",
    "'checkout-$BUILD_ID.zip'",
    "'${VERSION}/checkout.zip'",
    "!Sub '${!VERSION}/checkout.zip'",
    "'__KEY__'",
    "'{{ version }}.zip'",
    "'<version>/checkout.zip'",
    "'checkout-@VERSION@.zip'",
    'SOLUTION_NAME/SOLUTION_VERSION/checkout.zip',
    'checkout-BUILD_ID.zip',
  ])('%s is given anew', (name) => expect(coded(key(name))).toEqual([]));

  test.each([
    "'100%/checkout.zip'",
    "'a_b__c/checkout.zip'",
    "'me@example.com/checkout.zip'",
    "'costs$/checkout.zip'",
    'CONVERSIONS/checkout.zip',
    'versions/checkout.zip',
    "'caf%C3%A9/checkout.zip'",
  ])('%s is a name', (name) => expect(coded(key(name))).toEqual(KEY));
});

describe('SD3202 and SD3203: a new value that nobody sees', () => {
  const HEAD = `Parameters:
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /checkout/key }
  Name: { Type: 'AWS::SSM::Parameter::Name', Default: /checkout/key }
  Given: { Type: String, Default: x }
Conditions: { Never: !Equals [!Ref AWS::StackName, a] }
`;
  const nested =
    '  Tools: { Type: AWS::Lambda::LayerVersion, Properties: { Content: { S3Bucket: a, S3Key: !Ref Stored } } }\n  Layers: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: u } }\n  Queue: { Type: AWS::SQS::Queue }\n';
  const found = (properties: Record<string, string>, mark = '{}') =>
    said(`${HEAD}Resources:\n${functionOf('Checkout', mark, { Code: key('1.4.2.zip'), ...properties })}${nested}`);
  const variables = (value: string) => ({ Environment: `{ Variables: { A: fixed, B: ${value} } }` });
  const VARIABLE = 'Checkout.Properties.Environment.Variables.B';

  test.each<[properties: Record<string, string>, expected: string[]]>([
    [{ Code: key("'{{resolve:ssm:/checkout/key}}'") }, ['SD3202 Checkout.Properties.Code.S3Key']],
    [{ Code: key('!Ref Stored') }, ['SD3202 Checkout.Properties.Code.S3Key']],
    [{ Code: key("!Sub '${Stored}.zip'") }, ['SD3202 Checkout.Properties.Code.S3Key']],
    [{ Code: key('!ImportValue Key') }, ['SD3203 Checkout.Properties.Code.S3Key']],
    [{ Code: '{ ImageUri: !Ref Stored }' }, ['SD3202 Checkout.Properties.Code.ImageUri']],
    [{ Code: "{ ImageUri: !Sub 'checkout:{{resolve:ssm:/checkout/tag}}' }" }, ['SD3202 Checkout.Properties.Code.ImageUri']],
    [{ Code: '{ S3Bucket: code, S3Key: a.zip, S3ObjectVersion: !Ref Stored }' }, ['SD3202 Checkout.Properties.Code.S3ObjectVersion']],
    [{ Layers: '[!Ref Stored]' }, ['SD3202 Checkout.Properties.Layers.0']],
    [{ Layers: '[fixed, !ImportValue Layer]' }, ['SD3203 Checkout.Properties.Layers.1']],
    [{ Layers: '[!GetAtt Layers.Outputs.Arn]' }, ['SD3202 Checkout.Properties.Layers.0']],
    [{ Layers: '[!Ref Tools]' }, ['SD3202 Tools.Properties.Content.S3Key']],
    [
      { Environment: '!If [Never, { Variables: { A: b } }, { Variables: { A: !Ref Stored } }]' },
      ['SD3202 Checkout.Properties.Environment'],
    ],
    [variables("'{{resolve:secretsmanager:db:SecretString:password}}'"), [`SD3202 ${VARIABLE}`]],
    [variables("!Sub 'x {{resolve:ssm:/${Given}}} y'"), [`SD3202 ${VARIABLE}`]],
    [variables("!Join ['', ['{{resolve:secretsmanager:', !Ref Queue, ':SecretString:password::}}']]"), [`SD3202 ${VARIABLE}`]],
    [variables("!Join ['', ['{{resolve:secretsmanager:', !Ref Queue, ':SecretString:password::0b1c}}']]"), []],
    [variables('!Ref Stored'), [`SD3202 ${VARIABLE}`]],
    [variables("!Join ['-', [a, !Ref Stored]]"), [`SD3202 ${VARIABLE}`]],
    [variables('!ImportValue Table'), [`SD3203 ${VARIABLE}`]],
    // and what is seen, or is no part of a version
    [{ Code: key("'{{resolve:ssm:/checkout/key:7}}'") }, []],
    [{ Code: '{ S3Bucket: !ImportValue Bucket, S3Key: 1.4.2.zip }' }, []],
    [{ Code: "{ ImageUri: !Sub ['${R}:1.4.2', { R: !ImportValue Repository }] }" }, []],
    [{ Code: '{ S3Bucket: code, S3Key: !Ref Stored, S3ObjectVersion: abc }' }, []],
    [variables("'{{resolve:secretsmanager:db:SecretString:password::0b1c}}'"), []],
    [variables("'{{resolve:ssm:/checkout/key:12}}'"), []],
    [variables('!Ref Name'), []],
    [variables('!Ref Given'), []],
    [variables('!Ref Queue'), []],
    [{ Description: '!Ref Stored' }, []],
    [{ Tags: '[{ Key: a, Value: !ImportValue Team }]' }, []],
  ])('%j', (properties, expected) => expect(found(properties)).toEqual(expected));

  test('a prefix that nobody sees leaves the file what it is', () => {
    expect(found({ Code: key("!Sub '${Stored}/checkout.zip'") })).toEqual(KEY);
  });

  test.each<[mark: string, expected: string[]]>([
    ['{ Revision: "7" }', []],
    ['{ AutoPublishCodeSha256: abc }', [`SD3202 ${VARIABLE}`]],
  ])('%s', (mark, expected) => expect(found({ Code: key('!Ref Stored'), ...variables('!Ref Stored') }, mark)).toEqual(expected));

  test('is said once of each property', () => {
    const many = { Environment: '{ Variables: { A: !Ref Stored, B: "{{resolve:ssm:/b}}", C: !ImportValue C } }' };
    const both = warnings(`${HEAD}Resources:\n${functionOf('Checkout', '{}', { Code: key('1.4.2.zip'), ...many })}`);
    expect(both.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'SD3202 Environment.Variables.A (and 1 more) of Checkout is the value of an SSM parameter (Stored), of which a macro may receive only the name. A new value does not publish a version, so callers keep the old one.',
      'SD3203 Environment.Variables.C of Checkout is imported, and SafeDeploy does not see imported values. A new value does not publish a version.',
    ]);
    expect(both[0]?.remedy).toBe(
      'Set Revision on Checkout and change it together with the value, or make Stored a String and pass the value.',
    );
  });
});

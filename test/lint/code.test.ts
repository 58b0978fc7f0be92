import { functionOf, said } from './support/subject';

const HASH = '0123456789abcdef0123456789abcdef';
const KEY = ['SD3201 Checkout.Properties.Code.S3Key'];
const IMAGE = ['SD3201 Checkout.Properties.Code.ImageUri'];
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com/checkout';
const head =
  'Parameters:\n  CodeVersion: { Type: String, Default: one }\n  Prefix: { Type: String, Default: code }\nMappings: { M: { Code: { Key: code.zip } } }\n';
const coded = (Code: string, mark = '{}') => said(`${head}Resources:\n${functionOf('Checkout', mark, { Code })}`);
const key = (S3Key: string) => `{ S3Bucket: code, S3Key: ${S3Key} }`;

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

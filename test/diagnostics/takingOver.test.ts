import type { JsonObject } from '../../src/template/json';
import { marked, reportsOn } from './report';

const version = (of: string, attributes: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Version',
  ...attributes,
  Properties: { FunctionName: { Ref: of } },
});
const remedyFor = (of: string, id: string, attributes?: JsonObject) =>
  reportsOn({ Resources: { [of]: marked({}), [id]: version(of, attributes) } }).map(({ code, remedy }) => [code, remedy]);

/** What to change, in the file that the author writes. */
test.each<[of: string, id: string, attributes: JsonObject, remedy: string]>([
  ['Orders', 'Version1', {}, 'Correct this first: give Version1 DeletionPolicy: Retain, and deploy that together with another change.'],
  [
    'Orders',
    'OrdersCurrentVersionA8F9AB77',
    { Metadata: { 'aws:cdk:path': 'Shop/Orders/CurrentVersion/Resource' } },
    'Correct this first: in the CDK code, give the function of OrdersCurrentVersionA8F9AB77 currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN }, and deploy that together with another change.',
  ],
  [
    'OrdersB7CD3E82',
    'OrdersVersion7BF8AE5A',
    {},
    'Correct this first: in the CDK code, give the function of OrdersVersion7BF8AE5A currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN }, and deploy that together with another change.',
  ],
  [
    'OrdersLambdaFunction',
    'OrdersLambdaVersionRRvZ2XjbFnLx',
    { DeletionPolicy: 'Delete' },
    'Correct this first: set versionFunctions: false under provider in serverless.yml.',
  ],
  // another version of that function
  [
    'OrdersLambdaFunction',
    'Version1',
    {},
    'Correct this first: give Version1 DeletionPolicy: Retain, and deploy that together with another change.',
  ],
])('a version of %s, %s', (of, id, attributes, remedy) => {
  expect(remedyFor(of, id, attributes)).toEqual([['SD5002', remedy]]);
  expect(remedyFor(of, id, { ...attributes, DeletionPolicy: 'Retain' })).toEqual([]);
});

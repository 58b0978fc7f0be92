import type { Diagnostic } from '../../src/diagnostics/diagnostics';
import type { Json, JsonObject } from '../../src/template/json';
import { transform } from '../../src/transform/transform';
import { caseNames, isErrorCase, load } from '../support/fixtures';

export const reportsOn = (fragment: Json): readonly Diagnostic[] =>
  transform({ fragment, params: {}, region: 'eu-west-1', accountId: '123456789012', parameterValues: {} }).diagnostics;

export const marked = (settings: JsonObject, properties: JsonObject = {}): JsonObject => ({
  Type: 'AWS::Lambda::Function',
  Metadata: { SafeDeploy: settings },
  Properties: {
    Code: { ZipFile: 'x' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: 'arn:aws:iam::123456789012:role/r',
    ...properties,
  },
});

/** Everything that is said about the error cases of all areas. */
export const reportsOnFixtures = (): readonly Diagnostic[] =>
  caseNames()
    .filter(([area, name]) => isErrorCase(area, name))
    .flatMap(([area, name]) => {
      const { input: fragment, params, region, accountId, parameterValues } = load(area, name);
      return transform({ fragment, params, region, accountId, parameterValues }).diagnostics;
    });

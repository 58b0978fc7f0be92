import { type JsonObject, own } from '../../src/template/json';
import { Migration } from './support/migration';
import { describeWith, example, serverlessOutput } from './support/peers';
import { movesInOneDeployment, theValidatorFindsNoError, twoUpdatesRefuseNoCall } from './support/promises';
import { idsOf } from './support/templates';

jest.setTimeout(300_000);

describeWith('npm', 'from the Serverless Framework and its canary plugin (docs/from-serverless.md)', () => {
  let before: JsonObject;
  beforeAll(() => {
    before = serverlessOutput('from-serverless/before.yml');
  });
  const made = [
    'CheckoutLambdaFunctionVersion',
    'IamRoleLambdaExecutionSafeDeployPolicy',
    'SafeDeployApplication',
    'SafeDeployServiceRole',
    'SafeDeployServiceRolePolicy',
  ];
  const plugins = ['CodeDeployServiceRole', 'ShopprodDeploymentApplication'];
  const versionsOf = (name: string) => idsOf('AWS::Lambda::Version', before).filter((id) => id.startsWith(name));
  const expected = () => ({
    alias: 'CheckoutLambdaFunctionAliasLive',
    fate: 'retained' as const,
    created: made,
    replaced: ['CheckoutLambdaFunctionDeploymentGroup'],
  });

  describe('the plugin is removed, and versionFunctions is false', () => {
    movesInOneDeployment(
      () => new Migration(before, serverlessOutput('from-serverless/after.yml')),
      () => ({ ...expected(), versions: versionsOf(''), removed: plugins }),
    );
  });

  const marked = (mark?: JsonObject): JsonObject => {
    const SafeDeploy = own(own(own(example('from-serverless/after.yml'), 'resources'), 'Metadata'), 'SafeDeploy') as JsonObject;
    return {
      ...serverlessOutput('from-serverless/before.yml'),
      Transform: ['SafeDeploy'],
      Metadata: { SafeDeploy: { ...SafeDeploy, ...mark } },
    };
  };

  describe('the plugin and its versions are left', () => {
    movesInOneDeployment(
      () => new Migration(before, marked()),
      // a statement of the framework's role names the application still, and the framework exports its versions
      () => ({ ...expected(), versions: versionsOf('CheckoutLambda'), removed: ['CodeDeployServiceRole'], lint: ['SD3312'] }),
    );
  });

  twoUpdatesRefuseNoCall('CheckoutLambdaFunction', 'CheckoutLambdaFunctionAliasLive', () => [
    before,
    marked({ Callers: 'Stay' }),
    serverlessOutput('from-serverless/after.yml'),
  ]);

  theValidatorFindsNoError();
});

const ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
};

export function lambda(answer: string, mark?: object, code?: string): object {
  const text = code ?? `exports.handler = async () => ({ statusCode: 200, body: '${answer}' });`;
  const Properties = { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile: text } };
  return { Type: 'AWS::Lambda::Function', Properties, ...(mark ? { Metadata: { SafeDeploy: mark } } : {}) };
}

export const template = (resources: Readonly<Record<string, object>>): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Transform: 'SafeDeploy',
  Resources: { Role: ROLE, ...resources },
});

/** A hook that says what it finds, and reports that it failed. */
const HOOK = `
const { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } = require('@aws-sdk/client-codedeploy');
exports.handler = async (event) => {
  console.error('Error: the orders are gone');
  const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId } = event;
  await new CodeDeployClient().send(new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId, status: 'Failed' }));
};`;

export const failingHook = (answer: string): object =>
  template({
    Checkout: lambda(answer, { Type: 'AllAtOnce', Hooks: { PreTraffic: { Ref: 'Smoke' } } }),
    Smoke: {
      ...lambda('', undefined, HOOK),
      Properties: {
        ...(lambda('', undefined, HOOK) as { Properties: object }).Properties,
        Role: { 'Fn::GetAtt': ['SmokeRole', 'Arn'] },
        Timeout: 10,
      },
    },
    SmokeRole: ROLE,
  });

/** A template in a stack of its own cannot be read from a file here: it stands in a bucket of the engine. */
export const nesting = (url: string): object => ({
  Resources: { Orders: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } },
});

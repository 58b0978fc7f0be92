// A mark in the function's metadata that names an alarm of this function: docs/cdk.md says that the CDK refuses it.
import { App, Duration, aws_lambda as lambda, Stack } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Shop', { env: { region: 'eu-west-1' } });
const checkout = new lambda.Function(stack, 'Checkout', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline("exports.handler = async () => 'ok';"),
});
const errors = checkout.metricErrors({ period: Duration.minutes(1) }).createAlarm(stack, 'Errors', { threshold: 1, evaluationPeriods: 1 });
stack.addTransform('SafeDeploy');
const mark = { Type: 'AllAtOnce', Alarms: [errors.alarmName] };
if (process.env.MARK_OF === 'stack') stack.addMetadata('SafeDeploy', { Functions: 'All', ...mark });
else (checkout.node.defaultChild as lambda.CfnFunction).addMetadata('SafeDeploy', mark);

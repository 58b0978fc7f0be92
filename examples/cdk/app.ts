// A CDK app with functions that SafeDeploy releases. See docs/cdk.md.
import {
  App,
  Aspects,
  type CfnResource,
  Duration,
  Stack,
  aws_apigateway as apigateway,
  aws_events as events,
  aws_events_targets as targets,
  aws_lambda as lambda,
  aws_logs as logs,
  aws_s3 as s3,
  aws_s3_notifications as notifications,
} from 'aws-cdk-lib';
import { SafeDeploy } from './safeDeploy';

const app = new App();
const stack = new Stack(app, 'Shop', { env: { region: 'eu-west-1' } });

const functionOf = (id: string, code: string) =>
  new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    timeout: Duration.seconds(30),
    code: lambda.Code.fromInline(code),
    logGroup: new logs.LogGroup(stack, `${id}Logs`),
  });

const checkout = functionOf('Checkout', "exports.handler = async () => ({ statusCode: 200, body: 'ok' });");
const resize = functionOf('Resize', 'exports.handler = async () => {};');
const smokeTest = functionOf(
  'SmokeTest',
  `
  const { CodeDeploy } = require('@aws-sdk/client-codedeploy');
  exports.handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }) =>
    new CodeDeploy().putLifecycleEventHookExecutionStatus({ deploymentId, lifecycleEventHookExecutionId, status: 'Succeeded' });`,
);

new apigateway.LambdaRestApi(stack, 'Api', { handler: checkout });
new events.Rule(stack, 'Nightly', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(checkout)] });
const uploads = new s3.Bucket(stack, 'Uploads');
uploads.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(resize));

// The Aspect marks every function except hooks. Settings for a single function are in a mark of its own.
Aspects.of(app).add(new SafeDeploy({ Type: 'Linear10PercentEvery1Minute' }));
(checkout.node.defaultChild as lambda.CfnFunction).addMetadata('SafeDeploy', {
  Type: 'Canary10Percent10Minutes',
  Hooks: { PreTraffic: smokeTest.functionName },
});
// The CDK's bucket notifications stay on the function unless Move lists them, as safedeploy plan reports.
(resize.node.defaultChild as lambda.CfnFunction).addMetadata('SafeDeploy', {
  Move: [stack.getLogicalId(uploads.node.findChild('Notifications').node.defaultChild as CfnResource)],
});

app.synth();

// An app that releases with an Alias and a LambdaDeploymentGroup. After the migration in docs/from-cdk.md, it is after.ts.
import {
  App,
  Duration,
  Stack,
  aws_cloudwatch as cloudwatch,
  aws_codedeploy as codedeploy,
  aws_events as events,
  aws_events_targets as targets,
  aws_lambda as lambda,
  aws_lambda_event_sources as sources,
  aws_sqs as sqs,
} from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Shop', { env: { region: 'eu-west-1' } });

const checkout = new lambda.Function(stack, 'Checkout', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline("exports.handler = async () => 'ok';"),
});
const live = new lambda.Alias(stack, 'CheckoutLive', { aliasName: 'live', version: checkout.currentVersion });

const smokeTest = new lambda.Function(stack, 'SmokeTest', {
  timeout: Duration.seconds(30),
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`
    const { CodeDeploy } = require('@aws-sdk/client-codedeploy');
    exports.handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }) =>
      new CodeDeploy().putLifecycleEventHookExecutionStatus({ deploymentId, lifecycleEventHookExecutionId, status: 'Succeeded' });`),
});

const errors = new cloudwatch.Alarm(stack, 'CheckoutErrors', {
  metric: live.metricErrors({ period: Duration.minutes(1) }),
  threshold: 1,
  evaluationPeriods: 1,
  treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
});

new codedeploy.LambdaDeploymentGroup(stack, 'CheckoutDeployment', {
  alias: live,
  deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
  alarms: [errors],
  preHook: smokeTest,
});

new events.Rule(stack, 'Nightly', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(live)] });
live.addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Orders')));
live.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });

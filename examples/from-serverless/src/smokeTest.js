const { CodeDeploy } = require('@aws-sdk/client-codedeploy');

exports.handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }) =>
  new CodeDeploy().putLifecycleEventHookExecutionStatus({ deploymentId, lifecycleEventHookExecutionId, status: 'Succeeded' });

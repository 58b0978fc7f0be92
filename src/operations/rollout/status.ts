/** What the names of CloudFormation's and CodeDeploy's states mean. */

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
export const isBusy = (stackStatus: string): boolean => stackStatus.endsWith('_IN_PROGRESS') && stackStatus !== 'REVIEW_IN_PROGRESS';

/** The operation has failed, whatever still happens. */
export const hasFailed = (stackStatus: string): boolean => /ROLLBACK|FAILED$/.test(stackStatus);

export const isStuck = (stackStatus: string): boolean => stackStatus === 'UPDATE_ROLLBACK_FAILED';

const RUNNING = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'];
/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html */
export const isRunning = (deployment: { readonly status: string } | null): boolean =>
  deployment !== null && RUNNING.includes(deployment.status);

/** It ended, and not as it should. */
export const isLost = (deployment: { readonly status: string } | null): boolean =>
  deployment !== null && !isRunning(deployment) && deployment.status !== 'Succeeded';

export type Tone = 'good' | 'bad' | 'busy' | 'plain';

export const toneOfStack = (status: string): Tone => (hasFailed(status) ? 'bad' : isBusy(status) ? 'busy' : 'good');
export const toneOfDeployment = (deployment: { readonly status: string } | null): Tone =>
  deployment === null ? 'plain' : isLost(deployment) ? 'bad' : isRunning(deployment) ? 'busy' : 'good';

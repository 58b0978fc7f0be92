import { setTimeout as sleep } from 'node:timers/promises';
import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Context } from 'aws-lambda';
import { type Invocation, run } from '../../src/checks/run';

// What is tried again, and how long, is decided in persist.ts alone.
const lambda = new LambdaClient({ maxAttempts: 1 });
const codeDeploy = new CodeDeployClient({ maxAttempts: 1 });
const within = (milliseconds: number) => ({ abortSignal: AbortSignal.timeout(Math.ceil(milliseconds)) });

/** The entry point of the functions that run the checks of a stack; generate/checks.ts puts its bundle into the template. */
export const handler = (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>) =>
  run(event, {
    environment: process.env,
    remaining: () => context.getRemainingTimeInMillis(),
    clock: { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) },
    log: (line) => console.log(line),
    report: (call, status, left) => codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({ ...call, status }), within(left)),
    invoke: async (FunctionName, Payload, left): Promise<Invocation> => {
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }), within(left));
      const payload = answer.Payload?.transformToString() ?? '';
      return { payload, functionError: answer.FunctionError, requestId: answer.$metadata.requestId };
    },
  });

import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { CodeDeploy } from '@aws-sdk/client-codedeploy';
import type { IAM } from '@aws-sdk/client-iam';
import type { Lambda } from '@aws-sdk/client-lambda';
import type { S3 } from '@aws-sdk/client-s3';
import type { STS } from '@aws-sdk/client-sts';
import { type Connection, configOf } from './connection';
import { type Clock, pacer } from './pace';

/** Each is loaded when it is first asked for. */
export interface Clients {
  cloudFormation(): Promise<CloudFormation>;
  codeDeploy(): Promise<CodeDeploy>;
  lambda(): Promise<Lambda>;
  cloudWatch(): Promise<CloudWatch>;
  logs(): Promise<CloudWatchLogs>;
  s3(): Promise<S3>;
  iam(): Promise<IAM>;
  sts(): Promise<STS>;
}

const MOST_ATTEMPTS = 8;

export function clients(connection: Connection, clock: Clock): Clients {
  const config = { ...configOf(connection), retryMode: 'adaptive', maxAttempts: MOST_ATTEMPTS } as const;
  const pace = pacer(clock);
  /** Behind the SDK's retries, so that these are counted as well. */
  function paced<T extends Stack>(client: T): T {
    client.middlewareStack.add((next) => async (args) => pace().then(() => next(args)), { step: 'finalizeRequest', name: 'pace' });
    return client;
  }
  return {
    cloudFormation: once(async () => paced(new (await import('@aws-sdk/client-cloudformation')).CloudFormation(config))),
    codeDeploy: once(async () => paced(new (await import('@aws-sdk/client-codedeploy')).CodeDeploy(config))),
    lambda: once(async () => paced(new (await import('@aws-sdk/client-lambda')).Lambda(config))),
    cloudWatch: once(async () => paced(new (await import('@aws-sdk/client-cloudwatch')).CloudWatch(config))),
    s3: once(async () => paced(new (await import('@aws-sdk/client-s3')).S3({ ...config, ...byPath() }))),
    iam: once(async () => paced(new (await import('@aws-sdk/client-iam')).IAM(config))),
    sts: once(async () => paced(new (await import('@aws-sdk/client-sts')).STS(config))),
    logs: once(async () => paced(new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs(config))),
  };
}

/** An endpoint of one's own has no names for buckets. */
const byPath = () => (process.env.AWS_ENDPOINT_URL ? { forcePathStyle: true } : {});

/** What all clients of the SDK have. */
interface Stack {
  readonly middlewareStack: {
    add(
      // biome-ignore lint/suspicious/noExplicitAny: each client has its own types of what goes in and out, and none of them matters here
      middleware: (next: (args: any) => Promise<any>) => (args: any) => Promise<any>,
      options: { step: 'finalizeRequest'; name: string },
    ): void;
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

import type { Service } from './service';

export const cdkBucketNotifications: Service = {
  name: 'Bucket notifications of CDK apps',
  callers: {
    'Custom::S3BucketNotifications': [
      {
        at: 'NotificationConfiguration.LambdaFunctionConfigurations[].LambdaFunctionArn',
        treatment: 'left',
        by: { principal: 's3.amazonaws.com' },
        because: 'the CDK resource passes the value on to S3 PutBucketNotificationConfiguration',
        watch: 'moving is also correct for this type (CDK apps have no other S3 notification); keep DependsOn on the permission',
      },
    ],
  },
};

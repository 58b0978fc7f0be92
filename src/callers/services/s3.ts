import type { Service } from './service';

export const s3: Service = {
  name: 'Amazon S3',
  callers: {
    'AWS::S3::Bucket': [
      {
        at: 'NotificationConfiguration.LambdaConfigurations[].Function',
        treatment: 'moved',
        by: { principal: 's3.amazonaws.com' },
        mustExist: true,
        checksPermission: true,
        because: 'AWS SAM passes an alias here',
        watch: 'S3 checks the permission immediately, so the bucket must depend on the permission of the alias',
      },
    ],
  },
  sources: {
    'AWS::S3::Bucket': ['arn:${AWS::Partition}:s3:::${BucketName}'],
    'Custom::S3BucketNotifications': ['arn:${AWS::Partition}:s3:::${BucketName}'],
  },
};

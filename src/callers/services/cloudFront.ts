import type { Service } from './service';

export const cloudFront: Service = {
  name: 'Amazon CloudFront (Lambda@Edge)',
  callers: {
    'AWS::CloudFront::Distribution': [
      {
        at: 'DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations[].LambdaFunctionARN',
        treatment: 'kept',
        versionOnly: true,
        by: { principal: 'edgelambda.amazonaws.com' },
        because: 'CloudFront requires the ARN of a version and rejects aliases and $LATEST',
      },
      {
        at: 'DistributionConfig.CacheBehaviors[].LambdaFunctionAssociations[].LambdaFunctionARN',
        treatment: 'kept',
        versionOnly: true,
        by: { principal: 'edgelambda.amazonaws.com' },
        because: 'CloudFront requires the ARN of a version and rejects aliases and $LATEST',
      },
    ],
  },
};

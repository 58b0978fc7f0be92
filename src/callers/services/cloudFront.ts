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
        because: 'needs a version ARN; alias and $LATEST are refused',
      },
      {
        at: 'DistributionConfig.CacheBehaviors[].LambdaFunctionAssociations[].LambdaFunctionARN',
        treatment: 'kept',
        versionOnly: true,
        by: { principal: 'edgelambda.amazonaws.com' },
        because: 'needs a version ARN; alias and $LATEST are refused',
      },
    ],
  },
};

import type { Service } from './service';

export const s3ObjectLambda: Service = {
  name: 'Amazon S3 Object Lambda',
  callers: {
    'AWS::S3ObjectLambda::AccessPoint': [
      {
        at: 'ObjectLambdaConfiguration.TransformationConfigurations[].ContentTransformation.AwsLambda.FunctionArn',
        treatment: 'left',
        because: 'service API pattern allows a qualifier',
        watch:
          'whoever reads through the access point needs lambda:InvokeFunction on the alias: these identities are mostly outside the template',
      },
    ],
  },
};

import type { Service } from './service';

export const s3ObjectLambda: Service = {
  name: 'Amazon S3 Object Lambda',
  callers: {
    'AWS::S3ObjectLambda::AccessPoint': [
      {
        at: 'ObjectLambdaConfiguration.TransformationConfigurations[].ContentTransformation.AwsLambda.FunctionArn',
        treatment: 'left',
        because: 'the API pattern allows a qualifier',
        watch:
          'anyone who reads through the access point needs lambda:InvokeFunction on the alias, and these identities are mostly outside the template',
      },
    ],
  },
};

import { regional, type Service } from './service';

export const sns: Service = {
  name: 'Amazon SNS',
  callers: {
    'AWS::SNS::Subscription': [
      {
        at: 'Endpoint',
        treatment: 'moved',
        by: { principal: 'sns.amazonaws.com' },
        update: 'replaces',
        because: 'AWS SAM passes an alias here; the AWS resource specification lists AWS::Lambda::Alias here',
        watch: 'replacement is harmless: the new subscription exists before the old one is deleted',
      },
    ],
    'AWS::SNS::Topic': [
      {
        at: 'Subscription[].Endpoint',
        treatment: 'moved',
        by: { principal: 'sns.amazonaws.com' },
        because: 'serverless-plugin-canary-deployments passes an alias here',
      },
    ],
    'AWS::SNS::TopicPolicy': [
      {
        at: 'PolicyDocument.Statement[].Condition.*',
        treatment: 'kept',
        because: 'the condition names the function as the caller, not as what is called',
      },
    ],
  },
  sources: { 'AWS::SNS::Topic': [regional('sns', '${TopicName}')], 'AWS::SNS::Subscription': ['${TopicArn}'] },
};

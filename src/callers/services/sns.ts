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
        because: 'SAM output; AWS resource spec names Alias',
        watch: 'replacement is harmless: the new subscription exists before the old one goes',
      },
    ],
    'AWS::SNS::Topic': [
      { at: 'Subscription[].Endpoint', treatment: 'moved', by: { principal: 'sns.amazonaws.com' }, because: 'serverless canary plugin' },
    ],
    'AWS::SNS::TopicPolicy': [
      { at: 'PolicyDocument.Statement[].Condition.*', treatment: 'kept', because: 'the function as the one who calls, not as the called' },
    ],
  },
  sources: { 'AWS::SNS::Topic': [regional('sns', '${TopicName}')], 'AWS::SNS::Subscription': ['${TopicArn}'] },
};

import type { Service } from './service';

export const refactorSpaces: Service = {
  name: 'AWS Migration Hub Refactor Spaces',
  callers: {
    'AWS::RefactorSpaces::Service': [
      {
        at: 'LambdaEndpoint.Arn',
        treatment: 'ask',
        by: { principal: 'apigateway.amazonaws.com' },
        update: 'replaces',
        because: 'the schema pattern allows a qualifier',
      },
    ],
  },
};

import { regional, type Service } from './service';

export const iot: Service = {
  name: 'AWS IoT Core',
  callers: {
    'AWS::IoT::TopicRule': [
      {
        at: 'TopicRulePayload.Actions[].Lambda.FunctionArn',
        treatment: 'moved',
        by: { principal: 'iot.amazonaws.com' },
        because: 'AWS SAM passes an alias here; the AWS resource specification lists AWS::Lambda::Alias here',
      },
      {
        at: 'TopicRulePayload.ErrorAction.Lambda.FunctionArn',
        treatment: 'moved',
        by: { principal: 'iot.amazonaws.com' },
        because: 'the AWS resource specification lists AWS::Lambda::Alias here',
      },
    ],
    'AWS::IoT::Authorizer': [
      {
        at: 'AuthorizerFunctionArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'the schema pattern accepts any text',
      },
    ],
    'AWS::IoT::ProvisioningTemplate': [
      {
        at: 'PreProvisioningHook.TargetArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'the schema sets no pattern',
      },
    ],
    'AWS::IoT::CertificateProvider': [
      {
        at: 'LambdaFunctionArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'the schema pattern accepts any text of up to 170 characters',
      },
    ],
    'AWS::IoT::DomainConfiguration': [
      {
        at: 'ServerCertificateConfig.OcspLambdaArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'the schema sets no pattern, only a limit of 170 characters',
      },
      {
        at: 'ClientCertificateConfig.ClientCertificateCallbackArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'the schema pattern accepts any text',
      },
    ],
  },
  sources: { 'AWS::IoT::TopicRule': [regional('iot', 'rule/${RuleName}')] },
};

import { regional, type Service } from './service';

export const iot: Service = {
  name: 'AWS IoT Core',
  callers: {
    'AWS::IoT::TopicRule': [
      {
        at: 'TopicRulePayload.Actions[].Lambda.FunctionArn',
        treatment: 'moved',
        by: { principal: 'iot.amazonaws.com' },
        because: 'SAM output; AWS resource spec names Alias',
      },
      {
        at: 'TopicRulePayload.ErrorAction.Lambda.FunctionArn',
        treatment: 'moved',
        by: { principal: 'iot.amazonaws.com' },
        because: 'AWS resource spec names Alias',
      },
    ],
    'AWS::IoT::Authorizer': [
      { at: 'AuthorizerFunctionArn', treatment: 'left', by: { principal: 'iot.amazonaws.com' }, because: 'pattern accepts anything' },
    ],
    'AWS::IoT::ProvisioningTemplate': [
      { at: 'PreProvisioningHook.TargetArn', treatment: 'left', by: { principal: 'iot.amazonaws.com' }, because: 'no pattern' },
    ],
    'AWS::IoT::CertificateProvider': [
      {
        at: 'LambdaFunctionArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'pattern accepts anything, at most 170 characters',
      },
    ],
    'AWS::IoT::DomainConfiguration': [
      {
        at: 'ServerCertificateConfig.OcspLambdaArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'at most 170 characters',
      },
      {
        at: 'ClientCertificateConfig.ClientCertificateCallbackArn',
        treatment: 'left',
        by: { principal: 'iot.amazonaws.com' },
        because: 'pattern accepts anything',
      },
    ],
  },
  sources: { 'AWS::IoT::TopicRule': [regional('iot', 'rule/${RuleName}')] },
};

/** How a property calls the function that it names. */
export interface Calling {
  /** Where: `*` is any key or index, `**` everything below. */
  readonly at: string;
  /** Who has to be allowed: a service, the role that stands nearest, or nobody. */
  readonly by: string;
  /** The property that names what the service gives as the source, where that is not the resource itself. */
  readonly source?: string;
  /** A name is taken as well as an ARN, with the qualifier in a property of its own. */
  readonly names?: true;
  readonly qualifier?: string;
  /** What the service looks for at once, and fails the update when it is not there. */
  readonly looksFor?: readonly ('alias' | 'permission')[];
}

export const ROLE = 'role';
export const NOBODY = 'nobody';
/** Anybody on the internet, or of the account. */
export const URL_CALLERS = 'url';
/** Whichever service has a permission with this resource as its source. */
export const ANYBODY = 'anybody';

const ALIAS = ['alias'] as const;
const BOTH = ['alias', 'permission'] as const;

const one = (at: string, by: string, more: Partial<Calling> = {}): Calling[] => [{ at, by, ...more }];
const alarms = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].map((at) => ({ at: `${at}.*`, by: 'lambda.alarms.cloudwatch' }));

/**
 * Which properties call a function, and who must be allowed to: from each service's page about Lambda, where
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html leads. A table of its own, so that a fault in SafeDeploy's
 * is not repeated here. API Gateway's is in apis.ts.
 */
export const CALLERS: Readonly<Record<string, readonly Calling[]>> = {
  'AWS::AppConfig::ConfigurationProfile': one('Validators.*.Content', 'appconfig'),
  'AWS::AppSync::Api': one('EventConfig.**', 'appsync'),
  'AWS::AppSync::DataSource': one('LambdaConfig.LambdaFunctionArn', ROLE),
  'AWS::AppSync::GraphQLApi': [
    ...one('LambdaAuthorizerConfig.AuthorizerUri', 'appsync'),
    ...one('AdditionalAuthenticationProviders.**', 'appsync'),
  ],
  'AWS::ApplicationAutoScaling::ScalableTarget': one('ResourceId', NOBODY, { names: true, looksFor: ALIAS }),
  'AWS::Bedrock::Agent': one('**', 'bedrock'),
  'AWS::CloudFormation::LambdaHook': one('LambdaFunction', ROLE),
  'AWS::CloudWatch::Alarm': alarms,
  'AWS::CloudWatch::CompositeAlarm': alarms,
  'AWS::CodeCommit::Repository': one('Triggers.*.DestinationArn', 'codecommit'),
  'AWS::Cognito::UserPool': one('LambdaConfig.**', 'cognito-idp'),
  'AWS::Config::ConfigRule': one('Source.SourceIdentifier', 'config'),
  'AWS::Connect::IntegrationAssociation': one('IntegrationArn', 'connect', { source: 'InstanceId' }),
  'AWS::ElasticLoadBalancingV2::TargetGroup': one('Targets.*.Id', 'elasticloadbalancing', { looksFor: BOTH }),
  'AWS::Events::Rule': one('Targets.*.Arn', 'events'),
  'AWS::HealthLake::FHIRDatastore': one('IdentityProviderConfiguration.IdpLambdaArn', 'healthlake'),
  'AWS::IVSChat::Room': one('MessageReviewHandler.Uri', 'ivschat'),
  'AWS::IoT::Authorizer': one('AuthorizerFunctionArn', 'iot'),
  'AWS::IoT::CertificateProvider': one('LambdaFunctionArn', 'iot'),
  'AWS::IoT::ProvisioningTemplate': one('PreProvisioningHook.TargetArn', 'iot'),
  'AWS::IoT::TopicRule': one('TopicRulePayload.**', 'iot'),
  'AWS::Kendra::DataSource': one('CustomDocumentEnrichmentConfiguration.**', ROLE),
  'AWS::KinesisFirehose::DeliveryStream': one('**', ROLE),
  'AWS::Lambda::EventInvokeConfig': one('FunctionName', NOBODY, { names: true, qualifier: 'Qualifier', looksFor: ALIAS }),
  'AWS::Lambda::EventSourceMapping': one('FunctionName', NOBODY, { names: true, looksFor: ALIAS }),
  'AWS::Lambda::Url': one('TargetFunctionArn', URL_CALLERS, { names: true, qualifier: 'Qualifier', looksFor: ALIAS }),
  'AWS::Lex::Bot': one('**', 'lexv2'),
  'AWS::Lex::BotAlias': one('**', 'lexv2'),
  'AWS::Logs::SubscriptionFilter': one('DestinationArn', 'logs', { source: 'LogGroupName', looksFor: BOTH }),
  'AWS::Pipes::Pipe': [...one('Target', ROLE), ...one('Enrichment', ROLE)],
  'AWS::QBusiness::DataSource': one('DocumentEnrichmentConfiguration.**', ROLE),
  'AWS::RefactorSpaces::Service': one('LambdaEndpoint.Arn', 'apigateway'),
  'AWS::S3::Bucket': one('NotificationConfiguration.LambdaConfigurations.*.Function', 's3', { looksFor: BOTH }),
  'AWS::SES::ReceiptRule': one('Rule.**', 'ses', { source: 'RuleSetName', looksFor: BOTH }),
  'AWS::SNS::Subscription': one('Endpoint', 'sns', { source: 'TopicArn' }),
  'AWS::SNS::Topic': one('Subscription.*.Endpoint', 'sns'),
  'AWS::SSM::MaintenanceWindowTask': one('TaskArn', ROLE, {
    names: true,
    qualifier: 'TaskInvocationParameters.MaintenanceWindowLambdaParameters.Qualifier',
  }),
  'AWS::Scheduler::Schedule': one('Target.Arn', ROLE),
  'AWS::SecretsManager::RotationSchedule': one('RotationLambdaARN', 'secretsmanager', { source: 'SecretId' }),
  'AWS::StepFunctions::StateMachine': [...one('DefinitionString', ROLE), ...one('DefinitionSubstitutions.*', ROLE)],
  'AWS::Transfer::Server': one('IdentityProviderDetails.Function', 'transfer'),
  'AWS::VpcLattice::TargetGroup': one('Targets.*.Id', 'vpc-lattice'),
  'Custom::S3BucketNotifications': one('NotificationConfiguration.**', 's3', { source: 'BucketName' }),
};

/** What names a function and neither calls it nor has to find it; API Gateway's is in apis.ts, and SAM's is no resource yet. */
const NO_CALLERS =
  /^AWS::(IAM|CodeDeploy|ApiGateway(V2)?|Serverless)::|^AWS::Lambda::(Permission|Version|Alias)$|Policy$|^AWS::CloudWatch::Dashboard$/;

/** Whatever else names an alias or a version expects it to be there, and may call it. */
const NAMES_IT = one('**', ANYBODY);

export const callingsOf = (type: string): readonly Calling[] => CALLERS[type] ?? (NO_CALLERS.test(type) ? [] : NAMES_IT);

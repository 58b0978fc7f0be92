import type { Caller, Service } from './service';

/** Each kind of destination has its own processors, and a role of its own that calls them. */
const processor = (destination: string, role = 'RoleARN'): Caller => ({
  at: `${destination}.ProcessingConfiguration.Processors[].Parameters[].ParameterValue`,
  treatment: 'moved',
  by: { role: `${destination}.${role}`, also: ['lambda:GetFunctionConfiguration'] },
  where: { ParameterName: 'LambdaArn' },
  because: 'the AWS resource specification lists AWS::Lambda::Alias here',
});

export const firehose: Service = {
  name: 'Amazon Data Firehose',
  callers: {
    'AWS::KinesisFirehose::DeliveryStream': [
      processor('ExtendedS3DestinationConfiguration'),
      processor('ElasticsearchDestinationConfiguration'),
      processor('AmazonopensearchserviceDestinationConfiguration'),
      processor('AmazonOpenSearchServerlessDestinationConfiguration'),
      processor('HttpEndpointDestinationConfiguration'),
      processor('IcebergDestinationConfiguration'),
      processor('RedshiftDestinationConfiguration'),
      processor('SnowflakeDestinationConfiguration'),
      processor('SplunkDestinationConfiguration', 'S3Configuration.RoleARN'),
    ],
  },
};

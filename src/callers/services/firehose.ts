import type { Service } from '../service';

export const firehose: Service = {
  name: 'Amazon Data Firehose',
  callers: {
    'AWS::KinesisFirehose::DeliveryStream': [
      {
        at: 'ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'ExtendedS3DestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'ElasticsearchDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'ElasticsearchDestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'AmazonopensearchserviceDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'AmazonopensearchserviceDestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'AmazonOpenSearchServerlessDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'AmazonOpenSearchServerlessDestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'HttpEndpointDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'HttpEndpointDestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'IcebergDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'IcebergDestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'RedshiftDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'RedshiftDestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'SnowflakeDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'SnowflakeDestinationConfiguration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
      {
        at: 'SplunkDestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        treatment: 'moved',
        by: { role: 'SplunkDestinationConfiguration.S3Configuration.RoleARN' },
        where: { ParameterName: 'LambdaArn' },
        because: 'AWS resource spec names Alias',
      },
    ],
  },
};

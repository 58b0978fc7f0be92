import { regional, type Service } from './service';

export const elasticLoadBalancing: Service = {
  name: 'Elastic Load Balancing',
  callers: {
    'AWS::ElasticLoadBalancingV2::TargetGroup': [
      {
        at: 'Targets[].Id',
        treatment: 'moved',
        by: { principal: 'elasticloadbalancing.amazonaws.com' },
        mustExist: true,
        checksPermission: true,
        only: {
          with: 'HealthCheckEnabled',
          because:
            'without HealthCheckEnabled: true, updates of a Lambda target are reported to hang: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1488',
        },
        because:
          'the AWS resource specification lists AWS::Lambda::Alias here, and the Elastic Load Balancing guide adds the permission for the ARN of an alias',
        watch: 'the target group must depend on the permission',
      },
    ],
  },
  sources: { 'AWS::ElasticLoadBalancingV2::TargetGroup': [regional('elasticloadbalancing', 'targetgroup/${Name}/*')] },
};

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
            'without HealthCheckEnabled: true an update of a Lambda target is reported to hang: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1488',
        },
        because: 'AWS resource spec names Alias; ELB guide adds the permission for the ARN with alias',
        watch: 'the target group must depend on the permission',
      },
    ],
  },
  sources: { 'AWS::ElasticLoadBalancingV2::TargetGroup': [regional('elasticloadbalancing', 'targetgroup/${Name}/*')] },
};

import type { Service } from './service';

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
        because: 'AWS resource spec names Alias; ELB guide adds the permission for the ARN with alias',
        watch: 'the target group must depend on the permission',
      },
    ],
  },
};

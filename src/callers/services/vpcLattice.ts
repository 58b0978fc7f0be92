import type { Service } from './service';

export const vpcLattice: Service = {
  name: 'Amazon VPC Lattice',
  callers: {
    'AWS::VpcLattice::TargetGroup': [
      {
        at: 'Targets[].Id',
        treatment: 'moved',
        by: { principal: 'vpc-lattice.amazonaws.com' },
        because: 'the VPC Lattice guide recommends an alias',
      },
    ],
  },
};

import type { Service } from './service';

export const iam: Service = {
  name: 'AWS IAM',
  callers: {},
  /** Wherever one of these holds a policy document. */
  policies: [
    'AWS::IAM::Role',
    'AWS::IAM::User',
    'AWS::IAM::Group',
    'AWS::IAM::Policy',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::RolePolicy',
    'AWS::IAM::UserPolicy',
    'AWS::IAM::GroupPolicy',
  ],
};

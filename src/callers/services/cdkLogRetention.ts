import type { Service } from './service';

export const cdkLogRetention: Service = {
  name: "CDK's log retention",
  callers: {
    'Custom::LogRetention': [
      { at: 'LogGroupName', treatment: 'kept', how: 'text', because: 'all versions and aliases of a function share its log group' },
    ],
  },
};

import type { Service } from './service';

export const cdkLogRetention: Service = {
  name: "CDK's log retention",
  callers: {
    'Custom::LogRetention': [
      { at: 'LogGroupName', treatment: 'kept', how: 'text', because: "the log group is the function's, whatever the qualifier" },
    ],
  },
};

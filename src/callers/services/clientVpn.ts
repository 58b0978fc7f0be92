import type { Service } from './service';

export const clientVpn: Service = {
  name: 'AWS Client VPN',
  callers: {
    'AWS::EC2::ClientVpnEndpoint': [
      { at: 'ClientConnectOptions.LambdaFunctionArn', treatment: 'left', because: 'the schema sets no pattern' },
    ],
  },
};

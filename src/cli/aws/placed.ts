import type { Arguments } from '../command';
import type { Request } from '../compile';
import type { Stack } from './stack';

/** A stack knows where it is; what the command line says counts more. */
export function placed(request: Request, { options }: Arguments, stack: Stack | undefined): Request {
  if (!stack) return request;
  return {
    ...request,
    region: options.has('region') ? request.region : stack.region,
    accountId: options.has('account-id') ? request.accountId : stack.accountId,
  };
}

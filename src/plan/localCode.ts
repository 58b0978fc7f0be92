import { isObject, own } from '../template/json';
import { propertiesOf } from '../template/template';
import type { Released } from '../version/released';

/**
 * Is the code still on somebody's machine? `sam package` and `aws cloudformation package` write where they have put it, and name it
 * after its content: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export function isLocalCode({ resource }: Released): boolean {
  const code = propertiesOf(resource).Code;
  return typeof code === 'string' || (isObject(code) && typeof own(code, 'Ref') === 'string');
}

export const UNPACKAGED = 'its code is not packaged yet, and its version depends on the S3 key of the package';

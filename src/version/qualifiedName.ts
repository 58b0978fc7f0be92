import { isScalar, own } from '../template/json';
import { propertiesOf } from '../template/template';
import type { Compilation } from './compilation';
import type { Released } from './released';

/** FunctionName of a permission or mapping, with its qualifier: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const LONGEST_FUNCTION_NAME = 140;
/** `arn:aws:lambda:us-east-1:123456789012:function:` */
const ARN_LENGTH = 'arn::lambda:::function:'.length + 12;

/** Of a function: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const LONGEST_NAME = 64;

/** A name that is too long with its alias. One that only CloudFormation knows may have as many characters as Lambda takes. */
export function checkQualifiedName({ id, resource, settings }: Released, { values, environment, diagnostics }: Compilation): void {
  const name = values.resolve(own(propertiesOf(resource), 'FunctionName'));
  const partition = String(values.resolve({ Ref: 'AWS::Partition' }));
  const named = ARN_LENGTH + partition.length + environment.region.length + String(name).length;
  const length = (isScalar(name) ? named : LONGEST_NAME) + 1 + settings.alias.length;
  if (length > LONGEST_FUNCTION_NAME) diagnostics.report('SD4005', ['Resources', id, 'Properties', 'FunctionName'], { length });
}

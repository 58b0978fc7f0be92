import isEqual from 'lodash/isEqual';
import { isPredefined, PREFIX } from '../../settings/schedule';
import { mapBranches } from '../../template/intrinsics';
import { isObject, isScalar, type Json, own, type Trail } from '../../template/json';
import { referencedIds, soleReference } from '../../template/references';
import { propertiesOf, resourceOf, type Template } from '../../template/template';
import type { Values } from '../../template/values';
import type { Content } from '../edits';

/** A Type, and the deployment config that nobody needs for it any more. */
interface TakenSchedule {
  readonly content: Content;
  readonly config?: string;
}

/** The Type that says what a DeploymentConfigName says. */
export function scheduleOf(name: Json, path: Trail, template: Template, values: Values): TakenSchedule {
  const id = soleReference(name)?.id;
  const config = id === undefined ? undefined : resourceOf(template, id);
  if (id !== undefined && config?.Type === 'AWS::CodeDeploy::DeploymentConfig') {
    const schedule = shiftOf(own(propertiesOf(config), 'TrafficRoutingConfig'));
    return schedule === undefined ? { content: { copy: path } } : { content: { json: schedule }, config: id };
  }
  const short = mapBranches(name, (branch) => shortName(branch, values));
  return { content: isEqual(short, name) ? { copy: path } : { json: short } };
}

/** A predefined name without its prefix. SAM writes a Fn::Sub around the name that its user wrote; what a parameter or a condition decides stays. */
function shortName(name: Json, values: Values): Json {
  const isText = referencedIds(name).size === 0 && !/"Fn::(?!Sub"|Join")/.test(JSON.stringify(name));
  const text = isText ? values.resolve(name) : undefined;
  if (typeof text !== 'string') return name;
  const short = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  return isPredefined(short) ? short : text;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-codedeploy-deploymentconfig-trafficroutingconfig.html */
function shiftOf(routing: Json | undefined): Json | undefined {
  const type = own(routing, 'Type');
  if (type === 'AllAtOnce') return 'AllAtOnce';
  const [kind, inner, percent, minutes] =
    type === 'TimeBasedCanary'
      ? ['Canary', own(routing, 'TimeBasedCanary'), 'CanaryPercentage', 'CanaryInterval']
      : ['Linear', own(routing, 'TimeBasedLinear'), 'LinearPercentage', 'LinearInterval'];
  const numbers = [own(inner, percent as string), own(inner, minutes as string)];
  if (!isObject(inner) || (type !== 'TimeBasedCanary' && type !== 'TimeBasedLinear')) return undefined;
  if (!numbers.every((number) => isScalar(number) && Number.isInteger(Number(number)))) return undefined;
  return { [kind as string]: { Percent: Number(numbers[0]), Minutes: Number(numbers[1]) } };
}

import { isObject, type Json, own } from '../../../template/json';
import { referencedIds } from '../../../template/references';
import { FUNCTION, isRetained, propertiesOf } from '../../../template/template';
import type { ChangedResource, Unprotected } from '../../schema';
import { shown } from '../../shown';
import type { Deployable } from '../../side';
import { versionsOf } from '../processed';
import type { Context } from './context';

const NETWORK = /^AWS::EC2::(SecurityGroup|Subnet)$/;
/** Part of the function or its permissions; a change of the role has words of its own. */
const OWN = /^AWS::(Lambda|IAM|CodeDeploy|CloudWatch)::|^AWS::Logs::LogGroup$/;

/** What functions refer to, and what is replaced, removed or made less. */
export function lostResources(context: Context): Unprotected[] {
  return context.resources.flatMap((change) => {
    const because = NETWORK.test(change.type) ? networkLoss(change) : OWN.test(change.type) ? undefined : loss(change, context);
    if (because === undefined) return [];
    const functions = NETWORK.test(change.type) ? holding(change, context) : using(change.id, context);
    return functions.length > 0 ? [{ resource: change.id, type: change.type, functions, because }] : [];
  });
}

/** Functions with an alias whose deployed configuration names it. */
const using = (id: string, { before, serving }: Context): string[] =>
  serving.filter((one) => referencedIds(before.values.resolve(propertiesOf(own(before.resources, one)))).has(id));

/** Functions of which Lambda keeps versions in that network, marked or not. */
function holding({ id }: ChangedResource, { before, after }: Context): string[] {
  return Object.entries(before.resources).flatMap(([one, resource]) => {
    if (own(resource, 'Type') !== FUNCTION || !after.has(one)) return [];
    const isIn = referencedIds(before.values.resolve(own(propertiesOf(resource), 'VpcConfig'))).has(id);
    const keeps = versionsOf(one, before.resources).some((version) => isRetained(own(before.resources, version)));
    return isIn && keeps ? [one] : [];
  });
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-eni */
const networkLoss = ({ action }: ChangedResource): string | undefined =>
  action === 'removed' || action === 'replaced'
    ? 'retained versions keep network interfaces that use it, so its deletion can fail: delete those versions first (safedeploy prune)'
    : undefined;

function loss({ id, action, properties }: ChangedResource, { before, after }: Context): string | undefined {
  const [then, now] = [own(before.resources, id), own(after.resources, id)];
  if (action === 'replaced') {
    return String(own(now, 'UpdateReplacePolicy')).startsWith('Retain')
      ? 'the current version keeps using the old one, and the new version uses another'
      : 'the current version keeps using the old one, which is deleted at the end of the update';
  }
  if (action === 'removed') {
    return isRetained(then) ? undefined : 'it is deleted at the end of the update, but earlier versions still refer to it';
  }
  const lost = action === 'changed' && properties.includes('GlobalSecondaryIndexes') ? indexes(then, before) : [];
  const left = new Set(indexes(now, after));
  const gone = lost.filter((name) => !left.has(name));
  return gone.length > 0
    ? `it loses the index ${gone.map((name) => shown(name, before, 'of a name by parameter')).join(', ')} while the current version may still read it`
    : undefined;
}

function indexes(resource: Json | undefined, { values }: Deployable): string[] {
  const list = values.resolve(own(propertiesOf(resource), 'GlobalSecondaryIndexes'));
  return (Array.isArray(list) ? list : []).filter(isObject).map((index) => String(own(index, 'IndexName')));
}

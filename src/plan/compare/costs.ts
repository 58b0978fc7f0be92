import { callerAt } from '../../callers/find/lookup';
import { own } from '../../template/json';
import type { Call, ChangedResource, Replacement } from '../schema';
import type { Deployable } from '../side';

type Cost = Pick<Replacement, 'harmless' | 'cost'>;

export const URL_COST: Cost = { harmless: false, cost: 'its address changes permanently, and the old one stops responding' };
export const SUBSCRIPTION_COST: Cost = { harmless: true, cost: 'the new subscription exists before the old one is deleted' };
export const PERMISSION_COST: Cost = { harmless: true, cost: 'the new permission exists before the old one is deleted' };

/** What is lost when CloudFormation replaces the resource, by its type. */
const COSTS: Readonly<Record<string, Cost>> = {
  'AWS::Lambda::Url': URL_COST,
  'AWS::SNS::Subscription': SUBSCRIPTION_COST,
  'AWS::Lambda::Permission': PERMISSION_COST,
  'AWS::Lambda::Function': { harmless: false, cost: 'its versions and aliases are deleted with it, and traffic does not shift gradually' },
  'AWS::Lambda::Alias': {
    harmless: false,
    cost: 'the new alias exists before the old one is deleted, and traffic does not shift gradually',
  },
  'AWS::Lambda::LayerVersion': { harmless: true, cost: 'existing function versions keep their layer version' },
  'AWS::CodeDeploy::DeploymentGroup': { harmless: true, cost: 'it contains only settings' },
  'AWS::IAM::Role': { harmless: true, cost: 'the new role exists before the old one is deleted' },
};
const DATA =
  /^AWS::(DynamoDB::(Global)?Table|S3::Bucket|SQS::Queue|RDS::DB(Instance|Cluster)|EFS::FileSystem|Kinesis::Stream|Cognito::UserPool|Logs::LogGroup)$/;

/** Resources that CloudFormation replaces, towards the alias and back, with what that costs. Those that cost something come first. */
export function replacementsIn(resources: readonly ChangedResource[], calls: readonly Call[], after: Deployable): Replacement[] {
  const found = resources.flatMap(({ id, type, action, certain }): Replacement[] => {
    const mine = calls.filter(({ resource }) => resource === id);
    if (action === 'replaced') {
      const cost = costOf(id, type, mine, after);
      return [
        { resource: id, type, ...cost, cost: certain ? cost.cost : `possibly, depending on a value that is not known: ${cost.cost}` },
      ];
    }
    const may = action === 'changed' ? mine.find((call) => callerAt(type, call.property)?.caller.update === 'may replace') : undefined;
    return may ? [{ resource: id, type, harmless: false, cost: watched('CloudFormation may replace it', may) }] : [];
  });
  return found.sort((a, b) => Number(a.harmless) - Number(b.harmless));
}

function costOf(id: string, type: string, calls: readonly Call[], { resources }: Deployable): Cost {
  const [call] = calls;
  if (type === 'AWS::Lambda::EventInvokeConfig' && call) {
    const [then, now] = [call.before, call.after].map((names) => names.join(' and '));
    return { harmless: true, cost: `its retries and destinations then apply to ${now}, no longer to ${then}` };
  }
  if (Object.hasOwn(COSTS, type)) return COSTS[type] as Cost;
  const policy = String(own(own(resources, id), 'UpdateReplacePolicy') ?? 'Delete');
  if (DATA.test(type)) {
    const fate = policy.startsWith('Retain') ? 'is retained outside the stack with its data' : 'is deleted with its data';
    return {
      harmless: false,
      cost: `the new one is empty, and the old one ${policy === 'Snapshot' ? 'is deleted after a snapshot' : fate}`,
    };
  }
  return { harmless: false, cost: watched('CloudFormation replaces it', call) };
}

/** What its service says of a move is said of a move to the alias; it holds for the way back as well. */
function watched(what: string, call: Call | undefined): string {
  const watch = call && callerAt(call.type, call.property)?.caller.watch;
  return watch === undefined ? what : `${what}: ${watch}`;
}

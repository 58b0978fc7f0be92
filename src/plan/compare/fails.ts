import { isShorthand } from '../../callers/apply/shorthands';
import { isObject, type Json, own } from '../../template/json';
import { eachReference } from '../../template/references';
import { dependsOn, FUNCTION, propertiesOf } from '../../template/template';
import { canonicalJson } from '../../version/canonical';
import type { ChangedResource, Fault, PlannedFunction } from '../schema';
import type { Deployable } from '../side';

/** Types whose custom name CloudFormation cannot give to a second resource while the first is there. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

/** Why CloudFormation or CodeDeploy will refuse the update, where that is certain. */
export function faultsIn(
  before: Deployable,
  after: Deployable,
  functions: readonly PlannedFunction[],
  resources: readonly ChangedResource[],
): Fault[] {
  const refused = functions.flatMap(({ id, deployment }): Fault[] =>
    deployment?.effect === 'refused' ? [{ resource: id, because: deployment.because }] : [],
  );
  return [...refused, ...resources.flatMap((change) => ofChange(change, before, after)), ...dangling(after, before)];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-resource-name.html */
function ofChange({ id, type, action, properties, certain }: ChangedResource, before: Deployable, after: Deployable): Fault[] {
  const [then, now] = [own(before.resources, id), own(after.resources, id)];
  if (action === 'added' || action === 'removed') return [];
  if (properties.includes('Type')) {
    return [
      {
        resource: id,
        because: `its type was ${own(then, 'Type')}, and an update cannot change the type of a resource: give it another logical ID`,
      },
    ];
  }
  const property = Object.hasOwn(NAMES, type) ? NAMES[type] : undefined;
  if (action !== 'replaced' || property === undefined || !certain) return [];
  const [was, is] = [before.values.resolve(own(propertiesOf(then), property)), after.values.resolve(own(propertiesOf(now), property))];
  if (was === undefined || canonicalJson(was) !== canonicalJson(is ?? null)) return [];
  return [{ resource: id, because: `it must be replaced, but its ${property} is still in use: change ${property} as well` }];
}

/** References to what is not there. Another transform or a module may add that, and what the deployed template refers to as well is there. */
function dangling(after: Deployable, before: Deployable): Fault[] {
  const types = Object.values(after.resources).map((resource) => String(own(resource, 'Type')));
  if (after.template.Transform !== undefined || types.some((type) => type.endsWith('::MODULE'))) return [];
  const known = new Set(missingIn(before).map(([, id]) => id));
  return missingIn(after)
    .filter(([, id]) => !known.has(id))
    .map(([resource, id]) => ({ resource, because: `it refers to ${id}, which does not exist in the template` }));
}

function missingIn({ template, resources }: Deployable): [owner: string, id: string][] {
  if (Object.keys(resources).some((id) => id.startsWith('Fn::'))) return [];
  const parameters = own(template, 'Parameters');
  const isThere = (id: string) => id.startsWith('AWS::') || own(resources, id) !== undefined || own(parameters, id) !== undefined;
  const outputs = own(template, 'Outputs');
  const places = [...Object.entries(resources), ...Object.entries(isObject(outputs) ? outputs : {})];
  return places.flatMap(([owner, node]) => {
    const missing = new Set(dependsOn(node).filter((id) => !isThere(id)));
    if (!hasTransform(node)) {
      eachReference(withoutMetadata(node), (id, attribute) => {
        // what only a released function has, such as Checkout.Alias
        const isOfRelease = own(own(resources, id), 'Type') === FUNCTION && isShorthand(id, attribute);
        if (isOfRelease) missing.add(`${id}.${attribute}`);
        else if (!isThere(id)) missing.add(id);
      });
    }
    return [...missing].map((id): [string, string] => [owner, id]);
  });
}

const withoutMetadata = (node: Json): Json => {
  if (!isObject(node)) return node;
  const { Metadata: _, ...rest } = node;
  return rest;
};

function hasTransform(node: Json): boolean {
  if (Array.isArray(node)) return node.some(hasTransform);
  return (
    isObject(node) &&
    (Object.hasOwn(node, 'Fn::Transform') ||
      Object.keys(node).some((key) => key.startsWith('Fn::ForEach')) ||
      Object.values(node).some(hasTransform))
  );
}

import { isObject, isScalar, type Json, type JsonObject, own } from '../../template/json';
import { soleReference } from '../../template/references';
import { Values } from '../../template/values';
import { HOOK_EVENTS, type HookEvent } from './model';

/** What CloudFormation says of a stack: its resources, and the processed template where it may be read. */
export interface StackParts {
  /** Logical ids of the nested stacks that lead to it; empty for the stack itself. */
  readonly path: readonly string[];
  readonly region: string;
  readonly accountId: string;
  readonly template: Json | undefined;
  /** Values of parameters; undefined for those that CloudFormation does not show. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
  readonly resources: readonly StackResource[];
}

export interface StackResource {
  readonly id: string;
  readonly type: string;
  /** undefined until it is made. */
  readonly physicalId: string | undefined;
  readonly status: string;
}

/** Where a function is released: its alias, and the deployment group that moves it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly alias: string;
  /** Logical id of the alias in its own stack, as stack events name it. */
  readonly aliasId: string;
  readonly path: readonly string[];
  readonly group: { readonly application: string; readonly name: string } | undefined;
  readonly hooks: Readonly<Partial<Record<HookEvent, string>>>;
}

const ALIAS_ARN = /^arn:[^:]+:lambda:[^:]+:[^:]+:function:([^:]+):([^:]+)$/;
const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]+:[^:]+:function:([^:]+)/;
const GONE = /^DELETE_(COMPLETE|SKIPPED)$/;

/** Resources that are there. CloudFormation also lists what it has deleted. */
export const present = (resources: readonly StackResource[]): StackResource[] => resources.filter(({ status }) => !GONE.test(status));

/** Every alias of a stack, in the order of the stack. */
export function placesOf(parts: StackParts): Place[] {
  const resources = present(parts.resources);
  const names = new Names(parts, resources);
  return resources.flatMap(({ id, type, physicalId }): Place[] => {
    const [, name, alias] = (type === 'AWS::Lambda::Alias' && ALIAS_ARN.exec(physicalId ?? '')) || [];
    if (name === undefined || alias === undefined) return [];
    const lambda = resources.find((one) => one.type === 'AWS::Lambda::Function' && one.physicalId === name)?.id;
    const policy = own(own(own(parts.template, 'Resources'), id), 'UpdatePolicy');
    const update = own(policy, 'CodeDeployLambdaAliasUpdate');
    const group = pair(names.of(own(update, 'ApplicationName')), names.of(own(update, 'DeploymentGroupName')));
    return [
      {
        id: [...parts.path, lambda ?? id].join('/'),
        name,
        alias,
        aliasId: id,
        path: parts.path,
        group: group ?? groupById(lambda, resources),
        hooks: hooksOf(update, names),
      },
    ];
  });
}

const pair = (application: string | undefined, name: string | undefined) =>
  application === undefined || name === undefined ? undefined : { application, name };

/**
 * SafeDeploy and SAM call it `<Function>DeploymentGroup`. Needed where the template may not be read, and while an update adds
 * a deployment group: which template CloudFormation shows then is not documented.
 */
function groupById(lambda: string | undefined, resources: readonly StackResource[]) {
  const application = resources.find(({ type }) => type === 'AWS::CodeDeploy::Application')?.physicalId;
  const group = resources.find(({ id, type }) => type === 'AWS::CodeDeploy::DeploymentGroup' && id === `${lambda}DeploymentGroup`);
  return pair(application, group?.physicalId);
}

function hooksOf(update: Json | undefined, names: Names): Place['hooks'] {
  const found = HOOK_EVENTS.map((event) => [event, names.of(own(update, `${event}Hook`))] as const);
  return Object.fromEntries(
    found.flatMap(([event, hook]) => (hook === undefined ? [] : [[event, FUNCTION_ARN.exec(hook)?.[1] ?? hook.split(':')[0]]])),
  );
}

/** The physical names that values of the template stand for. */
class Names {
  private readonly values: Values;
  private readonly physicalIds: ReadonlyMap<string, string | undefined>;

  constructor({ template, region, accountId, parameters }: StackParts, resources: readonly StackResource[]) {
    const known = [...parameters].filter((entry): entry is [string, string] => entry[1] !== undefined);
    const root: JsonObject = isObject(template) ? template : {};
    this.values = new Values(root, { region, accountId, parameterValues: Object.fromEntries(known) });
    this.physicalIds = new Map(resources.map(({ id, physicalId }) => [id, physicalId]));
  }

  /** undefined where there is none yet, or nobody can say. */
  of(node: Json | undefined): string | undefined {
    return this.physical(this.values.resolve(node));
  }

  private physical(value: Json | undefined): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (isScalar(value)) return String(value);
    const reference = soleReference(value);
    if (reference) return this.physicalIds.get(reference.id);
    const join = own(value, 'Fn::Join');
    const pieces = Array.isArray(join) && Array.isArray(join[1]) ? join[1].map((piece) => this.physical(piece)) : [undefined];
    return pieces.includes(undefined) ? undefined : pieces.join('');
  }
}

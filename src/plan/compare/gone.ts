import { type Json, own } from '../../template/json';
import { FUNCTION, isRetained } from '../../template/template';
import { APPLICATION, CHECKS_LOGS, CHECKS_ROLE, permissionId, SERVICE_ROLE } from '../../version/ids';
import type { Gone, Plan } from '../schema';
import type { Before, Deployable, Planned } from '../side';
import { aliasName } from './labels';
import { functionOf } from './processed';
import { typeOf } from './resources';

const VERSION = 'AWS::Lambda::Version';
const ALIAS = 'AWS::Lambda::Alias';
const SHARED = new Set([APPLICATION, SERVICE_ROLE, CHECKS_ROLE, CHECKS_LOGS]);
const POLICY = /SafeDeploy(ServiceRole|ChecksRole)?(Managed)?Policy\d*$|CallsPolicy$/;
/** Type and logical id of what is generated for a function, without the function's own. */
const OF_FUNCTION =
  /^AWS::(CodeDeploy::DeploymentGroup DeploymentGroup|CloudWatch::Alarm (Alias|Version)\w*Alarm\d*|Lambda::Function (Pre|Post)TrafficChecks)$/;

/**
 * Resources of the deployed template that the new one does not have, and what CloudFormation does with them. Where a value is
 * hidden, the new version has an id that nobody knows, and only `publishes` tells whether there is one.
 */
export function goneIn(
  { deployable: after, results }: Planned,
  { deployable: before }: Before,
  renewals: Plan['renewals'],
  replaced: ReadonlySet<string>,
  publishes: (id: string) => boolean,
): Gone[] {
  const released = new Set(results.flatMap(({ functions }) => functions.map(({ id }) => id)));
  const renewed = new Set(renewals.map(({ from }) => from));
  const fateOf = (id: string): Gone['fate'] => (isRetained(own(before.resources, id)) ? 'retained' : 'deleted');
  const owners = new Owners(before);
  return Object.entries(before.resources)
    .filter(([id]) => before.has(id) && !after.has(id) && !renewed.has(id))
    .flatMap(([id, resource]): Gone[] => {
      const type = typeOf(id, resource);
      const of = owners.of(id, resource);
      // Lambda deletes the versions of a function with it
      const isLeft = of !== undefined && !after.has(of);
      const isDeleted = of !== undefined && (isLeft ? fateOf(of) === 'deleted' : replaced.has(of) && !keepsOld(own(after.resources, of)));
      const fate = isDeleted ? 'deleted' : fateOf(id);
      if (of === undefined && owners.isShared(id)) return [{ id, type, fate, because: released.size > 0 ? 'unneeded' : 'unmarked' }];
      if (of === undefined || isLeft) return [{ id, type, fate, because: 'removed' }];
      if (!released.has(of)) return [{ id, type, fate, because: type === VERSION && !owners.hasAlias(of) ? 'removed' : 'unmarked' }];
      if (type !== VERSION) return [{ id, type, fate, because: 'unneeded' }];
      return publishes(of) ? [{ id, type, fate, because: 'superseded' }] : [];
    });
}

/** Does CloudFormation leave the old one when it replaces it? */
const keepsOld = (resource: Json | undefined): boolean => /^Retain/.test(String(own(resource, 'UpdateReplacePolicy')));

/** Which function something was generated for. A processed template says it by its references and its logical ids only. */
class Owners {
  private readonly functions: readonly string[];
  private readonly copies = new Map<string, string>();
  private readonly withAlias: ReadonlySet<string | undefined>;

  constructor(private readonly side: Deployable) {
    const all = Object.entries(side.resources);
    this.functions = all.filter(([, resource]) => own(resource, 'Type') === FUNCTION).map(([id]) => id);
    const aliases = all.filter(([, resource]) => own(resource, 'Type') === ALIAS);
    this.withAlias = new Set(aliases.map(([, alias]) => functionOf(alias)));
    const permissions = all.filter(([, resource]) => own(resource, 'Type') === 'AWS::Lambda::Permission');
    for (const [, alias] of aliases) {
      for (const [id] of permissions) this.copies.set(permissionId(id, aliasName(alias, side)), functionOf(alias) ?? '');
    }
  }

  of(id: string, resource: Json): string | undefined {
    const type = own(resource, 'Type');
    if (type === VERSION || type === ALIAS) return functionOf(resource);
    const generatedFor = this.functions.find((one) => id.startsWith(one) && OF_FUNCTION.test(`${type} ${id.slice(one.length)}`));
    return this.copies.get(id) || generatedFor || (type === FUNCTION ? id : undefined);
  }

  /** A version that no alias follows was released by nobody: the Serverless Framework makes such. */
  hasAlias(id: string): boolean {
    return this.withAlias.has(id);
  }

  isShared(id: string): boolean {
    const type = String(own(own(this.side.resources, id), 'Type'));
    return (
      SHARED.has(id) ||
      (/^AWS::IAM::(Managed)?Policy$/.test(type) && POLICY.test(id)) ||
      (type === 'AWS::CodeDeploy::DeploymentConfig' && id.startsWith('SafeDeploy'))
    );
  }
}

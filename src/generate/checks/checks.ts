import type { HookWithChecks } from '../../settings/hookChecks';
import type { HookEvent } from '../../settings/hooks';
import { getAtt, isNoValue } from '../../template/intrinsics';
import type { Json } from '../../template/json';
import type { Resource } from '../../template/template';
import type { Compilation } from '../../version/compilation';
import { CHECKS_LOGS, CHECKS_ROLE, checksId, SERVICE_ROLE } from '../../version/ids';
import type { Released } from '../../version/released';
import { usesGeneratedRole } from '../deploymentGroup';
import { type Grant, grantOf, INVOKE, whenever } from '../grants';
import { groupArn, REPORT } from '../hookPolicy';
import type { Limits } from '../serviceRole';
import { aliasAsText } from '../shorthands';
import { functionTags } from '../tags';
import { environment, target, tooManyBytes } from './environment';
import { checksFunction, checksLogs, checksPermission, checksRole } from './resources';

type Made = readonly (readonly [id: string, resource: Resource])[];

/**
 * The function that runs the checks of a hook, what lets CodeDeploy invoke it, and what its role must be allowed to do.
 */
export function checksOf(
  { functions, values, diagnostics }: Compilation,
  released: Released,
  event: HookEvent,
  { checks, path }: HookWithChecks,
  role: Json | undefined,
): { resources: Made; grants: Grant[]; waitsFor: string[] } {
  const id = checksId(released.id, event);
  const variables = environment(released, event, checks, aliasAsText(functions));
  const bytes = tooManyBytes(variables, values);
  if (bytes !== undefined) diagnostics.report('SD2304', path, { resource: released.id, bytes });
  const permission: Made = role === undefined || isNoValue(role) ? [] : [[`${id}Permission`, checksPermission(released, event, role)]];
  const when = whenever(released.condition);
  return {
    resources: [[id, checksFunction(released, event, checks, variables, functionTags(released, values))], ...permission],
    grants: [
      ...(usesGeneratedRole(role) ? [grantOf(released, SERVICE_ROLE, INVOKE, getAtt(id, 'Arn'), when)] : []),
      grantOf(released, CHECKS_ROLE, INVOKE, target(released, event), when),
      grantOf(released, CHECKS_ROLE, REPORT, groupArn(released.id), when),
    ],
    waitsFor: permission.map(([name]) => name),
  };
}

/** What all check functions of a stack share. */
export const sharedByChecks = (condition: string | undefined, limits: Limits, tags: Json | undefined): Made => [
  [CHECKS_ROLE, checksRole(condition, limits, tags)],
  [CHECKS_LOGS, checksLogs(condition, tags)],
];

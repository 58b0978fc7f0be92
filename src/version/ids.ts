import type { HookEvent } from '../settings/hooks';
import type { FunctionSettings } from '../settings/settings';
import { LONGEST_ID } from '../template/quotas';
import { shortHash } from './digest';

/** Logical ids of what is generated. They never change: another id replaces an alias or a group. */
export const APPLICATION = 'SafeDeployApplication';
export const SERVICE_ROLE = 'SafeDeployServiceRole';
export const CHECKS_ROLE = 'SafeDeployChecksRole';
export const CHECKS_LOGS = 'SafeDeployChecksLogs';

/** SAM's rule, so that a stack can come over from SAM without a new alias: logical ids hold letters and digits only. */
const inId = (alias: string): string => alias.replaceAll('-', 'D').replaceAll('_', 'U');

export const aliasId = ({ id, alias }: Pick<FunctionSettings, 'id' | 'alias'>): string => `${id}Alias${inId(alias)}`;
export const versionId = (id: string, digest: string): string => `${id}Version${digest}`;
export const groupId = (id: string): string => `${id}DeploymentGroup`;
/** Of what must be made anew. Cut where it would be too long, and told apart by the whole of it then. */
export const renewedId = (id: string, digest: string): string =>
  id.length + digest.length > LONGEST_ID ? id.slice(0, LONGEST_ID - digest.length) + shortHash([id, digest]) : id + digest;
export const permissionId = (permission: string, alias: string): string => `${permission}Alias${inId(alias)}`;
export const checksId = (id: string, event: HookEvent): string => `${id}${event}Checks`;
/** The nth policy of a role, whose limits an inline and a managed policy count against in their own ways. */
export const policyId = (role: string, kind: 'Policy' | 'ManagedPolicy', n: number): string =>
  `${role}${role.startsWith('SafeDeploy') ? '' : 'SafeDeploy'}${kind}${n > 1 ? n : ''}`;
/** Of a role whose calls moved, while its permissions stand on function and alias. */
export const callsPolicyId = (role: string): string => `${role}CallsPolicy`;

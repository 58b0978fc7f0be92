import type { HookEvent } from '../settings/hooks';
import type { FunctionSettings } from '../settings/settings';

/** Logical ids of what is generated. They never change: another id replaces an alias or a group (peers.md 6c). */
export const APPLICATION = 'SafeDeployApplication';
export const SERVICE_ROLE = 'SafeDeployServiceRole';
export const CHECKS_ROLE = 'SafeDeployChecksRole';
export const CHECKS_LOGS = 'SafeDeployChecksLogs';

/** SAM's rule, so that a stack can come over from SAM without a new alias: logical ids hold letters and digits only. */
const inId = (alias: string): string => alias.replaceAll('-', 'D').replaceAll('_', 'U');

export const aliasId = ({ id, alias }: Pick<FunctionSettings, 'id' | 'alias'>): string => `${id}Alias${inId(alias)}`;
export const versionId = (id: string, digest: string): string => `${id}Version${digest}`;
export const groupId = (id: string): string => `${id}DeploymentGroup`;
export const hookPolicyId = (id: string, hook: HookEvent): string => `${id}${hook}Policy`;
export const permissionId = (permission: string, alias: string): string => `${permission}Alias${inId(alias)}`;
export const checksId = (id: string, event: HookEvent): string => `${id}${event}Checks`;
export const checksPolicyId = (id: string): string => `${id}ChecksPolicy`;
export const callsPolicyId = (role: string): string => `${role}CallsPolicy`;

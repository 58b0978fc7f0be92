import { propertiesOf } from '../template/template';
import type { Values } from '../template/values';
import type { Released } from './released';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MOST_VERSIONS = 100;

/** Do versions of a managed instance stay when they leave the stack? SAM deletes them, because they all count. */
export const keepsVersions = ({ resource, settings }: Released, values: Values): boolean =>
  values.resolve(propertiesOf(resource).CapacityProviderConfig) !== undefined && settings.versionDeletionPolicy !== 'Delete';

import { functionOf } from '../../cli/support/templates';

/** A template that uses the macro. */
export const using = (...resources: string[]): string => `Transform: SafeDeploy\nResources:\n${resources.join('')}`;

/** A marked function F with other settings or more properties. */
export const marked = (metadata = '{}', properties = '', id = 'F'): string => functionOf(id, properties, metadata);

export const CANARY = '{Type: Canary10Percent10Minutes, Alarms: []}';

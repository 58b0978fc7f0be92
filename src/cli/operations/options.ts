import type { Arguments, Option } from '../command';
import { one } from '../template';
import { UsageError } from '../usage';

/** As the AWS CLI takes them. */
export const CONNECTION_OPTIONS: Readonly<Record<string, Option>> = {
  region: { value: 'REGION', text: 'The Region; default: that of the environment or the profile.' },
  profile: { value: 'NAME', text: 'A profile in the AWS configuration.' },
};

/** What all commands take that ask AWS about a stack. */
export const STACK_OPTIONS: Readonly<Record<string, Option>> = {
  stack: { value: 'NAME', text: 'The stack, by name or ARN. Nested stacks are included.' },
  ...CONNECTION_OPTIONS,
};

export interface Asked {
  readonly stack: string;
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

export function askedStack(given: Arguments): Asked {
  const stack = one(given, 'stack');
  if (stack === undefined || stack === '') throw new UsageError('Missing option --stack: the name of the stack.');
  return { stack, region: one(given, 'region'), profile: one(given, 'profile') };
}

/** Formats that exclude each other. */
export function refuseBoth(given: Arguments, ...names: readonly string[]): void {
  const both = names.filter((name) => given.options.has(name));
  if (both.length > 1) throw new UsageError(`${both.map((name) => `--${name}`).join(' and ')} cannot be combined.`);
}

/** A whole number that is not negative. */
export function numberOf(given: Arguments, name: string, otherwise: number): number {
  const text = one(given, name);
  if (text === undefined) return otherwise;
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`--${name} must be a whole number.`);
  return Number(text);
}

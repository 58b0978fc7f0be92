import type { Kind } from './kinds';
import type { Found } from './steps';

/** Where the law does not hold, decided by what the templates are like and never by which they are. */
export interface Exception {
  /** `<template before> to <template after>`, as in steps.ts. */
  readonly steps: readonly string[];
  readonly kind: Kind;
  readonly because: string;
  /** What would let the law hold. */
  readonly closedBy: string;
}

const ARRIVING = ['unmarked to marked'];
const LEAVING = ['changed to unmarked', 'marked to one unmarked'];
const LEAVING_WITH_BOTH = ['permissions on both to unmarked'];
const LEAVING_AT_LAST = ['stages deployed to unmarked'];

const STAY = 'an update with callers that stay, before';
const BOTH = 'an update with permissions on both, before';
const BOTH_THEN_STAY = 'two updates before: permissions on both, then callers that stay';
const BY_HAND = 'a deployment of that stage by its owner, between callers that stay and no mark';
const THE_AUTHOR = 'the author, who writes the alias later and takes it back sooner';

const exception = (steps: readonly string[], kind: Kind, closedBy: string, because: string): Exception => ({
  steps,
  kind,
  closedBy,
  because,
});

/** One that no longer occurs fails the test, so that this list stays true. */
export const EXCEPTIONS: readonly Exception[] = [
  exception(
    ARRIVING,
    'the permission waits for the caller',
    STAY,
    'SourceArn refers to the caller: CloudFormation changes the caller first, in every order.',
  ),
  exception(
    ARRIVING,
    'the permission refers to the stage',
    STAY,
    'SourceArn refers to the stage, and so the permission waits for the Deployment that the stage shows.',
  ),
  exception(
    ARRIVING,
    'the caller does not wait for the statement',
    STAY,
    'The policy is attached to the role from outside, and the caller waits for the role alone. plan names such callers.',
  ),
  exception(
    ARRIVING,
    'the alias waits for the caller',
    STAY,
    'What the release needs (a hook, a topic, an alarm) refers to the caller. plan names such callers.',
  ),
  exception(
    ARRIVING,
    'the permission goes before what was replaced',
    STAY,
    'A subscription or URL that does not wait for its permission may be removed after it. The new subscription gets each message too.',
  ),

  exception(LEAVING, 'the permission waits for the caller', BOTH, 'As when arriving, the other way round.'),
  exception(LEAVING, 'the permission refers to the stage', BOTH, 'As when arriving.'),
  exception(
    LEAVING,
    'the caller does not wait for the permission',
    BOTH,
    'The template of after is not written by the macro, and has no such wait.',
  ),
  exception(
    LEAVING,
    'the service looks for the permission before that is there',
    BOTH,
    'The same, of a service that looks for the permission at once: the bucket waits for it by a DependsOn that SafeDeploy had added.',
  ),
  exception(
    LEAVING,
    'the statement goes before the caller does',
    BOTH,
    'The caller waits for its role, whose statements are narrowed first. Permissions on both make a policy that goes last.',
  ),
  exception(
    LEAVING_WITH_BOTH,
    'the statement goes before the caller does',
    BOTH_THEN_STAY,
    'A statement under Fn::If does not go into that policy, which would have none where the condition does not hold.',
  ),
  exception(
    [...LEAVING, ...LEAVING_WITH_BOTH],
    'a stage outside the template goes on with the call',
    BY_HAND,
    'A stage that shows the alias has to be deployed anew while the alias is still there, and nothing in the template does that.',
  ),
  exception(
    [...LEAVING, ...LEAVING_WITH_BOTH],
    'a deployment goes on with the call',
    BOTH_THEN_STAY,
    'A Deployment by hand need not wait for all parts of its API, or keeps its logical id because its author named the alias.',
  ),
  exception(
    [...LEAVING, ...LEAVING_WITH_BOTH, ...LEAVING_AT_LAST],
    'the template goes on with the call',
    THE_AUTHOR,
    'A text of the template names the alias: `function:${Checkout}:live`.',
  ),
  exception(LEAVING_AT_LAST, 'a stage outside the template goes on with the call', THE_AUTHOR, 'It shows such a text.'),
  exception(LEAVING_AT_LAST, 'a deployment goes on with the call', THE_AUTHOR, 'It shows such a text.'),
];

export const exceptionFor = ({ step, kind }: Pick<Found, 'step' | 'kind'>): Exception | undefined =>
  EXCEPTIONS.find((one) => one.kind === kind && one.steps.includes(step));

/** A line for each violation that no exception covers. */
export const unexpected = (found: readonly Found[]): string[] =>
  found
    .filter((one) => !exceptionFor(one))
    .map(({ step, caller, calls, moment, kind }) => `${step}: ${caller} calls ${calls}: ${kind} (${moment})`);

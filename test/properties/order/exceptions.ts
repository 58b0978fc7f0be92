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
const FROM_BOTH = 'permissions on both to unmarked';
const FROM_STAY = 'callers stay to unmarked';

const A_WAIT = 'a wait that the macro can write';
const STAY = 'an update with callers that stay, before';
const BOTH = 'an update with permissions on both, before';
const NOTHING = 'nothing that the macro writes';

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
    A_WAIT,
    'Not built yet: SourceArn could say StageName instead of referring to the stage, as CDK writes it, and the Deployment wait then.',
  ),
  exception(
    ARRIVING,
    'the caller does not wait for the statement',
    STAY,
    'Nobody waits for a policy that is attached to its role from outside.',
  ),
  exception(
    [...ARRIVING, 'unmarked to callers stay'],
    'the alias waits for the caller',
    STAY,
    'What the release needs (a hook, a topic, an alarm) refers to the caller, or its author names the alias there. plan names such callers.',
  ),
  exception(
    ARRIVING,
    'the permission goes before what was replaced',
    STAY,
    'A subscription or URL that does not wait for its permission may be removed after it. The new subscription gets each message too.',
  ),
  exception(
    ['callers stay to marked', FROM_BOTH],
    'the permission goes before what was replaced',
    NOTHING,
    'The permission names a distribution, which waits for the URL. The distribution knows the new address by then.',
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
    'The template of after is not written by the macro: a bucket need not wait for the permission that was there when it was made.',
  ),
  exception(
    LEAVING,
    'the statement goes before the caller does',
    BOTH,
    'The caller waits for its role, whose statements are narrowed first. With permissions on both, a policy that goes last has them too.',
  ),
  exception(
    [FROM_BOTH],
    'the statement goes before the caller does',
    STAY,
    'A statement under a Fn::If is not in the policy that goes last: without the others that would have none.',
  ),
  exception(
    LEAVING,
    'the permission goes before what was replaced',
    BOTH,
    'The permission names a distribution, which waits for the URL, and the template of after is not written by the macro.',
  ),
  exception(
    [...LEAVING, FROM_BOTH, FROM_STAY],
    'a stage outside the template goes on with the call',
    STAY,
    'A stage that shows the alias has to be deployed anew while the alias is still there, and nothing in the template does that.',
  ),
  exception(
    [...LEAVING, FROM_BOTH],
    'a deployment goes on with the call',
    STAY,
    'A Deployment by hand need not wait for all parts of its API, or keeps its logical id because its author named the alias.',
  ),
  exception(
    [...LEAVING, FROM_BOTH, FROM_STAY],
    'the template goes on with the call',
    NOTHING,
    'A text of the template names the alias: `function:${Checkout}:live`.',
  ),
];

export const exceptionFor = ({ step, kind }: Pick<Found, 'step' | 'kind'>): Exception | undefined =>
  EXCEPTIONS.find((one) => one.kind === kind && one.steps.includes(step));

/** A line for each violation that no exception covers. */
export const unexpected = (found: readonly Found[]): string[] =>
  found
    .filter((one) => !exceptionFor(one))
    .map(({ step, caller, calls, moment, kind }) => `${step}: ${caller} calls ${calls}: ${kind} (${moment})`);

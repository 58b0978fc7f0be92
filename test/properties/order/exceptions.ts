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
  exception(ARRIVING, 'the caller does not wait for the permission', A_WAIT, 'Not built yet: it could depend on the permission.'),
  exception(ARRIVING, 'the caller does not wait for the statement', A_WAIT, 'Not built yet: it could depend on the policy.'),
  exception(
    ARRIVING,
    'the caller does not wait for the alias',
    A_WAIT,
    'Not built yet: where the body of an API spells the alias to close no circle, its new Deployment could depend on the alias.',
  ),
  exception(
    ARRIVING,
    'the service looks for the permission before that is there',
    A_WAIT,
    'Not built yet: a bucket that names F.Alias itself does not wait for the permission on the alias, which the macro makes.',
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
  exception(ARRIVING, 'the template goes on with the call', NOTHING, 'Keep lists a permission without its caller.'),

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
    'the statement goes before the caller does',
    STAY,
    'The caller waits for its role, whose statements are narrowed first. Permissions on both do not help, callers that stay do.',
  ),
  exception(
    LEAVING,
    'the permission goes before what was replaced',
    A_WAIT,
    'Not built yet: what waits for its permission is removed before it, and the template of before is written by the macro.',
  ),
  exception(
    LEAVING,
    'a stage outside the template goes on with the call',
    STAY,
    'A stage that shows the alias has to be deployed anew while the alias is still there, and nothing in the template does that.',
  ),
  exception(
    LEAVING,
    'a deployment goes on with the call',
    STAY,
    'A Deployment by hand need not wait for all parts of its API, or keeps its logical id because its author named the alias.',
  ),
  exception(LEAVING, 'the template goes on with the call', NOTHING, 'A text of the template names the alias: `function:${Checkout}:live`.'),
];

export const exceptionFor = ({ step, kind }: Pick<Found, 'step' | 'kind'>): Exception | undefined =>
  EXCEPTIONS.find((one) => one.kind === kind && one.steps.includes(step));

/** A line for each violation that no exception covers. */
export const unexpected = (found: readonly Found[]): string[] =>
  found
    .filter((one) => !exceptionFor(one))
    .map(({ step, caller, calls, moment, kind }) => `${step}: ${caller} calls ${calls}: ${kind} (${moment})`);

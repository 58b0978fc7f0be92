import { Deployable } from '../../../src/plan/side';
import type { Load } from '../../../src/rehearse/load';
import { steadyLoad } from '../../../src/rehearse/load';
import type { Version } from '../../../src/rehearse/release';
import { type Rollout, rolloutsOf } from '../../../src/rehearse/rollout';
import { type Rehearsed, simulate } from '../../../src/rehearse/simulate';
import type { JsonObject } from '../../../src/template/json';
import { transform } from '../../../src/transform/transform';
import type { Released } from '../../../src/version/released';
import { readYaml } from '../../support/fixtures';

const ENVIRONMENT = { region: 'us-east-1', accountId: '123456789012', parameterValues: {} };

/** A template with the marked function F, as the macro leaves it. */
export function released(mark: string, more = '', properties = ''): { released: Released; deployable: Deployable } {
  const template = readYaml(`Resources:
  F:
    Type: AWS::Lambda::Function
    Metadata: { SafeDeploy: ${mark} }
    Properties: { Code: { ZipFile: x }, Handler: i.h, Runtime: nodejs24.x, Role: 'arn:aws:iam::123456789012:role/r'${properties} }
${more}`);
  const { fragment, functions, diagnostics } = transform({ fragment: template, params: {}, ...ENVIRONMENT });
  const [first] = functions;
  if (!fragment || !first) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return { released: first, deployable: new Deployable(fragment, ENVIRONMENT) };
}

/** The release of F, which has one schedule. */
export function rolloutOf(mark: string, more = '', properties = ''): Rollout {
  const made = released(mark, more, properties);
  const [rollout] = rolloutsOf(made.released, made.deployable);
  if (!rollout?.steps) throw new Error('nobody knows its steps');
  return rollout as Rollout;
}

/** The alarms that SafeDeploy makes for F, by their logical ids. */
export function alarmsOf(mark: string): Map<string, JsonObject> {
  const { resources } = released(mark).deployable;
  const alarms = Object.entries(resources).filter(([, resource]) => (resource as JsonObject).Type === 'AWS::CloudWatch::Alarm');
  return new Map(alarms.map(([id, alarm]) => [id, (alarm as JsonObject).Properties as JsonObject]));
}

export const DURATION = { mean: 100, p99: 400 };
export const traffic = (callsPerMinute: number, errors = 0): Load => steadyLoad(callsPerMinute, errors, DURATION);

export const RUNS = 10_000;
export function runs(rollout: Rollout, load: Load, version: Partial<Version> = {}, seed = 1, horizon = 60): Rehearsed {
  return simulate(rollout, load, { fault: 0, latency: 1, ...version }, { runs: RUNS, seed, horizon });
}

/** The share of the runs that were stopped. */
export const stopped = (...given: Parameters<typeof runs>): number => runs(...given).minutes.length / RUNS;

/** Four standard errors of a share: one test of 16,000 would fail by chance, and the seed is fixed. */
export const within = (share: number): { least: number; most: number } => {
  const error = 4 * Math.sqrt(Math.max(share * (1 - share), 1 / RUNS) / RUNS);
  return { least: share - error, most: share + error };
};

export function expectShare(actual: number, expected: number): void {
  const { least, most } = within(expected);
  expect(actual).toBeGreaterThanOrEqual(least);
  expect(actual).toBeLessThanOrEqual(most);
}

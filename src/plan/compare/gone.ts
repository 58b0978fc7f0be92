import { type Json, own } from '../../template/json';
import { FUNCTION } from '../../template/template';
import type { Gone } from '../schema';
import type { Before, Deployable, Planned } from '../side';
import { functionOf } from './processed';

const VERSION = 'AWS::Lambda::Version';
const MADE = new Set([VERSION, 'AWS::Lambda::Alias', 'AWS::CodeDeploy::DeploymentGroup']);
/** What somebody may miss. What else SafeDeploy made goes without a trace. */
const MISSED = new Set([...MADE, FUNCTION, 'AWS::Lambda::Url']);

/**
 * Resources of the deployed template that the new one does not have, and what CloudFormation does with them. Where a value is
 * hidden, the new version has an id that nobody knows, and only `publishes` tells whether there is one.
 */
export function goneIn(
  { deployable: after, results }: Planned,
  { deployable: before }: Before,
  publishes: (id: string) => boolean,
): Gone[] {
  const released = new Set(results.flatMap(({ functions }) => functions.map(({ id }) => id)));
  const fateOf = (id: string | undefined): Gone['fate'] =>
    retains(id === undefined ? undefined : own(before.resources, id)) ? 'retained' : 'deleted';
  return Object.entries(before.resources)
    .filter(([id, resource]) => MISSED.has(String(own(resource, 'Type'))) && before.has(id) && !after.has(id))
    .flatMap(([id, resource]): Gone[] => {
      const type = String(own(resource, 'Type'));
      const of = type === FUNCTION ? id : ownerOf(id, resource, before.resources);
      // Lambda deletes the versions of a function with it
      const isLeft = of !== undefined && !after.has(of);
      const fate = isLeft && fateOf(of) === 'deleted' ? 'deleted' : fateOf(id);
      if (of === undefined || isLeft || !MADE.has(type)) return [{ id, type, fate, because: 'removed' }];
      if (!released.has(of)) return [{ id, type, fate, because: 'unmarked' }];
      if (type !== VERSION) return [{ id, type, fate, because: 'unneeded' }];
      return publishes(of) ? [{ id, type, fate, because: 'superseded' }] : [];
    });
}

function ownerOf(id: string, resource: Json, resources: Deployable['resources']): string | undefined {
  const named = functionOf(resource);
  if (named !== undefined) return named;
  const group = id.replace(/DeploymentGroup$/, '');
  return group !== id && own(resources, group) !== undefined ? group : undefined;
}

const retains = (resource: Json | undefined): boolean => /^Retain/.test(String(own(resource, 'DeletionPolicy')));

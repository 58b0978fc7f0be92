import { implies } from './conditions';
import { onlyIf, ref } from './intrinsics';
import { asList, type Json, type JsonObject, own } from './json';
import type { Resource } from './template';

/** Where a resource waits for one that may not be there: a DependsOn takes no Fn::If. docs/decisions.md */
export const WAITS = 'SafeDeployWaitsFor';

/** What to wait for, and the condition under which it is there. */
export interface Wait {
  readonly id: string;
  readonly condition: string | undefined;
}

/** A reference to wait by, where DependsOn might name what is not there. */
export const reference = ({ id, condition }: Wait): Json => onlyIf(condition ?? '', ref(id));

/** The resource, waiting for these too. `conditions` is the section that says which condition implies which. */
export function waiting(resource: Resource, waits: readonly Wait[], conditions: Json | undefined): Resource {
  const { Type, Condition, DependsOn, Metadata, ...rest } = resource;
  const isThere = ({ condition }: Wait) => condition === undefined || implies(conditions, Condition as string | undefined, condition);
  const always = [...asList(DependsOn), ...waits.filter(isThere).map(({ id }) => id)];
  const sometimes = [...asList(own(Metadata, WAITS)), ...waits.filter((wait) => !isThere(wait)).map(reference)];
  const said: JsonObject = sometimes.length > 0 ? { ...(Metadata as JsonObject), [WAITS]: sometimes } : ((Metadata ?? {}) as JsonObject);
  return {
    Type,
    ...(Condition === undefined ? {} : { Condition }),
    ...(always.length > 0 ? { DependsOn: always } : {}),
    ...(Object.keys(said).length > 0 ? { Metadata: said } : {}),
    ...rest,
  };
}

import type { FunctionSettings } from '../settings/settings';
import type { Resource } from '../template/template';
import type { Ingredients } from '../version/digest';

/** A marked function with everything that is decided about its release. */
export interface Released {
  readonly id: string;
  readonly resource: Resource;
  readonly settings: FunctionSettings;
  readonly ingredients: Ingredients;
  readonly digest: string;
  readonly versionId: string;
  readonly aliasId: string;
  /** The function's own condition: all that is its own exists when it does. */
  readonly condition: string | undefined;
}

/** The condition of a function's deployment group (PassthroughCondition, spec 2). */
export const groupCondition = ({ condition, settings }: Released): string | undefined =>
  settings.deployment?.passCondition === false ? undefined : condition;

/** Attributes in the order in which people write them; undefined ones are left out. */
export function resource(type: string, attributes: Partial<Record<string, unknown>>, properties: Record<string, unknown>): Resource {
  const all: Record<string, unknown> = { Type: type };
  addGiven(all, attributes);
  const given: Record<string, unknown> = {};
  addGiven(given, properties);
  all.Properties = given;
  return all as Resource;
}

function addGiven(to: Record<string, unknown>, values: Partial<Record<string, unknown>>): void {
  for (const name in values) if (values[name] !== undefined) to[name] = values[name];
}

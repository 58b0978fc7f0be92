import type { Resource } from '../template/template';

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

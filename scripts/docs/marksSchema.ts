import * as z from 'zod/mini';
import { defaultsSchema, functionSchema } from '../../src/settings/schema';

/**
 * JSON Schema of the marks in a template's Metadata, for editors. It says nothing about the rest of a template.
 * A resource that is no function takes a part of what a function takes (Ignore).
 */
export function marksSchema(): object {
  const both = z.object({ function: functionSchema, defaults: defaultsSchema });
  const { $schema, $defs, properties } = z.toJSONSchema(both, { reused: 'ref', override: withoutFlags });
  const inMetadata = (name: 'function' | 'defaults') => ({ type: 'object', properties: { SafeDeploy: properties?.[name] } });
  return {
    $schema,
    title: 'SafeDeploy marks in a CloudFormation template',
    type: 'object',
    properties: {
      Metadata: inMetadata('defaults'),
      Resources: {
        type: 'object',
        patternProperties: { '^[A-Za-z0-9]+$': { type: 'object', properties: { Metadata: inMetadata('function') } } },
      },
    },
    $defs,
  };
}

interface Override {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

/** JSON Schema's patterns have no flags: `true` in any case is spelt out. */
function withoutFlags({ zodSchema, jsonSchema }: Override): void {
  for (const { _zod } of zodSchema._zod.def.checks ?? []) {
    const { pattern } = _zod.def as { pattern?: RegExp };
    if (pattern?.flags === 'i') jsonSchema.pattern = pattern.source.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  }
}

import { SETTINGS } from '../../src/settings/schema';
import { JsonSchemas } from './jsonSchema';
import { nearly } from './misspelt';

/**
 * JSON Schema of the marks in a template's Metadata, for editors. It says nothing about the rest of a template.
 * A resource that is no function takes a part of what a function takes (Ignore).
 */
export function marksSchema(): object {
  const settings = Object.entries(SETTINGS);
  const schemas = new JsonSchemas(settings.map(([, { takes, editors }]) => editors ?? takes));
  const described = settings.map(([name, { takes, editors, text }]) => [name, { description: text, ...schemas.of(editors ?? takes) }]);
  const functionOnly = settings.filter(([, { templateOnly }]) => !templateOnly).map(([name]) => name);
  const refs = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
  const mark = (names: readonly string[]) => ({
    type: 'object',
    properties: { SafeDeploy: { type: 'object', properties: refs(names), additionalProperties: false } },
    patternProperties: { [nearly('SafeDeploy')]: false },
  });
  // a mark belongs under Metadata
  const misplaced = { SafeDeploy: false };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'SafeDeploy marks in a CloudFormation template',
    type: 'object',
    properties: {
      ...misplaced,
      Metadata: mark(settings.map(([name]) => name)),
      Resources: {
        type: 'object',
        patternProperties: { '^[A-Za-z0-9]+$': { type: 'object', properties: { ...misplaced, Metadata: mark(functionOnly) } } },
      },
    },
    $defs: { ...Object.fromEntries(described), ...schemas.definitions },
  };
}

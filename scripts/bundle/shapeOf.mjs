// Writes a zod schema down as plain data, which shapes.ts reads. What it does not know fails the build, so that no check gets lost.

const CHECKS = {
  string_format: ({ format, pattern }) => format === 'regex' && { pattern: [pattern.source, pattern.flags] },
  min_length: ({ minimum }) => ({ atLeast: minimum }),
  max_length: ({ maximum }) => ({ atMost: maximum }),
};

const TYPES = {
  string: () => 'string',
  number: () => 'number',
  boolean: () => 'boolean',
  unknown: () => 'unknown',
  any: () => 'unknown',
  literal: ({ values }) => ({ one: values }),
  enum: ({ entries }) => ({ one: Object.values(entries) }),
  array: ({ element }) => ({ list: shapeOf(element) }),
  record: ({ keyType, valueType }) => ({ record: [shapeOf(keyType), shapeOf(valueType)] }),
  union: ({ options }) => ({ any: options.map(shapeOf) }),
  object: ({ shape, catchall }) => ({
    object: Object.entries(shape).map(([name, type]) => [name, shapeOf(innerOf(type)), isOptional(type) ? 1 : 0]),
    ...(catchall?._zod.def.type === 'never' ? { strict: 1 } : {}),
  }),
};

const isOptional = (schema) => schema._zod.def.type === 'optional';
const innerOf = (schema) => (isOptional(schema) ? schema._zod.def.innerType : schema);
const refuse = (what) => {
  throw new Error(`${what} of zod stands in src/settings/schema.ts: teach it to scripts/bundle/shapeOf.mjs and shapes.ts`);
};

export function shapeOf(schema) {
  const { def } = schema._zod;
  const type = TYPES[def.type] ?? refuse(`the type ${def.type}`);
  const shape = def.check ? refuse(`the format ${def.format}`) : type(def);
  const checks = (def.checks ?? []).map(({ _zod: { def: check } }) => CHECKS[check.check]?.(check) || refuse(`the check ${check.check}`));
  return checks.length === 0 ? shape : { of: shape, checks };
}

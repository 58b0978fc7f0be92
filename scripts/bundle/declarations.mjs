// The types of the package: src/library/types.ts as it is, with the Plan written out. Nobody who uses them needs zod.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { exportsOf } from './asData.mjs';

const FUNCTIONS = `
export declare const transform: TransformTemplate;
export declare const plan: PlanTemplate;
export declare const lint: LintTemplate;
/** The version of SafeDeploy. */
export declare const version: string;
/** Thrown where a function is called with options that do not fit, such as a parameter without a value. */
export declare class UsageError extends Error {
  readonly mistakes: readonly string[];
}
`;

export async function declarations(root) {
  const { planSchema } = await exportsOf(`${root}src/plan/schema.ts`);
  const plan = `/** docs/plan.md describes it. */\nexport interface Plan ${typeOf(z.toJSONSchema(planSchema), '')}`;
  const types = readFileSync(`${root}src/library/types.ts`, 'utf8');
  const written = types.replace(/^\/\/.*\n/, '').replace(/^import type \{ Plan \} .*$/m, () => plan);
  if (/^import/m.test(written))
    throw new Error('src/library/types.ts imports more than the Plan: whoever installs the package has no such file');
  return `${written}${FUNCTIONS}`;
}

/** A JSON Schema as a type of TypeScript. What it does not know is no part of a plan. */
function typeOf(schema, indent) {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.type === 'array') return `readonly (${typeOf(schema.items, indent)})[]`;
  if (schema.type === 'object' && schema.properties) {
    const inner = `${indent}  `;
    const required = schema.required ?? [];
    const members = Object.entries(schema.properties).map(
      ([name, one]) =>
        `${one.description ? `${inner}/** ${one.description} */\n` : ''}${inner}readonly ${name}${required.includes(name) ? '' : '?'}: ${typeOf(one, inner)};\n`,
    );
    return `{\n${members.join('')}${indent}}`;
  }
  const names = [schema.type].flat();
  if (names.every((name) => ['string', 'number', 'boolean', 'null'].includes(name))) return names.join(' | ');
  throw new Error(`A plan has a part that scripts/bundle/declarations.mjs cannot write as a type: ${JSON.stringify(schema)}`);
}

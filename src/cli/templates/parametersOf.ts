import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Given } from '../parameters/given';
import { givenParameters } from '../parameters/sources';
import { UsageError } from '../usage';
import { matching } from './find';

/** What is given for some of the templates: `--parameters-for GLOB=FILE`. */
export interface ForTemplates {
  readonly file: string;
  readonly templates: readonly string[];
}

/** A pattern that stands for none of the templates is a mistake, and so is one that nobody can read. */
export async function parametersFor(said: readonly string[], files: readonly string[]): Promise<ForTemplates[]> {
  const there = new Set(files.filter((file) => file !== '-').map((file) => resolve(file)));
  const found: ForTemplates[] = [];
  const mistakes: string[] = [];
  for (const one of said) {
    const equals = one.indexOf('=');
    const [pattern, file] = [one.slice(0, equals), one.slice(equals + 1)];
    const templates = equals > 0 && file !== '' ? [...(await matching(pattern))].filter((path) => there.has(path)) : [];
    if (equals < 1 || file === '') mistakes.push('--parameters-for must have the form GLOB=FILE.');
    else if (templates.length === 0) mistakes.push(`--parameters-for: ${pattern} matches none of the templates.`);
    found.push({ file, templates });
  }
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  return found;
}

async function* nothing() {}

/** The values of one template: what stands beside it counts least, what is given for all of them most. */
export async function parametersOf(template: string, forTemplates: readonly ForTemplates[], given: Given): Promise<Given> {
  const path = resolve(template);
  const beside =
    template === '-'
      ? []
      : namesBeside(template)
          .filter((file) => existsSync(file))
          .slice(0, 1);
  const files = [...beside, ...forTemplates.filter(({ templates }) => templates.includes(path)).map(({ file }) => file)];
  const values = new Map<string, string>();
  for (const file of files) for (const [key, value] of await givenParameters([], file, nothing())) values.set(key, value);
  for (const [key, value] of given) values.set(key, value);
  return values;
}

/** `template.yaml.parameters.json`, or `template.parameters.json`. */
const namesBeside = (template: string): string[] => [
  `${template}.parameters.json`,
  `${template.replace(/\.(?:ya?ml|json|template)$/i, '')}.parameters.json`,
];

import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { InputError } from '../usage';

/** A file to look at. One that was found in a folder or by a pattern may hold something else than a template. */
export interface TemplateFile {
  readonly file: string;
  readonly isFound: boolean;
}

const IGNORED = ['**/node_modules/**', '**/.git/**'];
const IN_FOLDERS = '**/*.{yaml,yml,json,template}';
/** Links may lead in circles, and to the same file twice. */
const OPTIONS = { ignore: IGNORED, dot: true, followSymbolicLinks: false, expandDirectories: false } as const;

const isPattern = (said: string): boolean => /[*?[\]{}]/.test(said);

/** Files, folders and patterns, as files: each once, in the order of what was said, and of their names within that. */
export async function findTemplates(said: readonly string[]): Promise<TemplateFile[]> {
  const found = new Map<string, TemplateFile>();
  const mistakes: string[] = [];
  for (const one of said) {
    const files = await filesOf(one);
    if (files.length === 0)
      mistakes.push(statOf(one)?.isDirectory() ? `${one} contains no YAML or JSON files.` : `No file matches ${one}.`);
    for (const file of files) {
      const key = file.file === '-' ? '-' : resolve(file.file);
      const before = found.get(key);
      if (!before || (before.isFound && !file.isFound)) found.set(key, file);
    }
  }
  if (mistakes.length > 0) throw new InputError(...mistakes);
  return [...found.values()];
}

async function filesOf(said: string): Promise<TemplateFile[]> {
  const isFolder = said !== '-' && statOf(said)?.isDirectory();
  // what is not there is named, and its absence reported by whoever reads it
  if (!isFolder && (said === '-' || existsSync(said) || !isPattern(said))) return [{ file: said, isFound: false }];
  const { glob } = await import('tinyglobby');
  const files = isFolder
    ? (await glob(IN_FOLDERS, { ...OPTIONS, cwd: said })).map((file) => join(said, file))
    : await glob(said, { ...OPTIONS, absolute: isAbsolute(said) });
  return files.sort().map((file) => ({ file, isFound: true }));
}

const statOf = (said: string) => statSync(said, { throwIfNoEntry: false });

/** The files that a pattern stands for, by their full paths. */
export async function matching(pattern: string): Promise<ReadonlySet<string>> {
  return new Set((await filesOf(pattern)).map(({ file }) => resolve(file)));
}

import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** Where SAM's translator may be: in the Python that was named; else in the environment of the SAM CLI, then in whatever Python is on the path. */
export function pythons(named: string | undefined, path: string = process.env.PATH ?? ''): readonly string[] {
  if (named !== undefined) return [/[\\/]/.test(named) ? resolve(named) : named];
  const sam = onPath('sam', path);
  const ofSam = sam === undefined ? undefined : pythonOf(sam);
  return [...new Set([...(ofSam === undefined ? [] : [ofSam]), 'python3', 'python'])];
}

function onPath(name: string, path: string): string | undefined {
  const places = path.split(delimiter).map((folder) => join(folder, name));
  return places.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A script may call another one, as Homebrew's do. */
const MOST_SCRIPTS = 3;
const HEAD = 512;

/** The Python that runs a script, by its first lines; undefined for a program, such as the SAM CLI of AWS's own installer. */
function pythonOf(script: string): string | undefined {
  let file = script;
  for (let i = 0; i < MOST_SCRIPTS; i++) {
    const head = headOf(file);
    if (!head?.startsWith('#!')) return undefined;
    const [python] = /(?:\/[^\s"']*)?\bpython[\d.]*(?=["'\s]|$)/.exec(head) ?? [];
    if (python !== undefined) return python;
    const [, next] = /["'\s](\/[^\s"']*\/sam)(?=["'\s]|$)/.exec(head) ?? [];
    if (next === undefined) return undefined;
    file = next;
  }
  return undefined;
}

function headOf(file: string): string | undefined {
  try {
    const bytes = Buffer.alloc(HEAD);
    const descriptor = openSync(file, 'r');
    const length = readSync(descriptor, bytes);
    closeSync(descriptor);
    return bytes.toString('utf8', 0, length);
  } catch {
    return undefined;
  }
}

/** A working directory in which Python finds no module of somebody else. */
export const ROOT = dirname(process.execPath);

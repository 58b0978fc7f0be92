import { randomUUID } from 'node:crypto';
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../usage';

/** Writes a file as a whole or not at all. One that is there keeps its mode, and a link goes on pointing to it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  let beside: string | undefined;
  try {
    const target = await realpath(file).catch(() => file);
    const mode = (await stat(target).catch(() => undefined))?.mode;
    beside = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}.tmp`);
    await writeFile(beside, text, { flag: 'wx' });
    if (mode !== undefined) await chmod(beside, mode);
    await rename(beside, target);
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (beside !== undefined) await rm(beside, { force: true }).catch(() => undefined);
    if (code === undefined) throw fault;
    throw new UsageError(`${file} cannot be written (${code}).`);
  }
}

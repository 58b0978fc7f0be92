import { randomUUID } from 'node:crypto';
import { access, chmod, constants, lstat, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../usage';

/** Writes a file as a whole or not at all. One that is there keeps its mode, and a link goes on pointing to it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  let beside: string | undefined;
  try {
    const target = await realpath(file).catch(() => undefined);
    const there = target === undefined ? await lstat(file).catch(() => undefined) : await stat(target);
    // a device or a pipe must stay what it is, and a link may lead to a file that is not there yet
    if (there && !there.isFile()) return await writeFile(file, text);
    if (there) await access(file, constants.W_OK); // a rename would not ask
    const place = target ?? file;
    beside = join(dirname(place), `.${basename(place)}.${randomUUID().slice(0, 8)}.tmp`);
    await writeFile(beside, text, { flag: 'wx' });
    if (there) await chmod(beside, there.mode);
    await rename(beside, place);
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (beside !== undefined) await rm(beside, { force: true }).catch(() => undefined);
    if (code === undefined) throw fault;
    throw new InputError(`${file} cannot be written (${code}).`);
  }
}

import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Findings } from '../diagnostics/findings';
import { InputError } from '../usage';
import { Source } from './source';

/** Twice what CloudFormation takes of a template: comments and indentation count there too, but may still be stripped. */
const MOST_BYTES = 2_000_000;
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'cannot be read: permission denied',
};
/** More than most templates have, so that one read is enough. */
const CHUNK = 65_536;

/** The text of a file, or of `-`, the standard input. No more of it is read than is taken. */
export async function readSource(file: string, stdin: AsyncIterable<Uint8Array>): Promise<{ source: Source; bytes: Buffer }> {
  try {
    return sourceOf(file === '-' ? '<stdin>' : file, file === '-' ? await ofStream(stdin) : ofFile(file));
  } catch (fault) {
    throw unreadable(file, fault);
  }
}

export interface Read {
  readonly source: Source;
  readonly bytes: Buffer;
}

/** A file that a template names. */
export function readFile(file: string): Read {
  try {
    return sourceOf(file, ofFile(file));
  } catch (fault) {
    throw unreadable(file, fault);
  }
}

const sourceOf = (name: string, bytes: Buffer): Read => ({
  source: new Source(name, bytes.toString('utf8').replace(/^\uFEFF/, '')),
  bytes,
});

function unreadable(file: string, fault: unknown): unknown {
  const { code } = fault as NodeJS.ErrnoException;
  return code === undefined ? fault : new InputError(`${file} ${REASONS[code] ?? `cannot be read (${code})`}.`);
}

async function ofStream(stdin: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Waits for the disk: over a thousand files a stream for each takes twenty times as long, and there is nothing else to do. */
function ofFile(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length <= MOST_BYTES; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(descriptor, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      length += read;
    }
    return chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
  }
}

/** Is it text of a size that a template may have? */
export function checkBytes(bytes: Buffer, source: Source, findings: Findings): boolean {
  const start = { start: 0, end: 0 };
  if (bytes.length > MOST_BYTES) findings.report('SD1102', source.place(start), { limit: MOST_BYTES.toLocaleString('en') });
  else if (!isUtf8(bytes)) {
    const bad = Math.max(0, source.text.indexOf('\uFFFD'));
    findings.report('SD1101', source.place({ start: bad, end: bad + 1 }));
  }
  return !findings.hasErrors;
}

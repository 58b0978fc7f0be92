import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/template/json';
import { node } from '../../bundle/support/run';

/** Release 1.9 of the validator can hang. */
const SECONDS = 200;

/** The errors that the validator finds. Its warnings are about what the peers wrote, as they were before. */
export function errorsIn(templates: readonly JsonObject[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'safedeploy-validate-'));
  const files = templates.map((template, n) => {
    const file = join(folder, `${n}.json`);
    writeFileSync(file, JSON.stringify(template));
    return file;
  });
  const { status, stdout, stderr } = node(['scripts/validate.mjs', ...files], '', SECONDS);
  rmSync(folder, { recursive: true, force: true });
  if (status === null) throw new Error(`no answer in ${SECONDS} seconds`);
  return (stdout + stderr).split('\n').filter((line) => line !== '' && !line.includes(': WARN '));
}

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperationFault } from '../operations/fault';

const NAME = join('dist', 'safedeploy.yaml');

/** The one-file template that came with this command line, from the folder of the package. */
export function packagedTemplate(from = ownFolder()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (isPackage(folder) && existsSync(join(folder, NAME))) return readFileSync(join(folder, NAME), 'utf8');
    if (folder === dirname(folder)) throw new OperationFault('SD1350', {});
  }
}

/** A module has no __dirname, and is the program that runs. */
const ownFolder = (): string => (typeof __dirname === 'string' ? __dirname : dirname(realpathSync(process.argv[1] ?? '.')));

function isPackage(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === 'safedeploy';
}

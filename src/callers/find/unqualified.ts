import type { Environment } from '../../template/environment';
import type { Json } from '../../template/json';
import { addressesOf } from './address';
import type { NamesInText } from './namesInText';

interface Marked {
  readonly functions: ReadonlyMap<string, unknown>;
  readonly environment: Environment;
}

/** The marked functions that an address names, in whatever form, without a qualifier. `condition` is that of the resource that names them. */
export function unqualifiedIn(
  address: Json,
  condition: Json | undefined,
  names: NamesInText,
  { functions, environment }: Marked,
): readonly string[] {
  const addresses = addressesOf(address, (id) => functions.has(id), 'value', false, environment);
  const unqualified = [...addresses].flatMap(([id, { edits }]) => (edits.length > 0 ? [id] : []));
  return [...new Set([...unqualified, ...names.functionsIn(address, condition)])].filter((id) => functions.has(id));
}

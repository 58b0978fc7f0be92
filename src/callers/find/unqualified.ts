import type { Json } from '../../template/json';
import { addressesOf } from './address';
import type { NamesInText } from './namesInText';

/** The marked functions that an address names, in whatever form, without a qualifier. `condition` is that of the resource that names them. */
export function unqualifiedIn(address: Json, condition: Json | undefined, names: NamesInText): readonly string[] {
  const addresses = addressesOf(address, { how: 'value', isCallee: false, condition }, names);
  return [...addresses].flatMap(([id, { edits }]) => (edits.length > 0 ? [id] : []));
}

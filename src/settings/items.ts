import { asList, isScalar } from '../template/json';
import type { Values } from '../template/values';
import type { Statement } from './marks';

/**
 * The items of a list that macro time decides, each with how a message may show it: as its author wrote it, and what came through
 * parameters by their names.
 */
export function itemsOf({ value, path }: Statement, values: Values): Map<string, string> {
  const found = new Map<string, string>();
  for (const said of asList(values.unwrap(value))) {
    const read = values.parametersIn(said);
    for (const item of asList(values.resolve(said))) {
      const parameters = read.length === 0 && path[0] === 'Transform' ? values.parametersWith(item) : read;
      const shown = parameters.length > 0 ? `an item that the parameter ${parameters.join(' or ')} decides` : String(item);
      if (isScalar(item)) found.set(String(item), shown);
      else found.set('?', '?');
    }
  }
  return found;
}

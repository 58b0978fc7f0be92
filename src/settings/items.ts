import { asList, isScalar, type Json } from '../template/json';
import type { Values } from '../template/values';
import type { Statement } from './marks';

/**
 * The items of a list that macro time decides, each with how a message may show it: as its author wrote it, and what came through
 * parameters by their names.
 */
export function itemsOf({ value, path }: Statement, values: Values): Map<string, string> {
  const shown = (said: Json, item: Json): string => {
    const parameters = new Set([...values.parametersIn(said), ...(path[0] === 'Transform' ? values.parametersWith(item) : [])]);
    return parameters.size > 0 ? `an item that the parameter ${[...parameters].join(' or ')} decides` : String(item);
  };
  const items = asList(values.unwrap(value)).flatMap((said) =>
    asList(values.resolve(said)).map((item) => (isScalar(item) ? ([String(item), shown(said, item)] as const) : (['?', '?'] as const))),
  );
  return new Map(items);
}

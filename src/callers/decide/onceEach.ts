import type { Json } from '../../template/json';
import type { Compilation } from '../../version/compilation';
import type { Consumer } from './consumers';
import { REASONS } from './reasons';

/**
 * Lambda takes one such resource for each qualifier. Where the alias has its own, that of the function stays: with the same
 * qualifier its replacement could not be made. Move moves it all the same.
 */
export function keepOnceEach(consumers: readonly Consumer[], { template, values, functions }: Compilation): readonly Consumer[] {
  const key = ({ mention, caller, function: id }: Consumer) => [mention.type, caller?.at, id].join();
  const isThere = ({ mention: { owner } }: Consumer) => values.mayExist(template.Resources[owner] as Json);
  const taken = new Set(
    consumers.filter((one) => one.caller?.onceEach && one.address.qualifiers.has('alias') && isThere(one)).map((one) => key(one)),
  );
  if (taken.size === 0) return consumers;
  return consumers.map((one) => {
    const isAsked = functions.get(one.function)?.settings.move.has(one.mention.owner);
    if (one.outcome !== 'moved' || !taken.has(key(one)) || isAsked) return one;
    return { ...one, outcome: 'kept', because: REASONS.aliasHasOne, qualifierAt: undefined };
  });
}

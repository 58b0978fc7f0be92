import type { Arguments } from '../command';
import type { Loads, LoadWorld } from '../rehearse/loads';
import { one } from '../template';
import type { RehearseAll } from './lintTemplate';

/** What says how much traffic there is. */
export const TRAFFIC = ['traffic', 'stack'];
/** Enough for two digits. */
const RUNS = 2_000;

/** The rehearsals that lint judges: of a version that fails one request in four, and of a good one. */
export async function rehearseAll(given: Arguments, loads: Loads, world: LoadWorld): Promise<RehearseAll> {
  const { BAD, rehearse } = await import('../../rehearse/rehearse');
  const name = one(given, 'stack');
  const connection = { region: one(given, 'region'), profile: one(given, 'profile') };
  const source = name === undefined ? undefined : { name, client: await world.connect(connection), ...connection };
  return async (functions, deployable) => {
    const known = await loads.of(functions, source, world);
    return functions.flatMap((released) => {
      const load = released.settings.deployment && deployable.has(released.id) ? known.get(released.id) : undefined;
      const rehearsals = load ? rehearse(released, deployable, load, { versions: [BAD], runs: RUNS, seed: 1 }) : [];
      return rehearsals.filter((rehearsal) => rehearsal !== null);
    });
  };
}

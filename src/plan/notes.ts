import { versionVariable } from '../generate/hookEnvironment';
import { keepsVersions, MOST_VERSIONS } from '../lint/managedInstances';
import type { Released } from '../version/released';
import type { Planned } from './side';

/** What somebody must know about a function beside what happens to its traffic and its callers. */
export function notesOn(released: Released, { deployable, results }: Planned): string[] {
  const { id } = released;
  const untold = results.flatMap((result) => result.untold).filter((one) => one.function === id);
  return [
    ...untold.map(
      ({ hook }) => `${hook} is not told the new version: its environment, of 4,096 bytes, has no room for ${versionVariable(id)}`,
    ),
    ...(keepsVersions(released, deployable.values)
      ? [`its versions stay when they leave the stack, and a capacity provider takes ${MOST_VERSIONS} versions`]
      : []),
  ];
}

import { versionVariable } from '../generate/hookEnvironment';
import { keepsVersions, MOST_VERSIONS } from '../version/managedInstances';
import type { Released } from '../version/released';
import { isLocalCode, UNPACKAGED } from './localCode';
import type { Planned } from './side';

/** What somebody must know about a function beside what happens to its traffic and its callers. */
export function notesOn(released: Released, { deployable, results }: Planned): string[] {
  const { id } = released;
  const untold = results.flatMap((result) => result.untold).filter((one) => one.function === id);
  const { alias, gone = [] } = released.takenOver ?? {};
  return [
    ...(isLocalCode(released) ? [`${UNPACKAGED}, so its logical ID is different here`] : []),
    ...(alias ? [`${alias.id} from the template becomes the managed alias and stays the same alias`] : []),
    ...(gone.length > 0 ? [`${gone.join(', ')} from the template: replaced by generated resources, and references are updated`] : []),
    ...untold.map(({ hook }) => `${hook} does not get ${versionVariable(id)}: its environment has no room (Lambda accepts 4,096 bytes)`),
    ...(keepsVersions(released, deployable.values)
      ? [`versions are retained when they leave the stack, and a capacity provider accepts at most ${MOST_VERSIONS} versions`]
      : []),
  ];
}

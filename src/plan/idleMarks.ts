import { own } from '../template/json';
import { FUNCTION } from '../template/template';
import type { Planned } from './side';

/** Functions whose marks nobody reads, for no Transform names the macro: they look released, and are not. */
export function idleMarks({ results, deployable: { resources } }: Planned): string[] {
  if (results.length > 0) return [];
  const isMarked = (id: string) =>
    own(resources[id], 'Type') === FUNCTION && own(own(resources[id], 'Metadata'), 'SafeDeploy') !== undefined;
  return Object.keys(resources).filter(isMarked);
}

import { type Graph, reachable } from '../template/graph';

/** How many others one after the other wait before it. Of one level nobody waits for another. */
export function levelsOf(owners: ReadonlySet<string>, graph: Graph): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const level = (owner: string): number => {
    const known = levels.get(owner);
    if (known !== undefined) return known;
    levels.set(owner, 0); // a circle of the author's ends here
    const before = [...reachable(graph, owner)].filter((id) => id !== owner && owners.has(id));
    const own = Math.max(-1, ...before.map(level)) + 1;
    levels.set(owner, own);
    return own;
  };
  owners.forEach(level);
  return levels;
}

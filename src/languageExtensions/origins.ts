import type { Trail } from '../template/json';

interface Node {
  from?: Trail;
  readonly children: Map<string | number, Node>;
}

/** Where the parts of the result were written: whatever a loop makes, or a key that a loop variable changes, has moved. */
export class Origins {
  private readonly root: Node = { children: new Map() };

  /** What stands at `to` in the result was written at `from`. */
  move(to: Trail, from: Trail): void {
    let node = this.root;
    for (const step of to) {
      const next: Node = node.children.get(step) ?? { children: new Map() };
      node.children.set(step, next);
      node = next;
    }
    node.from = from;
  }

  /** The author's path for a path of the result. */
  of(path: Trail): Trail {
    let node: Node | undefined = this.root;
    let origin = path;
    for (let depth = 0; depth < path.length && node; depth++) {
      node = node.children.get(path[depth] as string | number);
      if (node?.from) origin = [...node.from, ...path.slice(depth + 1)];
    }
    return origin;
  }
}

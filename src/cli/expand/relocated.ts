import type { Trail } from '../../template/json';

const startsWith = (path: Trail, start: Trail): boolean => start.every((step, index) => path[index] === step);

/** Where the parts of a fragment stand in the file, when CloudFormation has moved them. */
export class Relocated {
  private readonly moves: { readonly from: Trail; readonly to: Trail }[] = [];

  /** What the core will find at `from` was written at `to`. */
  move(from: Trail, to: Trail): void {
    this.moves.push({ from, to });
  }

  /** `Transform` in a path of the core is the call that runs. */
  path(path: Trail, call: Trail): Trail {
    if (path[0] === 'Transform') return [...call, ...path.slice(1)];
    const move = this.moves.find(({ from }) => startsWith(path, from));
    return move ? [...move.to, ...path.slice(move.from.length)] : path;
  }
}

import { dependencyGraph, type Graph } from '../../template/graph';
import type { Template } from '../../template/template';
import type { Comparison, PlannedFunction } from '../schema';
import type { Deployable } from '../side';

type Duration = Comparison['duration'];
type Way = { readonly minutes: number; readonly functions: readonly string[] };

/**
 * How long the update takes at least: CodeDeploy shifts aliases in parallel, unless one of them waits for another. What hooks and
 * CloudFormation itself take comes on top.
 */
export function durationOf(functions: readonly PlannedFunction[], { template, resources }: Deployable): Duration {
  const shifting = new Map(
    functions.filter(({ deployment }) => deployment?.effect === 'shifts').map((one) => [one.alias.id, { id: one.id, minutes: least(one) }]),
  );
  const graph = dependencyGraph({ ...template, Resources: resources } as Template);
  const longest = new Ways(graph, shifting);
  const ways = [...shifting.keys()].map((alias) => longest.to(alias));
  return ways.reduce<Way>((most, way) => (way.minutes > most.minutes ? way : most), { minutes: 0, functions: [] }) as Duration;
}

/** Where CloudFormation decides between schedules, or nobody knows one, the shortest. */
const least = ({ schedules }: PlannedFunction): number => Math.min(...schedules.map(({ steps }) => steps?.at(-1)?.minute ?? 0));

class Ways {
  private readonly known = new Map<string, Way>();

  constructor(
    private readonly graph: Graph,
    private readonly shifting: ReadonlyMap<string, { readonly id: string; readonly minutes: number }>,
  ) {}

  /** The longest way to the end of a resource's update. What waits in a circle CloudFormation refuses. */
  to(id: string): Way {
    const known = this.known.get(id);
    if (known) return known;
    this.known.set(id, NOTHING);
    const before = [...(this.graph.get(id) ?? [])]
      .map((other) => this.to(other))
      .reduce((most, way) => (way.minutes > most.minutes ? way : most), NOTHING);
    const own = this.shifting.get(id);
    const way = own ? { minutes: before.minutes + own.minutes, functions: [...before.functions, own.id] } : before;
    this.known.set(id, way);
    return way;
  }
}

const NOTHING: Way = { minutes: 0, functions: [] };

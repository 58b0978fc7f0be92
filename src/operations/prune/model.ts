/** What there is of a function, and what prune makes of it. `prune --json` writes lists of these. */
export interface PrunedFunction {
  /** Logical id, after those of the nested stacks that it is in. */
  readonly id: string;
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly PrunedVersion[];
}

export interface PrunedVersion {
  readonly version: string;
  /** Of code; 0 for container images, which Lambda does not count. */
  readonly bytes: number;
  readonly modified: string | null;
  readonly fate: 'keep' | 'delete' | 'deleted' | 'refused';
  /** Why it is kept, or why Lambda refused to delete it. */
  readonly because: string | null;
}

export interface Version {
  readonly version: string;
  readonly arn: string;
  readonly bytes: number;
  readonly modified: string | null;
  readonly isDurable: boolean;
}

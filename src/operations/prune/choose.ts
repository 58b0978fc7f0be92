import type { PrunedVersion, Version } from './model';

/** Newest first: Lambda numbers versions in the order in which they are published, and never uses a number again. */
export const newestFirst = (versions: readonly Version[]): Version[] =>
  versions.filter(({ version }) => /^\d+$/.test(version)).toSorted((a, b) => Number(b.version) - Number(a.version));

/** Those that go unless something uses them. */
export const beyond = (versions: readonly Version[], keep: number): Version[] => newestFirst(versions).slice(keep);

interface Reasons {
  readonly keep: number;
  readonly uses: ReadonlyMap<string, string>;
  /** An action that was refused, so that nobody knows what is used. */
  readonly unknown: string | undefined;
}

/** Keeps the newest, what is used, and everything where nobody knows. */
export function choose(versions: readonly Version[], { keep, uses, unknown }: Reasons): PrunedVersion[] {
  return newestFirst(versions).map(({ version, bytes, modified }, index) => {
    const because =
      uses.get(version) ??
      (index < keep ? `one of the newest ${keep}` : undefined) ??
      (unknown === undefined ? undefined : `it is not known whether it is in use: ${unknown} is not allowed`);
    return { version, bytes, modified, fate: because === undefined ? 'delete' : 'keep', because: because ?? null };
  });
}

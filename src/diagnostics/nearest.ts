/** Edit distance of two words (optimal string alignment): two letters that changed places are one mistake. */
export function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swapped));
    }
  }
  return at(a.length, b.length);
}

/** The name that was probably meant: at most a third of it differs, or one holds the other. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const lower = word.toLowerCase().slice(0, 100);
  const ranked = names
    .map((name) => {
      const other = name.toLowerCase();
      const contained = lower.length > 3 && (other.includes(lower) || lower.includes(other));
      return { name, cost: contained ? Math.min(1, distance(lower, other)) : distance(lower, other) };
    })
    .sort((a, b) => a.cost - b.cost);
  const best = ranked[0];
  return best && best.cost <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** ` Did you mean Hooks?`, or nothing. */
export const didYouMean = (word: string, names: readonly string[]): string => {
  const name = nearest(word, names);
  return name === undefined ? '' : ` Did you mean ${name}?`;
};

/** Edit distance of two words, case aside (Levenshtein, one row). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
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

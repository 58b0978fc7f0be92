/** Is there a text that both patterns hold? `*` is any text and `?` any character in either. */
export function globsMeet(one: string, other: string): boolean {
  let row = new Set([0]);
  const starred = (from: ReadonlySet<number>): Set<number> => {
    const all = new Set(from);
    for (const at of all) if (other[at] === '*') all.add(at + 1);
    return all;
  };
  row = starred(row);
  for (const character of one) {
    const next = new Set<number>();
    if (character === '*') {
      const first = Math.min(...row);
      for (let at = first; at <= other.length; at++) next.add(at);
    } else {
      for (const at of row) {
        const against = other[at];
        if (against === '*') next.add(at);
        else if (against !== undefined && (against === character || against === '?' || character === '?')) next.add(at + 1);
      }
    }
    row = starred(next);
    if (row.size === 0) return false;
  }
  return row.has(other.length);
}

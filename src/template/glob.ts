/** `*` stands for any text, `?` for one character. Without backtracking into more than the last `*`: a template is hostile input. */
export function matchesGlob(text: string, glob: string): boolean {
  let [at, position, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    if (glob[position] === '*') [star, retry] = [position++, at];
    else if (glob[position] === text[at] || glob[position] === '?') [at, position] = [at + 1, position + 1];
    else if (star >= 0) [position, at] = [star + 1, ++retry];
    else return false;
  }
  return /^\**$/.test(glob.slice(position));
}

const anyCase = (letter: string): string => `[${letter.toUpperCase()}${letter.toLowerCase()}]`;

/** A pattern for names that are nearly this one: in another case, with a separator, or with one letter wrong, missing, added or swapped. */
export function nearly(name: string): string {
  const letters = [...name].map(anyCase);
  const withEdit = letters.flatMap((letter, i) => {
    const [before, after, next] = [letters.slice(0, i), letters.slice(i + 1), letters[i + 1]];
    const edits = [[], ['.'], ['.', letter], ...(next === undefined ? [[letter, '.']] : [])];
    return [
      ...edits.map((edit) => [...before, ...edit, ...after].join('')),
      ...(next === undefined ? [] : [[...before, next, letter, ...letters.slice(i + 2)].join('')]),
    ];
  });
  return `^(?!${name}$)(?:${[letters.join('[^A-Za-z]*'), ...withEdit].join('|')})$`;
}

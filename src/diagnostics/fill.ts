/** What a sentence of a table leaves blank: `{name}`. */
export type Data = Readonly<Record<string, string | number>>;

/** The sentence with its blanks filled. Other braces, those of YAML in a remedy, stay. */
export const fill = (text: string, data: Data): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => (Object.hasOwn(data, name) ? String(data[name]) : all));

/** What a function answered, as the expectations read it. */
export interface Answer {
  /** The JSON of the answer. A body that is JSON in a text, as API Gateway wants it, stands there as JSON. */
  readonly value: unknown;
  /** Where texts are searched: the decoded body, or the whole answer where it has none. */
  readonly text: string;
}

export function readAnswer(payload: string): Answer {
  const value = parsed(payload);
  if (!isMap(value) || typeof value.body !== 'string') return { value, text: typeof value === 'string' ? value : payload };
  const text = value.isBase64Encoded === true ? Buffer.from(value.body, 'base64').toString() : value.body;
  return { value: { ...value, body: parsed(text) }, text };
}

/** Text that is no JSON stays text. A function that returns nothing answers null. */
function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

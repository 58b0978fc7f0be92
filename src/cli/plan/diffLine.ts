import type { Style } from './block';

/** A line of what the update does: a label, and a sentence for the terminal and for Markdown alike. */
export interface DiffLine {
  readonly label: string;
  readonly text: string;
  readonly style?: Style;
}

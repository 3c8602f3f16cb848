/** Something in a text that was not used, or was used with a doubt. Reading never throws; it reports these. */
export interface Issue {
  readonly code: string;
  /** 1-based line of the text; 0 when the issue is about the whole. */
  readonly line: number;
  /** The text it is about, shortened to at most 200 characters. */
  readonly text: string;
  /** One sentence for the person who reads it. */
  readonly reason: string;
}

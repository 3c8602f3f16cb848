/** Something in a file that was mended, left out or will not be shown, and how often. Reading goes on after it. */
export interface ReadWarning {
  readonly code: string;
  readonly count: number;
  /** One sentence for the person who reads it: what, where first, and what became of it. */
  readonly text: string;
}

/** A file that cannot be trusted: what is wrong, where, and what to do, in one sentence. Nothing of it is used. */
export interface Refusal {
  readonly ok: false;
  readonly code: "unreadable" | "newer-version";
  readonly reason: string;
}

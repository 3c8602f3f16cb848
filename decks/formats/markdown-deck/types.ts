/** What a card of a Markdown deck says; texts are Markdown. */
export type MarkdownCard = (
  | {
      readonly kind: "basic";
      readonly front: string;
      readonly back: string;
      /** Whether the back asks for the front as well. */
      readonly isReversed: boolean;
    }
  | {
      readonly kind: "cloze";
      /** With every gap as `{{c1::…}}`. */
      readonly text: string;
    }
) & {
  readonly tags: readonly string[];
  /** From the headings above; null when there is none. */
  readonly deckPath: readonly string[] | null;
};

export type MarkdownNote = MarkdownCard & {
  /** 1-based line of the text that it begins on. */
  readonly line: number;
};

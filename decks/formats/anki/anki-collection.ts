/**
 * What an Anki package holds, read out of its files and not yet made Cardinal's own. Ids are Anki's, which are
 * milliseconds since the epoch, and safe integers. Reading gives one of these for every generation of package; the
 * writer takes one.
 */
export interface AnkiCollection {
  /** When the collection was made, seconds since the epoch; due days of reviews are counted from it. */
  readonly createdAt: number;
  readonly noteTypes: readonly AnkiNoteType[];
  readonly decks: readonly AnkiDeck[];
  readonly notes: readonly AnkiNote[];
  readonly cards: readonly AnkiCard[];
  readonly reviews: AnkiReviews;
}

export interface AnkiNoteType {
  readonly id: number;
  readonly name: string;
  readonly kind: "normal" | "cloze";
  /** In their order. */
  readonly fields: readonly string[];
  readonly templates: readonly { readonly name: string; readonly front: string; readonly back: string }[];
  readonly css: string;
}

export interface AnkiDeck {
  readonly id: number;
  /** Names from the top down: "Languages::Spanish" is ["Languages", "Spanish"]; at least one, none empty. */
  readonly path: readonly string[];
  /** A filtered deck only borrows cards; their home is `originalDeckId`. */
  readonly isFiltered: boolean;
}

export interface AnkiNote {
  readonly id: number;
  readonly guid: string;
  readonly typeId: number;
  /** Seconds since the epoch. */
  readonly modifiedAt: number;
  readonly tags: readonly string[];
  /** HTML, as many as its type has fields. */
  readonly fields: readonly string[];
}

/** A row of `cards`; the columns' meaning is at https://github.com/ankidroid/Anki-Android/wiki/Database-Structure. */
export interface AnkiCard {
  readonly id: number;
  readonly noteId: number;
  readonly deckId: number;
  /** Place of the template, or number of the cloze less one. */
  readonly ordinal: number;
  /** Seconds since the epoch. */
  readonly modifiedAt: number;
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  readonly type: number;
  /** -3 and -2 buried, -1 suspended, 0 new, 1 learning, 2 review, 3 learning in days, 4 preview. */
  readonly queue: number;
  /** New: place. Learning: seconds since the epoch. Review: days since the collection was made. */
  readonly due: number;
  /** Days; negative: seconds. */
  readonly interval: number;
  /** SM-2's ease in thousandths. */
  readonly factor: number;
  readonly reps: number;
  readonly lapses: number;
  /** Learning steps left: thousands for today, the rest in all. */
  readonly left: number;
  readonly originalDue: number;
  readonly originalDeckId: number;
  /** The lowest three bits are the coloured flag, 0 for none. */
  readonly flags: number;
  /** FSRS's memory where Anki keeps it: the keys s, d, dr, decay of the JSON in `data`. */
  readonly memory: {
    readonly stability: number;
    readonly difficulty: number;
    readonly desiredRetention: number | null;
  } | null;
}

/** The review log as columns, in the order of the ids: a log may have hundreds of thousands of rows. */
export interface AnkiReviews {
  /** Of each row: when it was answered, milliseconds since the epoch. */
  readonly id: Float64Array;
  readonly cardId: Float64Array;
  /** 1 again to 4 easy; 0 for a row that is no answer. */
  readonly ease: Uint8Array;
  /** The interval that the answer led to, and the one before it. Days; negative: seconds. */
  readonly interval: Int32Array;
  readonly lastInterval: Int32Array;
  /** SM-2's ease in thousandths; FSRS's difficulty there since it is on. */
  readonly factor: Int32Array;
  readonly durationMs: Uint32Array;
  /** 0 learning, 1 review, 2 relearning, 3 filtered, 4 manual, 5 rescheduled. */
  readonly kind: Uint8Array;
}

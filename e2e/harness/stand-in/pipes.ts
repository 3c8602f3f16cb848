/** A message on its way: its data as text, and the ends of pipes that it hands over. */
export interface Letter {
  readonly data: string;
  /** The sender gave bytes away instead of copying them; main reads such a message as null. */
  readonly gaveAway: boolean;
  readonly ends: readonly PipeEnd[];
}

export interface Reader {
  letter(letter: Letter): void;
  closed(): void;
}

/**
 * One end of a pipe, whoever holds it: main, or a page. What is said arrives later and in order, waits while nobody
 * reads, and is dropped without a word once either end is closed.
 */
export class PipeEnd {
  #peer: PipeEnd | null = null;
  #reader: Reader | null = null;
  #isClosed = false;
  readonly #waiting: Letter[] = [];

  static pair(): readonly [PipeEnd, PipeEnd] {
    const [one, other] = [new PipeEnd(), new PipeEnd()];
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  post(letter: Letter): void {
    const peer = this.#peer;
    if (!this.#isClosed && peer) setImmediate(() => peer.#arrive(letter));
  }

  /** Reads what waited, and all that comes. */
  read(reader: Reader): void {
    this.#reader = reader;
    for (const letter of this.#waiting.splice(0)) reader.letter(letter);
    if (this.#isClosed) setImmediate(() => this.#reader?.closed());
  }

  /** Leaves it to the next holder, with what was not read yet. */
  leave(unread: readonly Letter[]): void {
    this.#reader = null;
    this.#waiting.unshift(...unread);
  }

  /** Both ends hear of it, also the one that closed. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    setImmediate(() => this.#reader?.closed());
    const peer = this.#peer;
    if (peer) setImmediate(() => peer.#farEndClosed());
  }

  #arrive(letter: Letter): void {
    if (this.#isClosed) return;
    if (this.#reader) this.#reader.letter(letter);
    else this.#waiting.push(letter);
  }

  #farEndClosed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#reader?.closed();
  }
}

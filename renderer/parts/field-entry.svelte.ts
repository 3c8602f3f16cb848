/** What was typed as a value, or why it is none: a sentence that says what is taken. */
export type FieldRead<Value> = { readonly value: Value } | { readonly wrong: string };

/** A field over something that is saved. */
export interface FieldOf<Value> {
  /** What is saved, as the field shows it. */
  readonly saved: () => string;
  readonly read: (text: string) => FieldRead<Value>;
  /** Resolves to why it was not saved, in a sentence; to null when it was. */
  readonly save: (value: Value) => Promise<string | null>;
}

/** What a person has typed into a field and not yet saved. It stays, with what is wrong about it, until it is right. */
export class FieldEntry<Value> {
  /** Null while the field shows what is saved. */
  typed = $state.raw<string | null>(null);
  problem = $state.raw<string | null>(null);
  readonly #field: FieldOf<Value>;

  constructor(field: FieldOf<Value>) {
    this.#field = field;
  }

  get shown(): string {
    return this.typed ?? this.#field.saved();
  }

  /** Says nothing about what is unfinished; but what was wrong is called so no longer than it is. */
  type(text: string): void {
    this.typed = text;
    if (this.problem !== null) this.#check(text);
  }

  /** Saves what was typed, or says why not. */
  async settle(): Promise<void> {
    const { typed } = this;
    if (typed === null) return;
    if (typed.trim() === this.#field.saved()) return this.giveUp();
    const read = this.#check(typed);
    if (read === null) return;
    const problem = await this.#field.save(read.value);
    // More was typed meanwhile, which is settled by itself.
    if (this.typed !== typed) return;
    this.problem = problem;
    if (problem === null) this.typed = null;
  }

  /** Shows what is saved again. */
  giveUp(): void {
    this.typed = null;
    this.problem = null;
  }

  #check(text: string): { readonly value: Value } | null {
    const read = this.#field.read(text);
    this.problem = "wrong" in read ? read.wrong : null;
    return "wrong" in read ? null : read;
  }
}

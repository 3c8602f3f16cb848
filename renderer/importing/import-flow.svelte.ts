import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type {
  ImportPlan,
  ImportReport,
  ImportRequest,
  MergeChoices,
  TableOptions,
} from "../../decks/contract/importing.ts";
import type { SectionPreview } from "../../decks/core/cards/sections.ts";
import type { Choice } from "../../decks/core/cards/three-way.ts";
import type { DeckId, NoteId } from "../../decks/core/ids.ts";
import { wordsFor } from "../words.ts";
import type { ImportSource } from "../app-context.ts";

export type ImportPhase =
  | { readonly kind: "idle" }
  | { readonly kind: "reading"; readonly name: string; readonly bytes: number }
  | { readonly kind: "preview"; readonly plan: ImportPlan }
  | { readonly kind: "applying"; readonly plan: ImportPlan }
  | { readonly kind: "failed"; readonly name: string; readonly message: string };

/** Files above these are refused before they are read into memory. The largest guides and tables seen are under 10 MB. */
export const LARGEST_TEXT_BYTES = 50 * 1024 * 1024;
/** Packages hold pictures and sounds; what a page can hold at once ends soon after. */
export const LARGEST_PACKAGE_BYTES = 2_000_000_000;

/** From a file to a deck: read, show the plan, apply just that plan. Nothing is written before `apply`. */
export class ImportFlow {
  phase = $state.raw<ImportPhase>({ kind: "idle" });
  /** A sentence about an apply that did not work; the preview stays. */
  problem = $state.raw<string | null>(null);

  readonly #store: StudyStore;
  /** What the plan on screen answers. */
  #request: ImportRequest | null = null;
  /** What was asked last; its plan may be on its way. Choices add to it, so that quick ones are all kept. */
  #asked: ImportRequest | null = null;
  #removed = $state.raw<"suspend" | "delete">("suspend");
  /** Counts requests, so that an answer that was overtaken is dropped. */
  #turn = 0;
  /** Whether the choice made last could be planned; null when no answer is awaited. Never rejects. */
  #planning: Promise<boolean> | null = null;

  constructor(store: StudyStore) {
    this.#store = store;
  }

  async open(source: ImportSource): Promise<void> {
    const name = "kind" in source ? "the sample guide" : source.name;
    const turn = ++this.#turn;
    this.problem = null;
    this.phase = { kind: "reading", name, bytes: "size" in source ? source.size : 0 };
    try {
      const request = { source: await requestSource(source) };
      const plan = await this.#store.planImport(request);
      if (turn !== this.#turn) return;
      this.#request = request;
      this.#asked = request;
      this.phase = { kind: "preview", plan };
    } catch (error) {
      if (turn === this.#turn) this.phase = { kind: "failed", name, message: wordsFor(error) };
    }
  }

  /** Leaves a section out or takes it in again, and plans anew. */
  async include(sectionId: string, included: boolean): Promise<void> {
    if (this.phase.kind !== "preview" || this.phase.plan.format !== "guide") return;
    const { sections } = this.phase.plan;
    const wanted = (section: SectionPreview) => (section.id === sectionId ? included : section.included);
    await this.#ask({
      takeIn: sections.filter(wanted).map((section) => section.id),
      leaveOut: sections.filter((section) => !wanted(section)).map((section) => section.id),
    });
  }

  async rename(deckName: string): Promise<void> {
    await this.#ask({ deckName });
  }

  /** Says which deck the guide is an edition of, where the texts leave a doubt. */
  async into(into: DeckId | "new"): Promise<void> {
    await this.#ask({ into });
  }

  /** Keeps or takes some notes of the plan's changes. */
  async choose(noteIds: readonly NoteId[], choice: Choice): Promise<void> {
    const chosen = Object.fromEntries(noteIds.map((id) => [id, choice]));
    await this.#ask({ choices: { ...this.#asked?.choices, ...chosen } });
  }

  /** Says what becomes of the cards that the guide no longer has. */
  async remove(removed: "suspend" | "delete"): Promise<void> {
    await this.#ask({ removed });
  }

  /** Says whose texts and schedules win, for a deck of cards. */
  async merge(changed: Partial<MergeChoices>): Promise<void> {
    if (this.phase.kind !== "preview" || this.phase.plan.format === "guide") return;
    await this.#ask({ merge: { ...this.phase.plan.merge, ...this.#asked?.merge, ...changed } });
  }

  /** Says how a table is to be read, from how it was last asked to be. */
  async readTable(change: (options: TableOptions) => TableOptions): Promise<void> {
    if (this.phase.kind !== "preview" || this.phase.plan.format === "guide" || !this.phase.plan.table) return;
    const asked = this.#planning ? this.#asked?.table : undefined;
    await this.#ask({ table: change(asked ?? this.phase.plan.table.options) });
  }

  get removed(): "suspend" | "delete" {
    return this.#removed;
  }

  /** Goes back to the start; what is still being read is dropped when it comes. */
  cancel(): void {
    this.#turn++;
    this.#request = null;
    this.#asked = null;
    this.problem = null;
    this.phase = { kind: "idle" };
  }

  /** @returns the report, or null when it did not work and `problem` says why */
  async apply(): Promise<ImportReport | null> {
    const turn = this.#turn;
    // A choice made a moment ago counts: what is applied is the plan with it.
    if (this.#planning && !(await this.#planning)) return null;
    if (this.phase.kind !== "preview" || !this.#request || turn !== this.#turn) return null;
    const { plan } = this.phase;
    const request = this.#request;
    this.problem = null;
    this.phase = { kind: "applying", plan };
    try {
      const report = await this.#store.applyImport({ ...request, planId: plan.planId });
      this.#request = null;
      return report;
    } catch (error) {
      this.phase = { kind: "preview", plan };
      const again = error instanceof StoreError && error.code === "stale" ? this.#replan(request) : null;
      this.problem = wordsFor(error);
      await again;
      return null;
    }
  }

  async #ask(changed: Partial<ImportRequest>): Promise<void> {
    if (this.phase.kind === "preview" && this.#asked) await this.#replan({ ...this.#asked, ...changed });
  }

  async #replan(request: ImportRequest): Promise<void> {
    this.problem = null;
    this.#asked = request;
    const planning = this.#plan(request);
    this.#planning = planning;
    await planning;
    if (this.#planning === planning) this.#planning = null;
  }

  async #plan(request: ImportRequest): Promise<boolean> {
    const turn = ++this.#turn;
    try {
      const plan = await this.#store.planImport(request);
      if (turn !== this.#turn) return false;
      this.#request = request;
      this.#removed = request.removed ?? "suspend";
      this.phase = { kind: "preview", plan };
      return true;
    } catch (error) {
      if (turn === this.#turn) {
        this.#asked = this.#request;
        this.problem = wordsFor(error);
      }
      return false;
    }
  }
}

async function requestSource(source: ImportSource): Promise<ImportRequest["source"]> {
  if ("kind" in source) return source;
  const isPackage = /\.(?:apkg|colpkg|cardinal)$/i.test(source.name);
  if (source.size > (isPackage ? LARGEST_PACKAGE_BYTES : LARGEST_TEXT_BYTES)) {
    const reason = isPackage
      ? "larger than 2 GB. Export its decks one by one."
      : "larger than 50 MB, too large for a study guide or a table. Split it, then import the parts.";
    throw new StoreError("unreadable-file", `${source.name} is ${reason}`);
  }
  try {
    return { kind: "file", file: { name: source.name, bytes: new Uint8Array(await source.arrayBuffer()) } };
  } catch {
    throw new StoreError(
      "unreadable-file",
      `${source.name} could not be read. Is it a folder, or was it moved?`,
    );
  }
}

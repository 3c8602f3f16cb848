import type { NamedFile } from "../../../decks/contract/named-file.ts";
import type { PackPlan, PackSummary, ScenarioVerbs } from "../../../decks/contract/scenarios.ts";
import { wordsFor } from "../../words.ts";

type PackStore = Pick<ScenarioVerbs, "planPack" | "importPack" | "exportPack" | "removePack">;

type Phase =
  | { readonly kind: "idle" }
  | { readonly kind: "reading"; readonly name: string }
  | { readonly kind: "planned" | "adding"; readonly plan: PackPlan; readonly file: NamedFile };

export interface AddedPack {
  readonly pack: PackSummary;
  readonly replaced: boolean;
  /** Brings back what was there before. @throws StoreError */
  readonly undo: () => Promise<void>;
}

/** A pack is a text of some kilobytes; what is far larger is not even read. */
const LARGEST_READ = 32 * 1_048_576;

/** From a file to an added pack: it is read, looked at and only then written. */
export class PackAdding {
  phase = $state.raw<Phase>({ kind: "idle" });
  problem = $state.raw<string | null>(null);
  readonly #store: PackStore;
  /** Counts the files that were opened, so that the answer about an earlier one is dropped. */
  #opened = 0;

  constructor(store: PackStore) {
    this.#store = store;
  }

  async open(chosen: File): Promise<void> {
    const opened = ++this.#opened;
    const { name } = chosen;
    this.problem = null;
    if (chosen.size > LARGEST_READ) {
      this.#fail(`${name} is far too large for a rule pack, which is a text of some kilobytes.`);
      return;
    }
    this.phase = { kind: "reading", name };
    const bytes = await chosen.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      () => null,
    );
    if (opened !== this.#opened) return;
    if (bytes === null) {
      this.#fail(`${name} could not be read. If it is a folder, choose the file inside it.`);
      return;
    }
    if (!/\.(json|ya?ml)$/i.test(name)) {
      this.#fail(`${name} is not a rule pack. A pack is a JSON or YAML file.`);
      return;
    }
    const file = { name, bytes };
    try {
      const plan = await this.#store.planPack({ file });
      if (opened === this.#opened) this.phase = { kind: "planned", plan, file };
    } catch (error) {
      if (opened === this.#opened) this.#fail(wordsFor(error));
    }
  }

  cancel(): void {
    this.#opened++;
    this.problem = null;
    this.phase = { kind: "idle" };
  }

  /** Adds what is planned; null when there is nothing to add, or when `problem` says why it was not. */
  async add(): Promise<AddedPack | null> {
    const { phase } = this;
    if (phase.kind !== "planned" || phase.plan.pack === null) return null;
    const opened = this.#opened;
    const { file, plan } = phase;
    const { packId } = phase.plan.pack;
    this.problem = null;
    this.phase = { kind: "adding", plan, file };
    try {
      const before = plan.replaces ? await this.#store.exportPack({ packId }) : null;
      const pack = await this.#store.importPack({ file });
      if (opened === this.#opened) this.phase = { kind: "idle" };
      const undo = async () => {
        if (before) await this.#store.importPack({ file: before });
        else await this.#store.removePack({ packId });
      };
      return { pack, replaced: before !== null, undo };
    } catch (error) {
      if (opened === this.#opened) {
        this.problem = wordsFor(error);
        this.phase = { kind: "planned", plan, file };
      }
      return null;
    }
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.phase = { kind: "idle" };
  }
}

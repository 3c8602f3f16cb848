import { describe, expect, test } from "vitest";
import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type {
  DeckPlan,
  GuidePlan,
  ImportReport,
  ImportRequest,
  TableOptions,
} from "../../decks/contract/importing.ts";
import type { DeckId, FileHash } from "../../decks/core/ids.ts";
import { ImportFlow, LARGEST_PACKAGE_BYTES, LARGEST_TEXT_BYTES } from "./import-flow.svelte.ts";

const SECTIONS = ["glossary", "questions"];

function planFor(request: ImportRequest, planId = "plan"): GuidePlan {
  return {
    planId: `${planId}-${(request.leaveOut ?? []).join("+")}-${request.deckName ?? ""}`,
    format: "guide",
    fileName: request.source.kind === "file" ? request.source.file.name : "sample.md",
    title: "Guide",
    deckName: request.deckName ?? "Guide",
    lines: 3,
    sections: SECTIONS.map((id) => ({
      id,
      kind: "glossary",
      title: id,
      found: "1 term",
      becomes: "2 cards",
      included: !(request.leaveOut ?? []).includes(id),
      selectable: true,
      samples: [],
    })),
    cards: { add: 2, update: 0, unchanged: 0, remove: 0, conflicts: 0 },
    reviews: 0,
    scenarios: 0,
    objectives: 0,
    existingDeckId: null,
    candidates: [],
    changes: [],
    issues: [],
    disputes: [],
  };
}

/** A store that plans and applies, and remembers what was applied. */
function storeThat(overrides: Partial<StudyStore> = {}) {
  const applied: string[] = [];
  const store = {
    planImport: async (request: ImportRequest) => planFor(request),
    applyImport: async (request: ImportRequest & { readonly planId: string }): Promise<ImportReport> => {
      if (request.planId !== planFor(request).planId) throw new StoreError("stale");
      applied.push(request.planId);
      const { cards } = planFor(request);
      return {
        deckId: "d" as DeckId,
        deckName: "Guide",
        cards,
        reviews: 0,
        sourceHash: "h" as FileHash,
        editId: null,
      };
    },
    ...overrides,
  } as StudyStore;
  return { store, applied };
}

const guide = new File(["# Guide"], "guide.md");

function includedSections(flow: ImportFlow): string[] {
  if (flow.phase.kind !== "preview" || flow.phase.plan.format !== "guide") return [];
  return flow.phase.plan.sections.filter((section) => section.included).map((section) => section.id);
}

describe("an import", () => {
  test("shows the plan and writes nothing before it is applied", async () => {
    const { store, applied } = storeThat();
    const flow = new ImportFlow(store);
    await flow.open(guide);
    expect(flow.phase).toMatchObject({ kind: "preview", plan: { fileName: "guide.md" } });
    expect(applied).toEqual([]);
    expect(await flow.apply()).toMatchObject({ deckName: "Guide" });
    expect(applied).toHaveLength(1);
  });

  test("applies just the sections and the name that are on screen", async () => {
    const { store, applied } = storeThat();
    const flow = new ImportFlow(store);
    await flow.open(guide);
    await flow.include("questions", false);
    expect(includedSections(flow)).toEqual(["glossary"]);
    await flow.rename("Mine");
    expect(includedSections(flow)).toEqual(["glossary"]);
    await flow.apply();
    expect(applied).toEqual(["plan-questions-Mine"]);
  });

  test("a section that was left out can be taken in again", async () => {
    const flow = new ImportFlow(storeThat().store);
    await flow.open(guide);
    await flow.include("glossary", false);
    await flow.include("glossary", true);
    expect(includedSections(flow)).toEqual(SECTIONS);
  });

  test("a file that cannot be read is said in the reader's own words", async () => {
    const words = "notes.zip is a zip archive. Unpack it first.";
    const { store } = storeThat({
      planImport: async () => Promise.reject(new StoreError("unreadable-file", words)),
    });
    const flow = new ImportFlow(store);
    await flow.open(guide);
    expect(flow.phase).toEqual({ kind: "failed", name: "guide.md", message: words });
  });

  test("a file above the limit is refused before it is read", async () => {
    const huge = {
      name: "huge.md",
      size: LARGEST_TEXT_BYTES + 1,
      arrayBuffer: () => Promise.reject(new Error("was read")),
    };
    const flow = new ImportFlow(storeThat().store);
    await flow.open(huge as unknown as File);
    expect(flow.phase).toMatchObject({ kind: "failed" });
    expect(flow.phase.kind === "failed" && flow.phase.message).toContain("larger than 50 MB");
  });

  test("a collection that moved on is planned anew and nothing is applied", async () => {
    let plans = 0;
    const { store, applied } = storeThat({
      planImport: async (request) => planFor(request, `plan${plans++}`),
    });
    const flow = new ImportFlow(store);
    await flow.open(guide);
    expect(await flow.apply()).toBeNull();
    expect(applied).toEqual([]);
    expect(plans).toBe(2);
    expect(flow.problem).toContain("changed in the meantime");
    expect(flow.phase.kind).toBe("preview");
  });

  test("a file dropped while another is read replaces it, whichever answer comes first", async () => {
    let releaseFirst = () => {};
    const first = new Promise<void>((resolve) => (releaseFirst = resolve));
    const { store } = storeThat({
      planImport: async (request) => {
        if (request.source.kind === "file" && request.source.file.name === "slow.md") await first;
        return planFor(request);
      },
    });
    const flow = new ImportFlow(store);
    const slow = flow.open(new File(["# Slow"], "slow.md"));
    await flow.open(guide);
    releaseFirst();
    await slow;
    expect(flow.phase).toMatchObject({ kind: "preview", plan: { fileName: "guide.md" } });
  });
});

const TABLE: TableOptions = {
  encoding: "utf-8",
  delimiter: ",",
  quote: '"',
  hasHeader: true,
  isHtml: false,
  columns: [
    { kind: "field", index: 0 },
    { kind: "field", index: 1 },
  ],
  noteTypeName: "Basic",
  deckPath: null,
  tags: [],
};

/** What a store says of a table under the choices of a request. */
function deckPlanFor({ merge, table }: ImportRequest): DeckPlan {
  const options = table ?? TABLE;
  const choices = merge ?? { conflicts: "newer", scheduling: "latest" };
  return {
    planId: JSON.stringify([choices, options]),
    format: "table",
    fileName: "terms.csv",
    formatName: "Table of text",
    decks: [{ path: options.deckPath ?? ["terms"], cards: 2, isNew: true }],
    noteTypes: [],
    notes: { new: 2, updated: 0, conflicting: 0, identical: 0, dropped: 0 },
    samples: { new: [], updated: [], conflicting: [], identical: [] },
    cards: 2,
    reviews: 0,
    media: { files: 0, bytes: 0 },
    packs: 0,
    situations: 0,
    scheduling: { inFile: false, laterHere: 0 },
    merge: choices,
    warnings: [],
    issues: [],
    table: {
      options,
      columns: ["Front", "Back"],
      fields: ["Front", "Back"],
      noteTypes: [],
      rows: [],
      total: 2,
    },
  };
}

/** A store for tables, whose answers can be held back. */
function tableStore() {
  const applied: ImportRequest[] = [];
  const held: (() => void)[] = [];
  let holds = false;
  const store = {
    planImport: async (request: ImportRequest) => {
      if (request.table?.delimiter === "") throw new StoreError("invalid-input", "A delimiter is missing.");
      if (holds) await new Promise<void>((resolve) => held.push(resolve));
      return deckPlanFor(request);
    },
    applyImport: async ({ planId, ...request }: ImportRequest & { readonly planId: string }) => {
      if (planId !== deckPlanFor(request).planId) throw new StoreError("stale");
      applied.push(request);
      const cards = { add: 2, update: 0, unchanged: 0, remove: 0, conflicts: 0 };
      return {
        deckId: null,
        deckName: "terms",
        cards,
        reviews: 0,
        sourceHash: "h" as FileHash,
        editId: null,
      };
    },
  } as Partial<StudyStore> as StudyStore;
  return {
    store,
    applied,
    hold: () => (holds = true),
    release() {
      holds = false;
      for (const answer of held.splice(0)) answer();
    },
  };
}

function optionsOnScreen(flow: ImportFlow): TableOptions | null {
  if (flow.phase.kind !== "preview" || flow.phase.plan.format === "guide") return null;
  return flow.phase.plan.table?.options ?? null;
}

const terms = new File(["Front,Back"], "terms.csv");

describe("an import of a deck", () => {
  test("a choice is planned anew and is what is applied", async () => {
    const { store, applied } = tableStore();
    const flow = new ImportFlow(store);
    await flow.open(terms);
    await flow.merge({ conflicts: "mine" });
    await flow.merge({ scheduling: "without" });
    expect(flow.phase).toMatchObject({ plan: { merge: { conflicts: "mine", scheduling: "without" } } });
    expect(await flow.apply()).not.toBeNull();
    expect(applied).toMatchObject([{ merge: { conflicts: "mine", scheduling: "without" } }]);
  });

  test("choices made faster than they are planned are all kept", async () => {
    const { store, hold, release } = tableStore();
    const flow = new ImportFlow(store);
    await flow.open(terms);
    hold();
    const first = flow.readTable((options) => ({ ...options, isHtml: true }));
    const second = flow.readTable((options) => ({ ...options, deckPath: ["Geography"] }));
    release();
    await Promise.all([first, second]);
    expect(optionsOnScreen(flow)).toMatchObject({ isHtml: true, deckPath: ["Geography"] });
  });

  test("an import asked for right after a choice has that choice", async () => {
    const { store, applied, hold, release } = tableStore();
    const flow = new ImportFlow(store);
    await flow.open(terms);
    hold();
    void flow.readTable((options) => ({ ...options, tags: ["river"] }));
    const report = flow.apply();
    expect(applied).toEqual([]);
    release();
    expect(await report).not.toBeNull();
    expect(applied).toMatchObject([{ table: { tags: ["river"] } }]);
  });

  test("a choice that cannot be planned is told, imports nothing, and the next one starts from the plan on screen", async () => {
    const { store, applied } = tableStore();
    const flow = new ImportFlow(store);
    await flow.open(terms);
    const refused = flow.readTable((options) => ({ ...options, delimiter: "" }));
    expect(await flow.apply()).toBeNull();
    await refused;
    expect(flow.problem).toBe("A delimiter is missing.");
    expect(applied).toEqual([]);
    await flow.merge({ conflicts: "theirs" });
    expect(flow.problem).toBeNull();
    expect(optionsOnScreen(flow)).toEqual(TABLE);
  });

  test("a file opened while another one's choice is planned is not imported in its place", async () => {
    const { store, applied, hold, release } = tableStore();
    const flow = new ImportFlow(store);
    await flow.open(terms);
    hold();
    void flow.merge({ conflicts: "mine" });
    const report = flow.apply();
    const opened = flow.open(new File(["Front"], "others.csv"));
    release();
    expect(await report).toBeNull();
    await opened;
    expect(applied).toEqual([]);
  });

  test("a package may be larger than a text, and has a limit of its own", async () => {
    const sized = (name: string, size: number) =>
      ({ name, size, arrayBuffer: async () => new ArrayBuffer(0) }) as unknown as File;
    const flow = new ImportFlow(tableStore().store);
    await flow.open(sized("large.apkg", LARGEST_TEXT_BYTES + 1));
    expect(flow.phase.kind).toBe("preview");
    await flow.open(sized("huge.apkg", LARGEST_PACKAGE_BYTES + 1));
    expect(flow.phase).toMatchObject({ kind: "failed" });
    expect(flow.phase.kind === "failed" && flow.phase.message).toContain("larger than 2 GB");
  });
});

import { describe, expect, test } from "vitest";
import { StoreError, type StudyStore } from "../../decks/contract.ts";
import type { GuidePlan, ImportReport, ImportRequest } from "../../decks/contract/importing.ts";
import type { DeckId, FileHash } from "../../decks/core/ids.ts";
import { ImportFlow, LARGEST_TEXT_BYTES } from "./import-flow.svelte.ts";

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

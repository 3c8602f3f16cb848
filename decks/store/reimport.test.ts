import { describe, expect, test } from "vitest";
import type { StudyStore } from "../contract.ts";
import type { GuidePlan, ImportRequest } from "../contract/importing.ts";
import type { CardId } from "../core/ids.ts";
import { answerNext, GUIDE_TEXT, guidePlan, importAll, newMachine, withRivers } from "./test-collection.ts";

const fileOf = (text: string, name = "rivers.md"): ImportRequest => ({
  source: { kind: "file", file: { name, bytes: new TextEncoder().encode(text) } },
});

async function cardsOf(store: StudyStore, deckId: Parameters<StudyStore["deck"]>[0]["deckId"]) {
  return (await store.deckCards({ deckId, offset: 0, limit: 200 })).cards;
}

const listed = (plan: GuidePlan) => plan.changes.map(({ change, title }) => `${change}: ${title}`);

/** The guide as it is after a term was renamed, one was taken out, one came, a question was reworded. */
const EDITED = GUIDE_TEXT.replace("**Mouth**: Where", "**River mouth**: Where")
  .replace(
    "- **Meander**: A bend that a river cuts into soft ground.\n",
    "- **Oxbow**: A lake that a bend left behind.\n",
  )
  .replace("What wears the outer bank of a bend?", "What is it that wears the outer bank of a bend?");

describe("a guide that was edited", () => {
  test("is shown as what was added, changed and removed, and changes nothing before it is applied", async () => {
    const machine = newMachine();
    const { store, deckId } = await withRivers(machine);
    const before = await cardsOf(store, deckId);
    const plan = await guidePlan(store, fileOf(EDITED));
    expect(listed(plan)).toEqual([
      "changed: River mouth",
      "added: Oxbow",
      "changed: What is it that wears the outer bank of a bend?",
      "removed: Meander",
    ]);
    expect(plan.existingDeckId).toBe(deckId);
    expect(plan.cards).toEqual({ add: 2, update: 3, unchanged: 9, remove: 2, conflicts: 0 });
    expect(await cardsOf(store, deckId)).toEqual(before);
  });

  test("keeps the schedule and the history of a renamed term and of a reworded question", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { store, deckId } = open;
    for (let count = 0; count < 8; count++) await answerNext(open, machine, "easy");
    const before = new Map((await cardsOf(store, deckId)).map((card) => [card.cardId, card]));
    await importAll(store, fileOf(EDITED));
    const after = await cardsOf(store, deckId);
    const mouth = after.filter((card) => `${card.face.prompt} ${card.face.answer}`.includes("River mouth"));
    expect(mouth).toHaveLength(2);
    for (const card of mouth) {
      expect(card.state).toBe(before.get(card.cardId)?.state);
      expect(card.due).toBe(before.get(card.cardId)?.due);
    }
    expect(after.filter((card) => card.state !== "new")).toHaveLength(8);
    expect(await store.deck({ deckId })).toMatchObject({ reviews: 8 });
  });

  test("the same file again changes nothing, also after a rename", async () => {
    const machine = newMachine();
    const { store } = await withRivers(machine);
    await importAll(store, fileOf(EDITED));
    const plan = await guidePlan(store, fileOf(EDITED));
    expect(plan.cards).toEqual({ add: 0, update: 0, unchanged: 14, remove: 0, conflicts: 0 });
    expect(plan.changes).toEqual([]);
    const { events } = (await store.storageReport()).journal;
    expect(await importAll(store, fileOf(EDITED))).toMatchObject({ editId: null });
    expect((await store.storageReport()).journal.events).toBe(events);
  });

  test("cards that are gone are suspended, and asked again when they are back", async () => {
    const machine = newMachine();
    const { store, deckId } = await withRivers(machine);
    await importAll(store, fileOf(EDITED));
    const meander = (await cardsOf(store, deckId)).filter((card) => card.suspended);
    expect(meander.map((card) => card.face.label)).toEqual(["Glossary term", "Glossary term"]);
    expect((await store.session({ deckId })).counts.new).toBe(14);
    const back = await guidePlan(store, fileOf(GUIDE_TEXT));
    expect(listed(back)).toContain("added: Meander");
    await importAll(store, fileOf(GUIDE_TEXT));
    const cards = await cardsOf(store, deckId);
    expect(cards.filter((card) => !card.suspended).map((card) => card.cardId)).toEqual(
      expect.arrayContaining(meander.map((card) => card.cardId)),
    );
  });

  test("cards that are gone are deleted when that is asked, and their reviews come back with them", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { store, deckId } = open;
    for (let count = 0; count < 14; count++) await answerNext(open, machine, "easy");
    await importAll(store, { ...fileOf(EDITED), removed: "delete" });
    expect(await cardsOf(store, deckId)).toHaveLength(14);
    await importAll(store, fileOf(GUIDE_TEXT));
    const meander = (await cardsOf(store, deckId)).filter((card) => card.face.answer.includes("bend that"));
    expect(meander.map((card) => card.state)).toEqual(["review"]);
  });

  test("goes back in one step, and reviews given since stay", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { store, deckId } = open;
    const before = await cardsOf(store, deckId);
    const { editId } = await importAll(store, fileOf(EDITED));
    await answerNext(open, machine, "easy");
    expect(await store.lastEdit()).toEqual({ editId, name: "Import of rivers.md" });
    await store.undoEdit({ editId: editId ?? ("" as never) });
    const after = await cardsOf(store, deckId);
    expect(after.map((card) => [card.cardId, card.face, card.suspended])).toEqual(
      before.map((card) => [card.cardId, card.face, card.suspended]),
    );
    expect(after.filter((card) => card.state === "review")).toHaveLength(1);
    await expect(store.undoEdit({ editId: editId ?? ("" as never) })).rejects.toMatchObject({
      code: "stale",
    });
  });

  test("a first import goes back too, and leaves nothing behind", async () => {
    const machine = newMachine();
    const { store, report } = await withRivers(machine);
    await store.undoEdit({ editId: report.editId ?? ("" as never) });
    expect((await store.today()).decks).toEqual([]);
    expect(await store.lastEdit()).toBeNull();
  });

  test("everything of it comes back from the journal alone", async () => {
    const machine = newMachine();
    const open = await withRivers(machine);
    await importAll(open.store, fileOf(EDITED));
    await answerNext(open, machine, "good");
    const before = await cardsOf(open.store, open.deckId);
    const undo = await open.store.lastEdit();
    open.close();
    machine.kill();
    machine.indexedDB = new (machine.indexedDB.constructor as new () => IDBFactory)();
    const again = await machine.open();
    expect(await cardsOf(again.store, open.deckId)).toEqual(before);
    expect(await again.store.lastEdit()).toEqual(undo);
  });

  test("finds its deck under another title and another file name", async () => {
    const machine = newMachine();
    const { store, deckId } = await withRivers(machine);
    const plan = await guidePlan(
      store,
      fileOf(GUIDE_TEXT.replace("# Rivers", "# Water on its way"), "water.md"),
    );
    expect(plan.existingDeckId).toBe(deckId);
    expect(plan.cards).toMatchObject({ add: 0, unchanged: 14 });
  });

  test("the same title over other contents is asked about, and can be a deck of its own", async () => {
    const machine = newMachine();
    const { store, deckId } = await withRivers(machine);
    const other =
      "# Rivers\n\n## Glossary\n\n- **Weir**: A low dam.\n- **Ford**: A shallow place to cross.\n";
    const plan = await guidePlan(store, fileOf(other));
    expect(plan.candidates).toMatchObject([{ deckId, name: "Rivers" }]);
    await expect(importAll(store, fileOf(other))).rejects.toMatchObject({ code: "invalid-input" });
    const report = await importAll(store, { ...fileOf(other), into: "new" });
    expect(report.deckId).not.toBe(deckId);
    expect(await cardsOf(store, deckId)).toHaveLength(14);
    expect(await cardsOf(store, report.deckId)).toHaveLength(4);
  });

  test("what is on offer is made when it is taken, and stays taken at the next import", async () => {
    const machine = newMachine();
    const { store } = await withRivers(machine);
    const plan = await guidePlan(store, fileOf(GUIDE_TEXT));
    const offers = plan.sections.filter((section) => section.selectable && !section.included);
    expect(offers.map(({ id, becomes }) => `${id}: ${becomes}`)).toEqual([
      "table-column: 4 cards",
      "table-row: 2 cards",
      "choice: 4 cards",
    ]);
    await importAll(store, { ...fileOf(GUIDE_TEXT), takeIn: ["choice"] });
    const again = await guidePlan(store, fileOf(GUIDE_TEXT));
    expect(again.cards).toMatchObject({ add: 0, remove: 0, unchanged: 18 });
  });
});

describe("a card edited by hand", () => {
  async function edited(definition: string) {
    const machine = newMachine();
    const open = await withRivers(machine);
    const { store, deckId } = open;
    const card = (await cardsOf(store, deckId)).find(({ face }) => face.prompt === "Delta");
    const cardId = card?.cardId ?? ("" as CardId);
    const note = await store.note({ cardId });
    await store.editNote({
      noteId: note.noteId,
      fields: { ...note.fields, definition },
      tags: [...note.tags, "hard"],
    });
    const shown = async () =>
      (await cardsOf(store, deckId)).find((other) => other.cardId === cardId)?.face.answer;
    return { store, cardId, shown };
  }
  const MINE = "Land that a river builds.";
  const THEIRS = GUIDE_TEXT.replace(
    "Land made of what a river carries to its mouth.",
    "Land of mud at the mouth.",
  );

  test("shows its new text, and the old one after it is taken back", async () => {
    const { store, shown } = await edited(MINE);
    expect(await shown()).toBe(MINE);
    const last = await store.lastEdit();
    expect(last?.name).toBe("Edit of Delta");
    await store.undoEdit({ editId: last?.editId ?? ("" as never) });
    expect(await shown()).toBe("Land made of what a river carries to its mouth.");
  });

  test("stays as it is when the guide comes again unchanged", async () => {
    const { store, shown } = await edited(MINE);
    expect((await guidePlan(store, fileOf(GUIDE_TEXT))).cards).toMatchObject({ unchanged: 14, conflicts: 0 });
    await importAll(store, fileOf(GUIDE_TEXT));
    expect(await shown()).toBe(MINE);
  });

  test("is a conflict when the guide changed it too: kept by default, with all three versions shown", async () => {
    const { store, shown } = await edited(MINE);
    const plan = await guidePlan(store, fileOf(THEIRS));
    expect(plan.changes).toMatchObject([
      {
        change: "conflict",
        title: "Delta",
        choice: "keep",
        fields: [
          {
            name: "definition",
            mine: MINE,
            last: "Land made of what a river carries to its mouth.",
            next: "Land of mud at the mouth.",
          },
        ],
      },
    ]);
    await importAll(store, fileOf(THEIRS));
    expect(await shown()).toBe(MINE);
    expect((await guidePlan(store, fileOf(THEIRS))).changes).toEqual([]);
  });

  test("takes the guide's version when that is chosen, and keeps the learner's tags", async () => {
    const { store, cardId, shown } = await edited(MINE);
    const { changes } = await guidePlan(store, fileOf(THEIRS));
    const choices = Object.fromEntries(changes.map(({ noteId }) => [noteId, "take" as const]));
    await importAll(store, { ...fileOf(THEIRS), choices });
    expect(await shown()).toBe("Land of mud at the mouth.");
    expect((await store.note({ cardId })).tags).toContain("hard");
  });

  test("is not emptied, and says so", async () => {
    const { store, cardId } = await edited(MINE);
    const { noteId, fields, tags } = await store.note({ cardId });
    await expect(store.editNote({ noteId, fields: { ...fields, term: " " }, tags })).rejects.toMatchObject({
      code: "invalid-input",
    });
    expect(await store.editNote({ noteId, fields, tags })).toBeNull();
  });
});

test("the guide is there to be read, each section with how well it is known", async () => {
  const machine = newMachine();
  const open = await withRivers(machine);
  const { store, deckId } = open;
  const fresh = await store.guide({ deckId });
  expect(fresh.sections.map(({ heading, cards, known }) => [heading, cards, known])).toEqual([
    ["Rivers", 0, null],
    ["Glossary", 8, 0],
    ["Comparison", 0, null],
    ["Two rivers", 4, 0],
    ["Review questions", 2, 0],
    ["Answers", 0, null],
  ]);
  expect(fresh.sections[1]?.blocks[0]).toMatchObject({ line: 5 });
  for (let count = 0; count < 14; count++) await answerNext(open, machine, "good");
  const known = (await store.guide({ deckId })).sections[1]?.known ?? 0;
  expect(known).toBeGreaterThan(0.8);
});

describe("a long guide", () => {
  const long = `# Long\n\n${Array.from({ length: 8_000 }, (_, at) => `## Part ${at}\n\n- Term ${at}: what term ${at} means\n`).join("\n")}`;

  test("is read in turns: other calls are answered, and progress is told", async () => {
    const machine = newMachine();
    const { store } = await withRivers(machine);
    const order: string[] = [];
    const planned = guidePlan(store, fileOf(long, "long.md")).then(() => order.push("read"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await store.today().then(() => order.push("today"));
    await planned;
    expect(order).toEqual(["today", "read"]);
    const told = machine.changes.flatMap((change) => (change.kind === "reading" ? [change.done] : []));
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test("ends when another one is begun", async () => {
    const machine = newMachine();
    const { store } = await withRivers(machine);
    const overtaken = expect(guidePlan(store, fileOf(long, "long.md"))).rejects.toMatchObject({
      code: "stale",
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await guidePlan(store, fileOf(EDITED))).changes).toHaveLength(4);
    await overtaken;
  });
});

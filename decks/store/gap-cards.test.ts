import { describe, expect, test } from "vitest";
import type { NamedFile } from "../contract/named-file.ts";
import type { FieldValue } from "../core/cards/types.ts";
import { SMALL } from "../formats/anki/test-collections.ts";
import { writeAnkiPackage } from "../formats/anki/write-package.ts";
import type { OpenStore } from "./study-store.ts";
import { answerNext, importAll, newMachine } from "./test-collection.ts";

const text = (source: string) => new TextEncoder().encode(source);

async function withFile(file: NamedFile) {
  const machine = newMachine();
  const open = await machine.open();
  await importAll(open.store, { source: { kind: "file", file } });
  const isCloze = (template: string) => template.startsWith("cloze:");
  const gaps = await open.collection.database.cards.filter(({ template }) => isCloze(template)).toArray();
  const [first] = gaps.sort((a, b) => (a.template < b.template ? -1 : 1));
  if (!first) throw new Error("no cloze was imported");
  return { machine, open, cardId: first.id, noteId: first.noteId };
}

async function edit(
  { store }: OpenStore,
  cardId: Awaited<ReturnType<typeof withFile>>["cardId"],
  fields: Record<string, FieldValue>,
) {
  const note = await store.note({ cardId });
  return store.editNote({ noteId: note.noteId, fields, tags: note.tags });
}

/** "1", "2 rests": the gaps that have cards. */
async function cardsOf({ collection }: OpenStore, noteId: Awaited<ReturnType<typeof withFile>>["noteId"]) {
  const rows = await collection.database.cards.where("noteId").equals(noteId).toArray();
  return rows
    .sort((a, b) => (a.template < b.template ? -1 : 1))
    .map(({ template, suspended }) => `${template.slice(6)}${suspended ? " rests" : ""}`);
}

describe("a note whose gaps are edited", () => {
  const markdown = {
    name: "rivers.md",
    bytes: text("# Rivers\n\nA {{c1::delta}} is made of {{c2::silt}}.\n"),
  };

  test("gets a card for a new number and lets that of a vanished one rest with its history", async () => {
    const { machine, open, cardId, noteId } = await withFile(markdown);
    expect(await cardsOf(open, noteId)).toEqual(["1", "2"]);
    await answerNext(open, machine);
    await edit(open, cardId, { text: "A delta is made of {{c2::silt}}, by a {{c3::river}}." });
    expect(await cardsOf(open, noteId)).toEqual(["1 rests", "2", "3"]);
    const { history, suspended } = await open.store.cardInfo({ cardId });
    expect([history.length, suspended]).toEqual([1, true]);

    await edit(open, cardId, { text: "A {{c1::delta}} is made of {{c2::silt}}, by a {{c3::river}}." });
    expect(await cardsOf(open, noteId)).toEqual(["1", "2", "3"]);
    expect((await open.store.cardInfo({ cardId })).schedule.reps).toBe(1);
  });

  test("is taken back in one step, with all its cards", async () => {
    const { open, cardId, noteId } = await withFile(markdown);
    await edit(open, cardId, { text: "A {{c1::delta}} is made of {{c3::silt}}." });
    expect(await cardsOf(open, noteId)).toEqual(["1", "2 rests", "3"]);
    await open.store.undo();
    expect(await cardsOf(open, noteId)).toEqual(["1", "2"]);
    await open.store.redo();
    expect(await cardsOf(open, noteId)).toEqual(["1", "2 rests", "3"]);
  });

  test("leaves a card that the learner suspended as it is, while its gap is there", async () => {
    const { open, cardId, noteId } = await withFile(markdown);
    await open.store.changeCards({ cardIds: [cardId], change: { kind: "suspend", suspended: true } });
    await edit(open, cardId, { text: "One {{c1::delta}} is made of {{c2::silt}} and {{c3::sand}}." });
    expect(await cardsOf(open, noteId)).toEqual(["1 rests", "2", "3"]);
  });

  test("keeps at least one gap", async () => {
    const { open, cardId, noteId } = await withFile(markdown);
    await expect(edit(open, cardId, { text: "A delta is made of silt." })).rejects.toMatchObject({
      code: "invalid-input",
    });
    expect(await cardsOf(open, noteId)).toEqual(["1", "2"]);
  });

  test("does the same when its looks came with its deck", async () => {
    const { open, cardId, noteId } = await withFile({
      name: "rivers.apkg",
      bytes: await writeAnkiPackage(SMALL, []),
    });
    expect(await cardsOf(open, noteId)).toEqual(["1", "2"]);
    await edit(open, cardId, { values: ["A {{c1::delta}} is {{c4::silt}}", ""] });
    expect(await cardsOf(open, noteId)).toEqual(["1", "2 rests", "4"]);
    const { cards } = await open.store.session({ deckId: null });
    expect(cards.length).toBeGreaterThan(0);
  });
});

import { describe, expect, test } from "vitest";
import { STORE_METHODS, type StudyStore } from "../contract.ts";
import type { CardId, DeckId, SituationId } from "../core/ids.ts";
import { PACKS } from "../content/packs.ts";
import {
  ALL,
  type Machine,
  guidePlan,
  importAll,
  newMachine,
  wholeDeck,
  changePreset,
} from "./test-collection.ts";

export interface ContractStore {
  readonly store: StudyStore;
  readonly machine: Machine;
}

const SAMPLE = { source: { kind: "sample", id: "rivers" } } as const;
const NOWHERE = "nowhere" as DeckId;

/** What every store does, wherever it is: called in process and over a port, with the same results and codes. */
export function storeContract(name: string, open: (machine: Machine) => Promise<ContractStore>): void {
  const start = () => open({ ...newMachine(), packs: PACKS });
  const withDeck = async () => {
    const opened = await start();
    const plan = await guidePlan(opened.store, SAMPLE);
    const { deckId } = await importAll(opened.store, SAMPLE);
    return { ...opened, deckId, plan };
  };

  describe(`a store ${name}`, () => {
    test("is empty at first, and answers every question about it", async () => {
      const { store } = await start();
      expect(await store.today()).toMatchObject({ decks: [], reviewedToday: 0, daysInARow: 0, minutes: 0 });
      expect(await store.session(ALL)).toMatchObject({
        cards: [],
        steps: { undo: null, redo: null },
        nextLearningAt: null,
      });
      expect(await store.sampleGuides()).toMatchObject([{ id: "rivers", cards: 14 }]);
      expect(await store.storageReport()).toMatchObject({ recovery: null, journal: { events: 0 } });
    });

    test("plans, imports, shows, exports and takes in again", async () => {
      const { store, deckId, plan } = await withDeck();
      expect(plan.cards.add).toBe(14);
      const detail = await store.deck({ deckId });
      expect(detail).toMatchObject({ cards: 14, reviews: 0, states: { new: 14 } });
      expect(detail.subdecks.reduce((sum, subdeck) => sum + subdeck.cards, 0)).toBe(14);
      const page = await store.deckCards({ deckId, offset: 12, limit: 10 });
      expect([page.total, page.cards.length]).toEqual([14, 2]);
      const file = await store.exportDecks(wholeDeck(deckId));
      expect(file.bytes).toBeInstanceOf(Uint8Array);
      const again = await store.planImport({ source: { kind: "file", file } });
      expect(again).toMatchObject({
        format: "bundle",
        cards: 0,
        notes: { new: 0, updated: 0, conflicting: 0 },
      });
    });

    test("takes an answer, takes it back, and keeps both through its head of the queue", async () => {
      const { store } = await withDeck();
      const [card] = (await store.session(ALL)).cards;
      if (!card) throw new Error("no card");
      const { cardId, version } = card;
      const input = { ...ALL, cardId, version, grade: "good", durationMs: 900 } as const;
      const { answered, session } = await store.answerCard(input);
      expect(answered).toMatchObject({ cardId, grade: "good" });
      expect(session).toMatchObject({ answeredToday: 1, counts: { learning: 1, new: 13 } });
      await expect(store.answerCard(input)).rejects.toMatchObject({ code: "stale" });
      const label = { kind: "answer", grade: "good", cardId };
      expect(session.steps).toMatchObject({ undo: { label }, redo: null });
      expect(await store.undo()).toMatchObject({ label });
      const back = await store.session({ ...ALL, first: cardId });
      expect(back).toMatchObject({ answeredToday: 0, steps: { redo: { label } } });
      expect(back.cards[0]).toMatchObject({ cardId, state: "new" });
      expect(await store.redo()).toMatchObject({ label });
      expect(await store.session(ALL)).toMatchObject({ answeredToday: 1, counts: { learning: 1, new: 13 } });
      await expect(store.redo()).rejects.toMatchObject({ code: "nothing-to-redo" });
    });

    test("changes settings within their ranges", async () => {
      const { store } = await start();
      expect(await store.changeSettings({ theme: "dark" })).toMatchObject({ theme: "dark" });
      await changePreset(store, { newCardsPerDay: 3 });
      await expect(changePreset(store, { desiredRetention: 0.99 })).rejects.toMatchObject({
        code: "invalid-input",
        detail: expect.stringMatching(/70.*97/),
      });
      const { presets } = await store.settings();
      expect(presets).toMatchObject([{ newCardsPerDay: 3, desiredRetention: 0.9 }]);
    });

    test("shows a situation, scores an answer to it and remembers the score", async () => {
      const { store } = await start();
      const [first] = await store.situations();
      if (!first) throw new Error("no situation");
      const { situationId } = first;
      const view = await store.situation({ situationId });
      const choice = view.options[0]?.id ?? "";
      const result = await store.answerSituation({ situationId, choice, marked: [], sureness: 0.5 });
      expect(result.score.total).toBeGreaterThanOrEqual(0);
      expect(result.decision.ranking).toHaveLength(view.options.length);
      expect((await store.situations())[0]).toMatchObject({
        answers: 1,
        lastScore: Math.round(result.score.total),
      });
    });

    test("says not-found for what is not there", async () => {
      const { store } = await withDeck();
      const cardId = "none" as CardId;
      const situationId = "none" as SituationId;
      const calls = [
        () => store.deck({ deckId: NOWHERE }),
        () => store.deckCards({ deckId: NOWHERE, offset: 0, limit: 1 }),
        () => store.session({ deckId: NOWHERE }),
        () => store.exportDecks(wholeDeck(NOWHERE)),
        () => store.planImport({ source: { kind: "sample", id: "none" } }),
        () => store.answerCard({ ...ALL, cardId, version: "new", grade: "good", durationMs: 1 }),
        () => store.situation({ situationId }),
        () => store.answerSituation({ situationId, choice: "x", marked: [], sureness: 0 }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "not-found" });
    });

    test("says invalid-input for every argument that is none, and stays as it was", async () => {
      const { store } = await withDeck();
      const before = await store.today();
      const verbs = Object.keys(STORE_METHODS) as (keyof StudyStore)[];
      const taking = verbs.filter((verb) => !TAKE_NOTHING.has(verb));
      for (const verb of taking) {
        const call = store[verb] as (input: unknown) => Promise<unknown>;
        for (const input of [
          undefined,
          null,
          7,
          "text",
          { deckId: 3, source: {}, situationId: [], colour: 1 },
        ]) {
          await expect(call.call(store, input), `${verb}(${JSON.stringify(input)})`).rejects.toMatchObject({
            code: "invalid-input",
          });
        }
      }
      expect(await store.today()).toEqual(before);
    });
  });
}

const TAKE_NOTHING = new Set<keyof StudyStore>([
  "today",
  "sampleGuides",
  "lastEdit",
  "steps",
  "exams",
  "undo",
  "redo",
  "settings",
  "situations",
  "packs",
  "practiceOverview",
  "cancelFitting",
  "misuse",
  "storageReport",
  "snapshots",
]);

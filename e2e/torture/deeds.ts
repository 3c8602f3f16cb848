import { StoreError } from "../../decks/contract.ts";
import type { NamedFile } from "../../decks/contract/named-file.ts";
import type { CardId, NoteId } from "../../decks/core/ids.ts";
import type { Draw } from "../../decks/core/scenario/generate/draw.ts";
import { canonical } from "../../decks/core/same.ts";
import { GRADES } from "../../decks/core/schedule/types.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { FoundRows, PageStore } from "../harness/page-store.ts";
import { ankiFile, bundleFile, guideFile } from "./imported-files.ts";
import type { Ledger } from "./ledger.ts";
import { cardText, type Changes, noteOf, noteText } from "./model.ts";

/** What was going on when a kill came. */
export const PHASES = [
  "start-up",
  "recovery",
  "grading",
  "editing",
  "importing",
  "snapshot",
  "restoring",
  "mending",
  "idle",
] as const;
export type Phase = (typeof PHASES)[number];

/** One hand that does things to the collection, as fast as they are confirmed. */
export interface Hand {
  readonly page: PageStore;
  readonly ledger: Ledger;
  readonly draw: Draw;
  /** The collection as it was found at the start of the run. */
  readonly rows: FoundRows;
  /** Which hand of how many: each has its own cards and notes. */
  readonly index: number;
  readonly of: number;
  readonly next: () => number;
  /** What is done more often. */
  readonly aim: Phase | null;
}

type DeedKind = keyof typeof WEIGHTS;
const WEIGHTS = {
  answer: 40,
  edit: 12,
  suspend: 6,
  flag: 6,
  settings: 6,
  undo: 8,
  redo: 5,
  delete: 3,
  guide: 3,
  bundle: 2,
  anki: 2,
  snapshot: 6,
  restore: 1,
  mend: 1,
  idle: 4,
} as const;
const MORE = 20;
const PHASE_OF: Readonly<Partial<Record<DeedKind, Phase>>> = {
  guide: "importing",
  bundle: "importing",
  anki: "importing",
  snapshot: "snapshot",
  restore: "restoring",
  mend: "mending",
};
/** More would make every check slow; then cards are deleted rather than brought. */
const MOST_CARDS = 700;

/** Does one thing after another until `isOver` or the page is gone. */
export async function busy(hand: Hand, isOver: () => boolean): Promise<void> {
  const alone = hand.of === 1;
  const kinds = (Object.keys(WEIGHTS) as DeedKind[]).filter(
    (kind) => alone || !["undo", "redo", "restore", "mend", "settings", "delete"].includes(kind),
  );
  const weight = (kind: DeedKind) => WEIGHTS[kind] + (PHASE_OF[kind] === hand.aim ? MORE : 0);
  const bag = kinds.flatMap((kind) => Array.from({ length: weight(kind) }, () => kind));
  while (!isOver()) {
    try {
      await DEEDS[hand.draw.pick(bag)](hand);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (isOver()) return;
      hand.ledger.refused(error);
      if (error.code === "unavailable") return;
    }
  }
}

const ALL = { deckId: null } as const;

async function answer({ page: { store }, ledger, draw }: Hand): Promise<void> {
  const { cards } = await store.session(ALL);
  const [card] = cards;
  if (!card) return;
  const { cardId, version } = card;
  const grade = draw.chance(20) ? draw.pick(GRADES) : "good";
  const deed = ledger.begin("grading", { kind: "review", cardId });
  const { answered, session } = await settled(ledger, deed, () =>
    store.answerCard({ ...ALL, cardId, version, grade, durationMs: 1_000 + draw.int(9_000) }),
  );
  ledger.reviewed(deed, cardId, answered.eventId, session.steps.undo?.id ?? null);
}

/** Does what is known beforehand, and books it. */
async function known(hand: Hand, changes: Changes, run: () => Promise<unknown>): Promise<void> {
  const { ledger, page } = hand;
  const deed = ledger.begin("editing", { kind: "changes", changes });
  await settled(ledger, deed, run);
  ledger.happened(deed, changes);
  if (hand.of === 1) ledger.stepOf(changes, (await page.store.steps()).undo?.id ?? null);
}

async function edit(hand: Hand): Promise<void> {
  const { draw, ledger, page, next } = hand;
  const note = own(hand, hand.rows.notes, (one) => ledger.state.has(`note ${one.id}`));
  if (!note) return;
  const suffix = ` · ${next()}`;
  const fields = Object.fromEntries(
    Object.entries(note.fields).map(([name, value]) => {
      if (typeof value === "string" && value !== "") return [name, value.replace(/ · \d+$/, "") + suffix];
      if (note.kind !== "typed" || !Array.isArray(value)) return [name, value];
      return [name, value.map((one, at) => (at === 1 && typeof one === "string" ? one + suffix : one))];
    }),
  ) as typeof note.fields;
  const tags = draw.chance(30) ? [...new Set([...note.tags, `tag-${draw.int(5)}`])] : note.tags;
  await known(hand, new Map([[`note ${note.id}`, noteText({ fields, tags })]]), () =>
    page.store.editNote({ noteId: note.id, fields, tags }),
  );
}

async function changeCard(hand: Hand, what: "suspend" | "flag"): Promise<void> {
  const { draw, ledger, page } = hand;
  const card = own(hand, hand.rows.cards, (one) => ledger.state.has(`card ${one.id}`));
  if (!card) return;
  const [noteId, suspended, flag] = JSON.parse(ledger.state.get(`card ${card.id}`) ?? "[]") as [
    string,
    boolean,
    number,
  ];
  const after = {
    noteId,
    suspended: what === "suspend" ? !suspended : suspended,
    flag: what === "flag" ? (flag + 1 + draw.int(6)) % 8 : flag,
  };
  await known(hand, new Map([[`card ${card.id}`, cardText(after)]]), () =>
    page.store.changeCards({
      cardIds: [card.id],
      change:
        what === "suspend"
          ? { kind: "suspend", suspended: after.suspended }
          : { kind: "flag", flag: after.flag },
    }),
  );
}

async function settings(hand: Hand): Promise<void> {
  const { draw, page } = hand;
  const { store } = page;
  const before = await store.settings();
  const [preset, ...others] = before.presets;
  if (!preset) return;
  if (draw.chance(50)) {
    const theme = draw.pick(["system", "light", "dark", "contrast"] as const);
    const changes = new Map([["settings", canonical({ ...before, theme })]]);
    return known(hand, changes, () => store.changeSettings({ theme }));
  }
  const saved = { ...preset, maximumIntervalDays: 1_000 + draw.int(30_000) };
  const changes = new Map([["settings", canonical({ ...before, presets: [saved, ...others] })]]);
  await known(hand, changes, () => store.savePreset({ preset: saved }));
}

async function moved(hand: Hand, way: "undo" | "redo"): Promise<void> {
  const { ledger, page } = hand;
  const step = (await page.store.steps())[way];
  const changes = step && ledger.changesOf(step.id, way);
  // A step whose changes were not written down, because a kill came between: nothing can be said of it.
  if (!changes) return;
  const deed = ledger.begin("editing", { kind: "changes", changes });
  await settled(ledger, deed, () => page.store[way]());
  ledger.happened(deed, changes);
}

async function remove(hand: Hand): Promise<void> {
  const { draw, ledger, page } = hand;
  const cards = hand.rows.cards.filter(({ id }) => ledger.state.has(`card ${id}`));
  if (cards.length < 60) return;
  const many = cards.length > MOST_CARDS ? 200 : 1 + draw.int(25);
  const from = draw.int(cards.length);
  const chosen = cards.slice(from, from + many);
  const notes = new Set<string>(chosen.map(({ noteId }) => noteId));
  const changes = new Map<string, null>();
  for (const noteId of notes) changes.set(`note ${noteId}`, null);
  for (const [key, value] of ledger.state)
    if (key.startsWith("card ") && notes.has(noteOf(value))) changes.set(key, null);
  await known(hand, changes, () => page.store.deleteCards({ cardIds: chosen.map(({ id }) => id) }));
}

async function bring(hand: Hand, file: NamedFile, mark: RegExp, into?: "new"): Promise<void> {
  const { page, ledger } = hand;
  const request = { source: { kind: "file", file }, ...(into ? { into } : {}) } as const;
  const plan = await page.store.planImport(request);
  const cards = plan.format === "guide" ? plan.cards.add : plan.cards;
  const deed = ledger.begin("importing", { kind: "arrival", cards, mark });
  await settled(ledger, deed, () => page.store.applyImport({ ...request, planId: plan.planId }));
  ledger.confirmed(deed);
}

/** Brings a file in that has nothing in common with what is there. */
async function arrival(hand: Hand, make: (number: number) => Promise<NamedFile>, into?: "new") {
  if (hand.of === 1 && hand.rows.cards.length > MOST_CARDS) return remove(hand);
  const number = hand.next();
  await bring(hand, await make(number), new RegExp(`\\b(guide|series) ${number}\\b`), into);
  if (hand.of > 1) return;
  // What came is read from the page: ids of cards cannot be known beforehand.
  const rows = await hand.page.read();
  const changes = hand.ledger.arrived(rows);
  hand.ledger.stepOf(changes, (await hand.page.store.steps()).undo?.id ?? null);
}

async function snapshot({ page, ledger, of }: Hand): Promise<void> {
  const deed = ledger.begin("snapshot", { kind: "nothing" });
  const taken = await settled(ledger, deed, () => page.store.takeSnapshot({ reason: "asked" }));
  ledger.settle(deed);
  if (taken && of === 1) ledger.snapshotTaken(taken.name);
}

async function restore({ page, ledger, draw }: Hand): Promise<void> {
  const { snapshots } = await page.store.snapshots();
  const there = snapshots.filter(({ name }) => ledger.snapshots.has(name));
  const chosen = there.length > 0 ? draw.pick(there) : null;
  const state = chosen && ledger.snapshots.get(chosen.name);
  if (!chosen || !state) return;
  const { name } = chosen;
  const { planId } = await page.store.planRestore({ name });
  const deed = ledger.begin("restoring", { kind: "whole", state });
  await settled(ledger, deed, () => page.store.restore({ name, planId }));
  ledger.restored(deed, state);
}

/** Takes a note's row out behind the store's back, and has the check make the database anew. */
async function mend(hand: Hand): Promise<void> {
  const { page, ledger } = hand;
  const note = own(hand, hand.rows.notes, (one) => ledger.state.has(`note ${one.id}`));
  if (!note) return;
  const deed = ledger.begin("mending", { kind: "nothing" });
  ledger.spoil(true);
  await page.page.evaluate(removeNote, note.id as string);
  await settled(ledger, deed, () => page.store.checkCollection({ mend: true }));
  ledger.spoil(false);
  ledger.settle(deed);
}

async function removeNote(noteId: string): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("cardinal");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the database cannot be opened"));
  });
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction("notes", "readwrite", { durability: "strict" });
    transaction.objectStore("notes").delete(noteId);
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the note was not removed"));
  });
  database.close();
}

async function idle({ ledger, draw }: Hand): Promise<void> {
  const deed = ledger.begin("idle", { kind: "nothing" });
  await sleep(50 + draw.int(300));
  ledger.settle(deed);
}

const DEEDS: Readonly<Record<DeedKind, (hand: Hand) => Promise<void>>> = {
  answer,
  edit,
  suspend: (hand) => changeCard(hand, "suspend"),
  flag: (hand) => changeCard(hand, "flag"),
  settings,
  undo: (hand) => moved(hand, "undo"),
  redo: (hand) => moved(hand, "redo"),
  delete: remove,
  guide: (hand) => arrival(hand, async (number) => guideFile(number), "new"),
  bundle: (hand) => arrival(hand, bundleFile),
  anki: (hand) => arrival(hand, ankiFile),
  snapshot,
  restore,
  mend,
  idle,
};

/** Runs a verb; what the store refuses did not happen, unless it says that it does not know. */
async function settled<T>(
  ledger: Ledger,
  deed: ReturnType<Ledger["begin"]>,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isSure =
      error instanceof StoreError && ["stale", "not-found", "invalid-input"].includes(error.code);
    if (isSure) ledger.settle(deed);
    throw error;
  }
}

/** A row that is this hand's, and passes. */
function own<Row extends { readonly id: NoteId | CardId }>(
  { draw, index, of }: Hand,
  rows: readonly Row[],
  passes: (row: Row) => boolean,
): Row | null {
  const mine = rows.filter((row, at) => at % of === index && passes(row));
  return mine.length > 0 ? draw.pick(mine) : null;
}

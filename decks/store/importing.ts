import {
  type ImportChanges,
  type ImportPlan,
  type ImportReport,
  type ImportRequest,
  type ImportSection,
  type NamedFile,
  StoreError,
  type StudyStore,
} from "../contract.ts";
import { fileHash, shortDigest } from "../core/digest.ts";
import type { FileHash } from "../core/ids.ts";
import type { Issue } from "../core/issue.ts";
import { decodeText } from "../formats/decode-text.ts";
import { type DeckFile, looksLikeDeckFile, readDeckFile, writeDeckFile } from "../formats/deck-file.ts";
import { guideOf, guideText } from "../formats/guide-text.ts";
import { guideContents } from "../formats/guide-contents.ts";
import type { Collection } from "./collection.ts";
import { exportDeck } from "./exporting.ts";
import { historyOfCards } from "./history.ts";

/** A guide that ships with Cardinal. */
export interface ShippedGuide {
  readonly id: string;
  readonly fileName: string;
  readonly summary: string;
  readonly text: string;
}

/** What a request comes down to, before it meets the collection. */
interface Resolved {
  readonly file: NamedFile;
  readonly sourceHash: FileHash;
  readonly contents: DeckFile;
  readonly plan: Omit<ImportPlan, "planId" | "cards" | "existingDeckId" | "reviews">;
}

/** The verbs of bringing decks in and taking them out. Planning writes nothing and remembers nothing. */
export function importVerbs(
  collection: Collection,
  guides: readonly ShippedGuide[],
): Pick<StudyStore, "sampleGuides" | "planImport" | "applyImport" | "exportDeck"> {
  return {
    sampleGuides: async () =>
      Promise.all(
        guides.map(async ({ id, fileName, summary }) => {
          const { plan, contents } = await resolve({ source: { kind: "sample", id } }, guides);
          const { title, scenarios } = plan;
          return { id, fileName, summary, title, cards: contents.cards.length, scenarios };
        }),
      ),
    planImport: async (request) => planOf(collection, await resolve(request, guides)),
    applyImport: (request) => applyImport(collection, request, guides),
    exportDeck: ({ deckId }) => exportDeck(collection, deckId),
  };
}

async function applyImport(
  collection: Collection,
  request: ImportRequest & { readonly planId: string },
  guides: readonly ShippedGuide[],
): Promise<ImportReport> {
  const resolved = await resolve(request, guides);
  const { contents, sourceHash } = resolved;
  let plan: ImportPlan | null = null;
  await collection.change(async () => {
    plan = await planOf(collection, resolved);
    if (plan.planId !== request.planId) throw new StoreError("stale");
    const events = await newEvents(collection, contents);
    if (plan.cards.add + plan.cards.update + events.length === 0 && plan.existingDeckId !== null) return null;
    // Both files are in place before the event that names them.
    await collection.journal.putFile(resolved.file.bytes);
    const dated =
      plan.format === "guide" && contents.guide
        ? { ...contents, guide: { ...contents.guide, importedAt: collection.clock.now() } }
        : contents;
    const contentsHash = await collection.journal.putFile(new TextEncoder().encode(writeDeckFile(dated)));
    return { kind: "import", name: resolved.file.name, sourceHash, contentsHash };
  });
  const [deck] = contents.decks;
  if (!deck || !plan) throw new Error("an import came to nothing");
  const { cards, reviews } = plan as ImportPlan;
  const kept = await collection.database.decks.get(deck.id);
  return { deckId: deck.id, deckName: kept?.name ?? deck.name, cards, reviews, sourceHash };
}

async function resolve(request: ImportRequest, guides: readonly ShippedGuide[]): Promise<Resolved> {
  const file = requestedFile(request, guides);
  const sourceHash = fileHash(file.bytes);
  const decoded = decodeText(file.bytes);
  if (decoded.ok && looksLikeDeckFile(decoded.text)) {
    return { file, sourceHash, ...deckFilePlan(file.name, decoded.text, request) };
  }
  const read = await guideText(file);
  if (!read.ok) throw new StoreError("unreadable-file", `${file.name}: ${read.reason}`);
  const guide = guideOf(read);
  const made = guideContents({
    guide,
    fileName: file.name,
    hash: sourceHash,
    deckName: request.deckName,
    leaveOut: request.leaveOut ?? [],
  });
  const { sections } = made;
  // What the journal could not read again must not get into it: a replay would pass the import over.
  const checked = readDeckFile(writeDeckFile(made.contents));
  if (!checked.ok) throw new StoreError("unreadable-file", `${file.name}: ${checked.reason}`);
  const contents = checked.file;
  return {
    file,
    sourceHash,
    contents,
    plan: {
      format: "guide",
      fileName: file.name,
      title: guide.title,
      deckName: contents.decks[0]?.name ?? guide.title,
      lines: linesIn(read.text),
      sections,
      scenarios: guide.workedExamples.length,
      objectives: guide.objectives.length,
      issues: guide.unread,
    },
  };
}

function requestedFile({ source }: ImportRequest, guides: readonly ShippedGuide[]): NamedFile {
  if (source.kind === "file") {
    if (!(source.file.bytes instanceof Uint8Array)) throw new StoreError("invalid-input", "A file is bytes.");
    return source.file;
  }
  const guide = guides.find((candidate) => candidate.id === source.id);
  if (!guide) throw new StoreError("not-found");
  return { name: guide.fileName, bytes: new TextEncoder().encode(guide.text) };
}

function deckFilePlan(
  fileName: string,
  text: string,
  request: ImportRequest,
): Pick<Resolved, "contents" | "plan"> {
  const read = readDeckFile(text);
  if (!read.ok) {
    throw new StoreError(
      read.code === "newer-version" ? "newer-version" : "unreadable-file",
      `${fileName}: ${read.reason}`,
    );
  }
  const [deck, ...others] = read.file.decks;
  if (!deck) throw new StoreError("unreadable-file", `${fileName}: It holds no deck.`);
  const deckName = request.deckName?.trim() || deck.name;
  const contents = { ...read.file, decks: [{ ...deck, name: deckName }, ...others] };
  const section: ImportSection = {
    id: "cards",
    kind: "basic",
    title: "Cards with their history",
    found: `${contents.notes.length} notes`,
    becomes: `${contents.cards.length} cards`,
    included: true,
    selectable: false,
    samples: [],
  };
  const issues: readonly Issue[] = [];
  return {
    contents,
    plan: {
      format: "cardinal-deck",
      fileName,
      title: deck.name,
      deckName,
      lines: linesIn(text),
      sections: [section],
      scenarios: 0,
      objectives: 0,
      issues,
    },
  };
}

function linesIn(text: string): number {
  return text.split(/\r\n|\r|\n/).length;
}

/** The plan against the collection as it is. */
async function planOf(collection: Collection, { contents, plan }: Resolved): Promise<ImportPlan> {
  const { database } = collection;
  const [deck] = contents.decks;
  const existing = deck ? await database.decks.get(deck.id) : undefined;
  const cards = await changesBy(collection, contents);
  const reviews = (await newEvents(collection, contents)).filter((event) => event.kind === "review").length;
  const { lastEventId } = await collection.meta();
  return {
    ...plan,
    deckName: existing?.name ?? plan.deckName,
    planId: shortDigest(JSON.stringify([writeDeckFile(contents), lastEventId])),
    cards,
    reviews,
    existingDeckId: existing?.id ?? null,
  };
}

async function changesBy({ database }: Collection, contents: DeckFile): Promise<ImportChanges> {
  const known = await database.cards.bulkGet(contents.cards.map((card) => card.id));
  const notes = await database.notes.bulkGet(contents.notes.map((note) => note.id));
  const changed = new Set(
    contents.notes.flatMap((note, index) => {
      const mine = notes[index];
      return mine && canonical(mine) !== canonical(note) ? [note.id] : [];
    }),
  );
  const there = contents.cards.filter((_, index) => known[index] !== undefined);
  const update = there.filter((card) => changed.has(card.noteId)).length;
  return {
    add: contents.cards.length - there.length,
    update,
    unchanged: there.length - update,
    conflicts: 0,
  };
}

async function newEvents(
  { database }: Collection,
  contents: DeckFile,
): Promise<readonly DeckFile["events"][number][]> {
  if (contents.events.length === 0) return [];
  const present = await historyOfCards(database, new Set(contents.events.map((event) => event.cardId)));
  const presentIds = new Set(present.map((event) => event.id));
  return contents.events.filter((event) => !presentIds.has(event.id));
}

/** A value's JSON with its keys in order, so that equal notes are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

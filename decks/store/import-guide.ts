import { StoreError } from "../contract.ts";
import type { ImportRequest } from "../contract/importing.ts";
import type { NamedFile } from "../contract/named-file.ts";
import { shortDigest } from "../core/digest.ts";
import { guideIdOf } from "../core/guide/guide-id.ts";
import type { CardId, DeckId, FileHash, GuideId, NoteId } from "../core/ids.ts";
import type { EpochMs } from "../core/time.ts";
import { type FileGuide, isTooLong } from "../formats/deck-file.ts";
import { guideChanges, type KnownGuide } from "../formats/guide-changes.ts";
import { guideContents } from "../formats/guide-contents.ts";
import { type GuideMatch, matchGuide } from "../formats/match-guide.ts";
import { fileCard } from "./card-rows.ts";
import type { Collection } from "./collection.ts";
import type { Database } from "./database.ts";
import { type ReadGuide, readGuideFile } from "./guide-files.ts";
import type { PlannedGuide } from "./planned.ts";

/** A list of changes that a screen can show; more than that nobody reads. */
const MOST_LISTED = 2_000;

/** What an import of a guide would do to the collection as it is. Writes nothing. */
export async function planGuide(
  collection: Collection,
  request: ImportRequest,
  file: NamedFile,
  readFile = readGuideFile,
): Promise<PlannedGuide> {
  const { database } = collection;
  const read = await readFile(collection, file);
  const { guide } = read;
  const target = await targetOf(database, read, request.into);
  const known = await knownGuide(database, target.guideId);
  const leaveOut = request.leaveOut ?? known.guide?.leaveOut ?? [];
  const takeIn = request.takeIn ?? known.guide?.takeIn ?? [];
  const present = known.decks.find((deck) => deck.id === target.deckId);
  const contents = guideContents({
    guide,
    guideId: target.guideId,
    deckId: target.deckId,
    deckName: present?.name ?? (request.deckName?.trim() || guide.title),
    last: [...known.imported.values()].sort((a, b) => Number(a.gone) - Number(b.gone)),
    leaveOut,
    takeIn,
    deckOf: (cardId) => known.cards.get(cardId)?.deckId ?? null,
  });
  const row: FileGuide = {
    id: target.guideId,
    deckId: target.deckId,
    title: guide.title,
    fileName: file.name,
    hash: read.hash,
    importedAt: 0 as EpochMs,
    leaveOut,
    takeIn,
  };
  const made = guideChanges(row, contents, known, {
    notes: request.choices ?? {},
    removed: request.removed ?? "suspend",
  });
  const long = made.changes.put.notes.find(isTooLong);
  if (long) {
    const line = long.source?.line ?? 0;
    throw new StoreError("unreadable-file", `${file.name}: At line ${line} is a text too long for a card.`);
  }
  return {
    changes: made.changes,
    deckId: target.deckId,
    plan: {
      format: "guide",
      fileName: file.name,
      title: guide.title,
      deckName: contents.decks[0]?.name ?? guide.title,
      lines: read.text.text.split(/\r\n|\r|\n/).length,
      sections: contents.sections,
      cards: made.counts,
      reviews: 0,
      scenarios: guide.workedExamples.length,
      objectives: guide.objectives.length,
      existingDeckId: present?.id ?? null,
      candidates: target.candidates,
      changes: made.diff.slice(0, MOST_LISTED),
      issues: [...guide.unread, ...contents.refused].sort((a, b) => a.line - b.line),
    },
  };
}

interface Target {
  readonly guideId: GuideId;
  readonly deckId: DeckId;
  readonly candidates: readonly GuideMatch[];
}

/** The guide that this is an edition of, or a new one; the learner's word decides where there is one. */
async function targetOf(
  database: Database,
  { guide, hash }: ReadGuide,
  into: ImportRequest["into"],
): Promise<Target> {
  const titleId = guideIdOf(guide.title);
  const known = await database.guides.toArray();
  const chosen = known.find((candidate) => candidate.deckId === into);
  if (chosen) return { guideId: chosen.id, deckId: chosen.deckId, candidates: [] };
  if (into !== undefined && into !== "new") throw new StoreError("not-found");
  const fresh = freshGuide(titleId, hash, known);
  if (into === "new") return { ...fresh, candidates: [] };
  const candidates = await Promise.all(
    known.map(async ({ id, deckId, title }) => ({
      guideId: id,
      deckId,
      name: (await database.decks.get(deckId))?.name ?? title,
      imported: await database.imported.where("guideId").equals(id).toArray(),
    })),
  );
  const { sure, unsure } = matchGuide(guide, titleId, candidates);
  if (sure) return { guideId: sure.guideId, deckId: sure.deckId, candidates: [] };
  return { ...fresh, candidates: unsure };
}

/** A new identity: from the title, unless another guide has that title already. */
function freshGuide(
  titleId: GuideId,
  hash: FileHash,
  known: readonly FileGuide[],
): Omit<Target, "candidates"> {
  const taken = known.some(({ id }) => id === titleId);
  const guideId = taken ? (shortDigest(`${titleId}/${hash}`) as GuideId) : titleId;
  return { guideId, deckId: `deck-${guideId}` as DeckId };
}

/** What the collection has of a guide. */
async function knownGuide(database: Database, guideId: GuideId): Promise<KnownGuide> {
  const guide = (await database.guides.get(guideId)) ?? null;
  const imported = await database.imported.where("guideId").equals(guideId).toArray();
  const noteIds = imported.map((row) => row.id);
  const notes = (await database.notes.bulkGet(noteIds)).flatMap((note) => note ?? []);
  const cards = await database.cards.where("noteId").anyOf(noteIds).toArray();
  return {
    guide,
    decks: await database.decks.toArray(),
    imported: new Map<NoteId, (typeof imported)[number]>(imported.map((row) => [row.id, row])),
    notes: new Map(notes.map((note) => [note.id, note])),
    cards: new Map<CardId, ReturnType<typeof fileCard>>(cards.map((row) => [row.id, fileCard(row)])),
  };
}

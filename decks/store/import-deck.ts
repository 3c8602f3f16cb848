import { StoreError } from "../contract.ts";
import type { DeckPlan, ImportRequest, NoteSample } from "../contract/importing.ts";
import type { NamedFile } from "../contract/named-file.ts";
import { fileHash } from "../core/digest.ts";
import { listOf } from "../core/cards/field-values.ts";
import type { Note } from "../core/cards/types.ts";
import type { DeckId, FileHash } from "../core/ids.ts";
import { plainText } from "../core/note-types/plain-text.ts";
import { canonical } from "../core/same.ts";
import { type Changes, rowChanges } from "../formats/changes.ts";
import { type DeckContents, deckPaths } from "../formats/contents.ts";
import { isEmptyHistory, writeHistory } from "../formats/history-file.ts";
import {
  DEFAULT_CHOICES,
  merge,
  type MergedNote,
  noteTitle,
  type Outcome,
  OUTCOMES,
} from "../formats/merge.ts";
import { type Contents, readContents } from "../formats/read-contents.ts";
import { freeName, withRenamedMedia } from "../formats/renamed-media.ts";
import { presetOf } from "../core/settings/settings.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { editEvent } from "./editing.ts";
import { knownContents } from "./known-contents.ts";
import { newPacks, newSituations } from "./bundled-packs.ts";
import type { PackShelf } from "./packs.ts";
import type { PlannedDeck } from "./planned.ts";

/** Lists that a screen shows; more nobody reads. */
const MOST_ISSUES = 2_000;
const SAMPLES = 5;
const SAMPLE_LENGTH = 300;

/**
 * What an import of a deck of cards would do to the collection as it is; null for a file that is a study guide, or
 * nothing at all. Writes nothing.
 * @throws StoreError `unreadable-file`, `newer-version` with what is wrong
 */
export async function planDeck(
  collection: Collection,
  request: ImportRequest,
  file: NamedFile,
): Promise<PlannedDeck | null> {
  const read = await contentsOf(collection, request, file);
  if (read === null) return null;
  const { contents, warnings, issues } = read;
  const choices = request.merge ?? DEFAULT_CHOICES;
  const known = await knownContents(collection, contents);
  const merged = merge(contents, known, choices);
  const byOutcome = (outcome: Outcome) => merged.notes.filter((note) => note.outcome === outcome);
  const { past, events } = contents.history;
  const plan: PlannedDeck["plan"] = {
    format: read.format,
    formatName: read.formatName,
    fileName: file.name,
    decks: deckRows(contents, new Set(merged.rows.decks.map(({ id }) => id))),
    noteTypes: contents.noteTypes.map(({ name, fields }) => ({ name, fields })),
    notes: {
      ...(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, byOutcome(outcome).length])) as Record<
        Outcome,
        number
      >),
      dropped: read.dropped,
    },
    samples: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, byOutcome(outcome).slice(0, SAMPLES).map(sampled(contents))]),
    ) as unknown as DeckPlan["samples"],
    cards: merged.addedCards,
    reviews: merged.addedReviews,
    media: {
      files: contents.media.length,
      bytes: contents.media.reduce((sum, { size }) => sum + size, 0),
    },
    packs: contents.packs.length,
    situations: contents.situations.length,
    scheduling: { inFile: past.card.length + events.length > 0, laterHere: merged.laterHere },
    merge: choices,
    warnings,
    issues: issues.slice(0, MOST_ISSUES),
    table: read.table,
  };
  return { plan, contents, merged };
}

/** The events of an import, their files in place before they are named; empty when it would change nothing. */
export async function deckImportEvents(
  collection: Collection,
  shelf: PackShelf,
  file: NamedFile,
  { contents, merged }: PlannedDeck,
): Promise<readonly NewEvent[]> {
  const { journal } = collection;
  // What was read is as large as the file, and not wanted again.
  latest.delete(collection);
  const media = await newMedia(collection, contents, file.name);
  const notes =
    media.renamed.size === 0
      ? merged.rows.notes
      : merged.rows.notes.map((note) => withRenamedMedia(note, media.renamed));
  for (const source of merged.rows.guides.length > 0 ? contents.sources : [])
    await journal.putFile(await bytesOf(source, file.name));
  const changes: Changes = {
    ...rowChanges({ ...merged.rows, notes, media: media.rows }),
    history: isEmptyHistory(merged.history) ? null : await journal.putFile(writeHistory(merged.history)),
  };
  const others = [
    ...(await newPacks(collection, shelf, contents.packs)),
    ...(await newSituations(collection, contents.situations)),
  ];
  const isNothing = changes.history === null && Object.values(changes.put).every((rows) => rows.length === 0);
  if (isNothing) return others;
  const sourceHash = await journal.putFile(file.bytes);
  return [...others, await editEvent(collection, "import", `Import of ${file.name}`, sourceHash, changes)];
}

/** Keeps the files that come along; one whose name is another's here gets a name of its own. */
async function newMedia({ database, journal }: Collection, { media }: DeckContents, fileName: string) {
  const there = await database.media.bulkGet(media.map(({ name }) => name));
  const rows: { id: string; hash: FileHash; size: number }[] = [];
  const renamed = new Map<string, string>();
  for (const [index, one] of media.entries()) {
    const bytes = await bytesOf(one, fileName);
    const hash = fileHash(bytes);
    const known = there[index];
    if (known?.hash === hash) continue;
    await journal.putFile(bytes);
    const id = known ? freeName(one.name, hash) : one.name;
    if (known) renamed.set(one.name, id);
    if (!known || !(await database.media.get(id))) rows.push({ id, hash, size: bytes.length });
  }
  return { rows, renamed };
}

async function bytesOf(file: DeckContents["media"][number], fileName: string): Promise<Uint8Array> {
  try {
    return await file.read();
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new StoreError(
      "unreadable-file",
      `${fileName}: ${file.name} in it cannot be unpacked. ${why}`.trim(),
    );
  }
}

/** The file read last: a preview asks for the same one at every choice. */
const latest = new WeakMap<Collection, { readonly key: string; readonly read: Contents | null }>();

async function contentsOf(
  collection: Collection,
  request: ImportRequest,
  file: NamedFile,
): Promise<Contents | null> {
  const settings = await collection.settings();
  const { scheduler, parameters } = collection.scheduler(
    settings,
    presetOf(settings, null, () => null),
  );
  const now = collection.clock.now();
  const rule = collection.dayRule(settings);
  const key = canonical([fileHash(file.bytes), file.name, request.table ?? null, parameters.id]);
  const known = latest.get(collection);
  if (known?.key === key) return known.read;
  const result = await readContents(file, {
    standing: { rule, scheduler, parameters, now },
    noteTypes: await collection.database.noteTypes.toArray(),
    table: request.table ?? null,
  });
  if (result !== null && !result.ok) {
    const code = result.code === "newer-version" ? "newer-version" : "unreadable-file";
    throw new StoreError(code, `${file.name}: ${result.reason}`);
  }
  latest.set(collection, { key, read: result });
  return result;
}

function deckRows(contents: DeckContents, fresh: ReadonlySet<DeckId>): DeckPlan["decks"] {
  const counts = new Map<DeckId, number>();
  for (const { deckId } of contents.cards) counts.set(deckId, (counts.get(deckId) ?? 0) + 1);
  return [...deckPaths(contents.decks)].map(([id, path]) => ({
    path,
    cards: counts.get(id) ?? 0,
    isNew: fresh.has(id),
  }));
}

function sampled(contents: DeckContents): (note: MergedNote) => NoteSample {
  const paths = deckPaths(contents.decks);
  const homes = new Map(contents.cards.map(({ noteId, deckId }) => [noteId, paths.get(deckId) ?? []]));
  return ({ theirs, mine, takesTheirs }) => ({
    title: noteTitle(theirs),
    deck: (homes.get(theirs.id) ?? []).join(" › "),
    theirs: wordsOf(theirs),
    mine: mine && wordsOf(mine),
    takesTheirs,
  });
}

/** All texts of a note in one line. */
function wordsOf({ kind, fields }: Note): string {
  const texts =
    kind === "typed" ? listOf(fields["values"]).map(plainText) : Object.values(fields).flat(2).map(String);
  return texts
    .filter((text) => text !== "")
    .join(" · ")
    .slice(0, SAMPLE_LENGTH);
}

import { StoreError, type StudyStore } from "../contract.ts";
import type { GuidePlan, ImportReport, ImportRequest } from "../contract/importing.ts";
import type { NamedFile } from "../contract/named-file.ts";
import type { Note } from "../core/cards/types.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { fileHash, shortDigest } from "../core/digest.ts";
import { isEmpty, readChanges, writeChanges } from "../formats/changes.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { editEvent } from "./editing.ts";
import { noteDisputes } from "./disputing.ts";
import { readGuideFile, readGuideInTurns } from "./guide-files.ts";
import { deckImportEvents, planDeck } from "./import-deck.ts";
import { planGuide } from "./import-guide.ts";
import type { PackShelf } from "./packs.ts";
import { isGuide, type Planned, type PlannedGuide } from "./planned.ts";

/** A guide that ships with Cardinal. */
export interface ShippedGuide {
  readonly id: string;
  readonly fileName: string;
  readonly summary: string;
  readonly text: string;
}

/** The verbs of bringing decks in and taking them out. Planning writes nothing. */
export function importVerbs(
  collection: Collection,
  shelf: PackShelf,
  guides: readonly ShippedGuide[],
): Pick<StudyStore, "sampleGuides" | "planImport" | "applyImport"> {
  return {
    sampleGuides: () => sampleGuides(collection, guides),
    planImport: async (request) => {
      const file = requestedFile(request, guides);
      const planned = await plannedImport(collection, request, file, readGuideInTurns);
      const planId = await planIdOf(collection, request, file, planned);
      if (!isGuide(planned)) return { ...planned.plan, planId };
      return { ...planned.plan, disputes: disputesOf(await shelf.all(), planned.changes.put.notes), planId };
    },
    applyImport: (request) => applyImport(collection, shelf, request, requestedFile(request, guides)),
  };
}

async function sampleGuides(collection: Collection, guides: readonly ShippedGuide[]) {
  const samples = [];
  for (const { id, fileName, summary, text } of guides) {
    const file = { name: fileName, bytes: new TextEncoder().encode(text) };
    const { plan } = await planGuide(collection, { source: { kind: "sample", id }, into: "new" }, file);
    samples.push({
      id,
      fileName,
      summary,
      title: plan.title,
      cards: plan.cards.add,
      scenarios: plan.scenarios,
    });
  }
  return samples;
}

async function applyImport(
  collection: Collection,
  shelf: PackShelf,
  request: ImportRequest & { readonly planId: string },
  file: NamedFile,
): Promise<ImportReport> {
  const sourceHash = fileHash(file.bytes);
  let applied: Planned | null = null;
  const eventId = await collection.change(async () => {
    const planned = await plannedImport(collection, request, file);
    applied = planned;
    if ((await planIdOf(collection, request, file, planned)) !== request.planId)
      throw new StoreError("stale");
    if (!isGuide(planned)) return deckImportEvents(collection, shelf, file, planned);
    if (planned.plan.candidates.length > 0) {
      throw new StoreError(
        "invalid-input",
        "Choose whether this is a new guide or an edition of one you have.",
      );
    }
    return guideImportEvent(collection, file, planned);
  });
  if (!applied) throw new Error("an import came to nothing");
  const planned = applied as Planned;
  const deckId = isGuide(planned) ? planned.deckId : planned.merged.topDeckId;
  const deck = deckId === null ? undefined : await collection.database.decks.get(deckId);
  const report = { deckId, sourceHash, editId: eventId };
  if (isGuide(planned))
    return {
      ...report,
      deckName: deck?.name ?? planned.plan.deckName,
      cards: planned.plan.cards,
      reviews: 0,
    };
  const { notes, cards, reviews, fileName } = planned.plan;
  const rest = { update: notes.updated, unchanged: notes.identical, remove: 0, conflicts: notes.conflicting };
  return { ...report, deckName: deck?.name ?? fileName, cards: { add: cards, ...rest }, reviews };
}

/** The event of a guide's import, its files in place before it names them; null when it would change nothing. */
async function guideImportEvent(
  collection: Collection,
  { name, bytes }: NamedFile,
  planned: PlannedGuide,
): Promise<NewEvent | null> {
  if (isEmpty(planned.changes)) return null;
  const sourceHash = await collection.journal.putFile(bytes);
  const importedAt = collection.clock.now();
  const { put } = planned.changes;
  const changes = {
    ...planned.changes,
    put: { ...put, guides: put.guides.map((guide) => ({ ...guide, importedAt })) },
  };
  // What the journal could not read again must not get into it: a replay would pass the import over.
  const checked = readChanges(writeChanges(changes));
  if (!checked.ok) throw new StoreError("unreadable-file", `${name}: ${checked.reason}`);
  return editEvent(collection, "import", `Import of ${name}`, sourceHash, checked.changes);
}

async function plannedImport(
  collection: Collection,
  request: ImportRequest,
  file: NamedFile,
  readFile = readGuideFile,
): Promise<Planned> {
  const deck = request.source.kind === "sample" ? null : await planDeck(collection, request, file);
  return deck ?? planGuide(collection, request, file, readFile);
}

function requestedFile({ source }: ImportRequest, guides: readonly ShippedGuide[]): NamedFile {
  if (source.kind === "file") return source.file;
  const guide = guides.find((candidate) => candidate.id === source.id);
  if (!guide) throw new StoreError("not-found");
  return { name: guide.fileName, bytes: new TextEncoder().encode(guide.text) };
}

/** What the notes that an import would write state against the packs. */
function disputesOf(packs: readonly RulePack[], notes: readonly Note[]): GuidePlan["disputes"] {
  return notes
    .flatMap((note) =>
      noteDisputes(packs, note).map((dispute) => ({ ...dispute, line: note.source?.line ?? 0 })),
    )
    .sort((a, b) => a.line - b.line)
    .slice(0, MOST_DISPUTES);
}
/** More than anybody reads. */
const MOST_DISPUTES = 200;

/** Digest of everything that the import would do, and of the collection it would do it to. */
async function planIdOf(
  collection: Collection,
  { merge, table }: ImportRequest,
  { name, bytes }: NamedFile,
  planned: Planned,
): Promise<string> {
  const { lastEventId } = await collection.meta();
  // What a deck comes to follows from its file, the choices and the collection; writing it all out would take long.
  const does = isGuide(planned)
    ? planned.changes
    : [fileHash(bytes), name, merge ?? null, table ?? null, planned.plan.notes, planned.plan.cards];
  return shortDigest(JSON.stringify([does, lastEventId]));
}

import { StoreError, type StudyStore } from "../contract.ts";
import type { ImportPlan, ImportReport, ImportRequest } from "../contract/importing.ts";
import type { NamedFile } from "../contract/named-file.ts";
import type { Note } from "../core/cards/types.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { fileHash, shortDigest } from "../core/digest.ts";
import { isEmpty, readChanges, writeChanges } from "../formats/changes.ts";
import { decodeText } from "../formats/decode-text.ts";
import { looksLikeDeckFile, writeDeckFile } from "../formats/deck-file.ts";
import type { Collection, NewEvent } from "./collection.ts";
import { editEvent } from "./editing.ts";
import { noteDisputes } from "./disputing.ts";
import { exportDeck } from "./exporting.ts";
import { readGuideFile, readGuideInTurns } from "./guide-files.ts";
import { planDeckFile } from "./import-deck-file.ts";
import { planGuide } from "./import-guide.ts";
import type { PackShelf } from "./packs.ts";
import type { Planned } from "./planned.ts";

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
): Pick<StudyStore, "sampleGuides" | "planImport" | "applyImport" | "exportDeck"> {
  return {
    sampleGuides: () => sampleGuides(collection, guides),
    planImport: async (request) => {
      const file = requestedFile(request, guides);
      const planned = await plannedImport(collection, request, file, readGuideInTurns);
      const found = "changes" in planned ? disputesOf(await shelf.all(), planned.changes.put.notes) : [];
      return { ...planned.plan, disputes: found, planId: await planIdOf(collection, planned) };
    },
    applyImport: (request) => applyImport(collection, request, requestedFile(request, guides)),
    exportDeck: ({ deckId }) => exportDeck(collection, deckId),
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
  request: ImportRequest & { readonly planId: string },
  file: NamedFile,
): Promise<ImportReport> {
  const sourceHash = fileHash(file.bytes);
  let applied: Planned | null = null;
  const eventId = await collection.change(async () => {
    const planned = await plannedImport(collection, request, file);
    applied = planned;
    if ((await planIdOf(collection, planned)) !== request.planId) throw new StoreError("stale");
    if (planned.plan.candidates.length > 0) {
      throw new StoreError(
        "invalid-input",
        "Choose whether this is a new guide or an edition of one you have.",
      );
    }
    return importEvent(collection, file, planned);
  });
  if (!applied) throw new Error("an import came to nothing");
  const { plan, deckId, ...rest } = applied as Planned;
  const deck = await collection.database.decks.get(deckId);
  return {
    deckId,
    deckName: deck?.name ?? plan.deckName,
    cards: plan.cards,
    reviews: plan.reviews,
    sourceHash,
    editId: "changes" in rest ? eventId : null,
  };
}

/** The event of an import, its files in place before it names them; null when it would change nothing. */
async function importEvent(
  collection: Collection,
  { name, bytes }: NamedFile,
  planned: Planned,
): Promise<NewEvent | null> {
  const { plan } = planned;
  if ("changes" in planned) {
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
    return editEvent(collection, `Import of ${name}`, sourceHash, checked.changes);
  }
  if (plan.cards.add + plan.cards.update + planned.events === 0 && plan.existingDeckId !== null) return null;
  const sourceHash = await collection.journal.putFile(bytes);
  const contents = new TextEncoder().encode(writeDeckFile(planned.contents));
  return { kind: "import", name, sourceHash, contentsHash: await collection.journal.putFile(contents) };
}

async function plannedImport(
  collection: Collection,
  request: ImportRequest,
  file: NamedFile,
  readFile = readGuideFile,
): Promise<Planned> {
  const decoded = decodeText(file.bytes);
  return decoded.ok && looksLikeDeckFile(decoded.text)
    ? planDeckFile(collection, request, file.name, decoded.text)
    : planGuide(collection, request, file, readFile);
}

function requestedFile({ source }: ImportRequest, guides: readonly ShippedGuide[]): NamedFile {
  if (source.kind === "file") return source.file;
  const guide = guides.find((candidate) => candidate.id === source.id);
  if (!guide) throw new StoreError("not-found");
  return { name: guide.fileName, bytes: new TextEncoder().encode(guide.text) };
}

/** What the notes that an import would write state against the packs. */
function disputesOf(packs: readonly RulePack[], notes: readonly Note[]): ImportPlan["disputes"] {
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
async function planIdOf(collection: Collection, planned: Planned): Promise<string> {
  const { lastEventId } = await collection.meta();
  const does = "changes" in planned ? planned.changes : planned.contents;
  return shortDigest(JSON.stringify([does, lastEventId]));
}

import { StoreError } from "../contract.ts";
import type { EditSummary } from "../contract/edit-summary.ts";
import type { DisputeView, ScenarioVerbs } from "../contract/scenarios.ts";
import { noteKey } from "../core/cards/note-key.ts";
import type { FieldValue, Note } from "../core/cards/types.ts";
import type { CardId } from "../core/ids.ts";
import { disputes } from "../core/scenario/disputes.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { rowChanges } from "../formats/changes.ts";
import { sourceView } from "./answer-situation.ts";
import type { Collection } from "./collection.ts";
import { editEvent } from "./editing.ts";
import type { PackShelf } from "./packs.ts";

/** Marks a note whose text is to stay, whatever the pack says. */
const SETTLED = "settled:";

/** The verbs of settling what a guide and a pack state differently. */
export function disputeVerbs(
  collection: Collection,
  shelf: PackShelf,
): Pick<ScenarioVerbs, "disputes" | "settleDispute"> {
  return {
    disputes: async ({ cardId }) => noteDisputes(await shelf.all(), await noteOf(collection, cardId)),
    settleDispute: (input) => settle(collection, shelf, input),
  };
}

async function noteOf({ database }: Collection, cardId: CardId): Promise<Note> {
  const row = await database.cards.get(cardId);
  const note = row && (await database.notes.get(row.noteId));
  if (!note) throw new StoreError("not-found");
  return note;
}

/** What a note states against the packs, those aside that the learner has settled. */
export function noteDisputes(packs: readonly RulePack[], note: Note): DisputeView[] {
  if (note.kind === "skill") return [];
  const text = textOfNote(note);
  return packs.flatMap((pack) =>
    disputes(pack, text).flatMap(({ id, about, textSays, packSays, source, isFigure }) =>
      note.tags.includes(`${SETTLED}${id}`)
        ? []
        : [{ id, about, guideSays: textSays, packSays, source: sourceView(pack, source), isFigure }],
    ),
  );
}

const WITH_SUBJECT: readonly Note["kind"][] = ["glossary", "pair", "table", "outline"];

/** The texts of a note, one a line; a term and what is said of it are one line, and so are the cells of a row. */
function textOfNote({ kind, fields }: Note): string {
  const values = Object.values(fields).map((value) =>
    typeof value === "string"
      ? value
      : value.map((item) => (typeof item === "string" ? item : item.join(" "))).join("\n"),
  );
  return values.join(WITH_SUBJECT.includes(kind) ? ": " : "\n");
}

async function settle(
  collection: Collection,
  shelf: PackShelf,
  { cardId, disputeId, keep }: Parameters<ScenarioVerbs["settleDispute"]>[0],
): Promise<EditSummary | null> {
  const packs = await shelf.all();
  let name = "";
  const editId = await collection.change(async () => {
    const note = await noteOf(collection, cardId);
    const dispute = noteDisputes(packs, note).find((one) => one.id === disputeId);
    if (!dispute) return null;
    name = `Edit of ${noteKey(note)}`.slice(0, 200);
    const { guideSays, packSays, isFigure } = dispute;
    if (keep === "pack" && !isFigure)
      throw new StoreError(
        "invalid-input",
        "What the pack says is a sentence; edit the card to take it over.",
      );
    const settled: Note =
      keep === "guide"
        ? { ...note, tags: [...note.tags, `${SETTLED}${disputeId}`] }
        : { ...note, fields: replaced(note.fields, guideSays, packSays) };
    return editEvent(collection, "edit", name, null, rowChanges({ notes: [settled] }));
  });
  return editId === null ? null : { editId, name };
}

function replaced(fields: Note["fields"], from: string, to: string): Note["fields"] {
  const within = (value: FieldValue): FieldValue => {
    if (typeof value === "string") return value.replaceAll(from, to);
    return value.map((item) =>
      typeof item === "string" ? item.replaceAll(from, to) : item.map((cell) => cell.replaceAll(from, to)),
    ) as FieldValue;
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, within(value)]));
}

import type { NoteId } from "../ids.ts";
import { same } from "../same.ts";
import type { FieldValue, Note, NoteKind } from "./types.ts";

/** What an edited guide means for a note that is there, or was, or comes. */
export interface NoteChange {
  readonly noteId: NoteId;
  readonly kind: NoteKind;
  /** The term, the question, the table: the name to show. */
  readonly title: string;
  /** A conflict is a field that both the learner and the guide changed, or a note that one edited and the other left out. */
  readonly change: "added" | "changed" | "moved" | "removed" | "conflict";
  /** Only the fields that differ. */
  readonly fields: readonly FieldChange[];
  /** Cards that it is about. */
  readonly cards: number;
  /** What happens: the learner's own version stays, or the guide's is taken. */
  readonly choice: Choice;
}

export type Choice = "keep" | "take";

/** A field in its three versions; null where a version has none. */
export interface FieldChange {
  readonly name: string;
  readonly mine: FieldValue | null;
  readonly last: FieldValue | null;
  readonly next: FieldValue | null;
}

/** A note as the learner has it, as the guide had it, and as the guide has it now. */
export interface Versions {
  readonly mine: Note;
  /** Null when it came without a guide, so that nobody can tell who changed what. */
  readonly last: Note | null;
  readonly next: Note;
}

/** The fields that the guide changed. */
export function changedFields({ mine, last, next }: Versions): readonly FieldChange[] {
  const names = new Set([...Object.keys(next.fields), ...Object.keys(last?.fields ?? mine.fields)]);
  return [...names]
    .map((name) => ({
      name,
      mine: mine.fields[name] ?? null,
      last: last?.fields[name] ?? null,
      next: next.fields[name] ?? null,
    }))
    .filter((field) => field.name !== "choices" && !same(field.next, last ? field.last : field.mine));
}

/** Whether the learner changed what the guide changed too, and to something else. */
export function isConflict(fields: readonly FieldChange[]): boolean {
  return fields.some((field) => !same(field.mine, field.last) && !same(field.mine, field.next));
}

/** Whether the learner has changed a note since the guide gave it. */
export function isEdited(mine: Note, last: Note): boolean {
  return Object.keys({ ...mine.fields, ...last.fields }).some(
    (name) => name !== "choices" && !same(mine.fields[name] ?? null, last.fields[name] ?? null),
  );
}

/**
 * The note after the import: what only one side changed is taken from that side; where both did, `choice` decides.
 * With "keep", the learner's fields stay as they are. Tags of the learner's own are never lost.
 */
export function mergedNote({ mine, last, next }: Versions, choice: Choice): Note {
  const own = mine.tags.filter((tag) => !(last?.tags ?? []).includes(tag) && !next.tags.includes(tag));
  const fields: Record<string, FieldValue> = {};
  const wasConflict = isConflict(changedFields({ mine, last, next }));
  for (const name of new Set([...Object.keys(next.fields), ...Object.keys(mine.fields)])) {
    const [theirs, my, before] = [next.fields[name], mine.fields[name], last?.fields[name]];
    const edited = last === null || !same(my ?? null, before ?? null);
    const taken =
      choice === "take"
        ? edited && same(theirs ?? null, before ?? null)
          ? my
          : theirs
        : wasConflict && !edited
          ? theirs
          : my;
    if (taken !== undefined) fields[name] = taken;
  }
  return { ...mine, kind: next.kind, fields, tags: [...next.tags, ...own], source: next.source };
}

/** Notes that stand in another order than before: the fewest that, taken out, leave the rest in order. */
export function movedNotes(
  order: readonly { readonly noteId: NoteId; readonly before: number }[],
): Set<NoteId> {
  // Longest increasing subsequence by patience sorting.
  const piles: number[] = [];
  const previous: number[] = [];
  for (const [index, { before }] of order.entries()) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((order[piles[middle] ?? 0]?.before ?? 0) <= before) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (piles[low - 1] ?? -1) : -1);
    piles[low] = index;
  }
  const stay = new Set<number>();
  for (let at = piles.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) stay.add(at);
  return new Set(order.flatMap(({ noteId }, index) => (stay.has(index) ? [] : [noteId])));
}

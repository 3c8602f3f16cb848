import type { GuideId } from "../ids.ts";
import { normalisedKey } from "../normalised-key.ts";
import { plainText } from "../note-types/plain-text.ts";
import { listOf, textOf } from "./field-values.ts";
import type { Note, NoteKind } from "./types.ts";

/** What a note's id is made from. */
export function noteIdentity(guideId: GuideId, kind: NoteKind, key: string): string {
  return `${guideId}/${kind}/${normalisedKey(key)}`;
}

/** What a note is about: its term, its question, its table; the name that people know it by. */
export function noteKey({ kind, fields }: Pick<Note, "kind" | "fields">): string {
  const text = (name: string) => textOf(fields[name]);
  switch (kind) {
    case "glossary":
    case "pair":
      return text("term");
    case "question":
      return text("question");
    case "muddy":
    case "worked-example":
      return text("title");
    case "table":
      return [text("title"), text("row"), text("column")].filter((part) => part !== "").join(", ");
    case "outline":
      return [text("group"), text("item")].filter((part) => part !== "").join(", ");
    case "basic":
    case "cloze":
      return text("front") || text("text");
    case "skill":
      return text("text");
    case "typed":
      return plainText(listOf(fields["values"])[0] ?? "");
  }
}

import { plainText } from "../note-types/plain-text.ts";
import { renderCard, typedField } from "../note-types/render.ts";
import { listOf } from "./field-values.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import type { CardFace, Note, NoteType, Template } from "./types.ts";

/** What the face of a typed note is made from besides the note. */
export interface TypedContext {
  readonly type: NoteType;
  /** Names from the top down. */
  readonly deckPath: readonly string[];
  /** 0 to 7 */
  readonly flag: number;
}

/** What the learner sees of a note whose looks came with its deck: the sides as its template has them. */
export function typedFace(note: Note, template: Template, context: TypedContext): CardFace {
  const values = listOf(note.fields["values"]);
  const html = renderCard({ ...context, values, template, tags: note.tags });
  const typed = typedField({ ...context, values, template, tags: note.tags });
  return {
    ...PLAIN_FACE,
    label: context.type.name,
    cue: "",
    // For lists, and for those who hear the card named.
    prompt: plainText(html.front),
    answer: plainText(html.back),
    typed: typed === null || typed === "" ? null : { expected: typed, atOnce: true },
    html,
  };
}

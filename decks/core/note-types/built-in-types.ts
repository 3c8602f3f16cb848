import type { NoteType } from "../cards/types.ts";
import type { NoteTypeId } from "../ids.ts";

const CSS = ".card {\n  font-size: 20px;\n  text-align: center;\n}\n";
const forward = { name: "Card 1", front: "{{Front}}", back: "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}" };
const backward = { name: "Card 2", front: "{{Back}}", back: "{{FrontSide}}\n\n<hr id=answer>\n\n{{Front}}" };

/** The types that text is made into, with the names and fields that other programs have for them. */
export const BASIC: NoteType = {
  id: "basic" as NoteTypeId,
  name: "Basic",
  kind: "normal",
  fields: ["Front", "Back"],
  templates: [forward],
  css: CSS,
};

const REVERSED: NoteType = {
  ...BASIC,
  id: "basic-reversed" as NoteTypeId,
  name: "Basic (and reversed card)",
  templates: [forward, backward],
};

const CLOZE: NoteType = {
  id: "cloze" as NoteTypeId,
  name: "Cloze",
  kind: "cloze",
  fields: ["Text", "Back Extra"],
  templates: [{ name: "Cloze", front: "{{cloze:Text}}", back: "{{cloze:Text}}<br>\n{{Back Extra}}" }],
  css: `${CSS}.cloze {\n  font-weight: bold;\n}\n`,
};

export const BUILT_IN_TYPES: readonly NoteType[] = [BASIC, REVERSED, CLOZE];

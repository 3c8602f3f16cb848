import { type AnkiNoteType } from "./anki-collection.ts";
import { idOf, textOf } from "./cells.ts";
import { noteTypeConfig, templateConfig } from "./protobuf.ts";
import { namedText, objectsOf, wholeNumber } from "./schema-json.ts";
import type { ForeignDatabase } from "./sqlite.ts";
import type { Tally } from "./tally.ts";

/** The note types of a schema that has a table for them, 15 and later; sorted by id. */
export function noteTypesOfTables(database: ForeignDatabase, tally: Tally): readonly AnkiNoteType[] {
  const types = new Map<number, Draft>();
  database.eachRow("SELECT id, CAST(name AS BLOB), config FROM notetypes", ([id, name, config]) => {
    const { isCloze, css } = noteTypeConfig(bytesOf(config));
    const where = () => `note type ${String(id)}`;
    addDraft(types, tally, {
      id: idOf(id),
      name: textOf(name, tally, where),
      kind: isCloze ? "cloze" : "normal",
      css: textOf(css, tally, where),
      fields: [],
      templates: [],
    });
  });
  database.eachRow(
    "SELECT ntid, ord, CAST(name AS BLOB) FROM fields NOT INDEXED",
    ([typeId, ordinal, name]) => {
      const type = types.get(Number(typeId));
      const text = textOf(name, tally, () => `a field of note type ${String(typeId)}`);
      type?.fields.push({ ordinal: Number(ordinal), name: text });
    },
  );
  database.eachRow(
    "SELECT ntid, ord, CAST(name AS BLOB), config FROM templates NOT INDEXED",
    ([typeId, ordinal, name, config]) => {
      const where = () => `a template of note type ${String(typeId)}`;
      const { front, back } = templateConfig(bytesOf(config));
      types.get(Number(typeId))?.templates.push({
        ordinal: Number(ordinal),
        name: textOf(name, tally, where),
        front: textOf(front, tally, where),
        back: textOf(back, tally, where),
      });
    },
  );
  return finished(types, tally);
}

/** The note types of a schema that keeps them as JSON, up to 14; sorted by id. */
export function noteTypesOfJson(models: unknown, tally: Tally): readonly AnkiNoteType[] {
  const types = new Map<number, Draft>();
  for (const { key, object } of objectsOf(models))
    addDraft(types, tally, {
      id: wholeNumber(object["id"]) ?? wholeNumber(key),
      name: namedText(object, "name"),
      kind: object["type"] === 1 ? "cloze" : "normal",
      css: namedText(object, "css"),
      fields: objectsOf(object["flds"]).map(({ object: field }, index) => ({
        ordinal: wholeNumber(field["ord"]) ?? index,
        name: namedText(field, "name"),
      })),
      templates: objectsOf(object["tmpls"]).map(({ object: template }, index) => ({
        ordinal: wholeNumber(template["ord"]) ?? index,
        name: namedText(template, "name"),
        front: namedText(template, "qfmt"),
        back: namedText(template, "afmt"),
      })),
    });
  return finished(types, tally);
}

/** Far beyond any type that people use: a thousand notes of a type with a million fields would fill the memory. */
const MOST_PARTS = 500;
const LONGEST_NAME = 200;

interface Draft extends Omit<AnkiNoteType, "id" | "fields" | "templates"> {
  readonly id: number | null;
  readonly fields: { readonly ordinal: number; readonly name: string }[];
  readonly templates: (AnkiNoteType["templates"][number] & { readonly ordinal: number })[];
}

function addDraft(types: Map<number, Draft>, tally: Tally, draft: Draft): void {
  if (draft.id === null || types.has(draft.id)) tally.add("type-id-left-out", draft.name);
  else types.set(draft.id, draft);
}

function finished(types: ReadonlyMap<number, Draft>, tally: Tally): readonly AnkiNoteType[] {
  const whole: AnkiNoteType[] = [];
  for (const [id, draft] of types) {
    const { kind, css, fields, templates } = draft;
    const name = draft.name.slice(0, LONGEST_NAME) || "Unnamed";
    if (fields.length === 0 || templates.length === 0) tally.add("type-empty-left-out", name);
    else if (fields.length > MOST_PARTS || templates.length > MOST_PARTS)
      tally.add("type-too-large-left-out", name);
    else {
      const sorted = [...templates].sort(byOrdinal).map(({ ordinal: _, ...template }) => template);
      if (kind === "cloze" && sorted.length > 1) tally.add("cloze-templates", name);
      const names = [...fields].sort(byOrdinal).map((field) => field.name);
      const kept = kind === "cloze" ? sorted.slice(0, 1) : sorted;
      whole.push({ id, name, kind, css, fields: distinct(names, name, tally), templates: kept });
    }
  }
  return whole.sort((a, b) => a.id - b.id);
}

function byOrdinal(a: { readonly ordinal: number }, b: { readonly ordinal: number }): number {
  return a.ordinal - b.ordinal || 0;
}

/** The names, each of which stands for one field: Anki allows no two of one name, and none without. */
function distinct(names: readonly string[], type: string, tally: Tally): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const wanted = name === "" ? `Field ${index + 1}` : name;
    let free = wanted;
    for (let number = 2; taken.has(free); number++) free = `${wanted} (${number})`;
    if (free !== name) tally.add("field-name", type);
    taken.add(free);
    return free;
  });
}

function bytesOf(cell: unknown): Uint8Array {
  return cell instanceof Uint8Array ? cell : new Uint8Array();
}

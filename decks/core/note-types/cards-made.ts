import type { NoteType, Template } from "../cards/types.ts";
import { clozesIn } from "./cloze.ts";
import { isBlank, renderCard } from "./render.ts";
import { readTemplate, type TemplateNode } from "./template-tree.ts";

/** More gaps of one note are a mistake, and would make thousands of cards. */
const HIGHEST_ORDINAL = 500;

/**
 * The cards that a note makes: of a normal type, one for every template whose front shows more than it does for a note
 * without fields; of a cloze type, one for every gap in a field that the front shows as a cloze.
 * Source: https://docs.ankiweb.net/templates/generation.html
 */
export function templatesOf(type: NoteType, values: readonly string[]): readonly Template[] {
  if (type.kind === "cloze") return clozeTemplates(type, values);
  return type.templates.flatMap((_, index): Template[] => {
    const template = `card:${index}` as Template;
    const front = (fields: readonly string[]) =>
      renderCard({ type, values: fields, template, tags: [], deckPath: [], flag: 0 }).front;
    const empty = front(type.fields.map(() => ""));
    const filled = front(values);
    return filled !== empty && !isBlank(filled) ? [template] : [];
  });
}

function clozeTemplates(type: NoteType, values: readonly string[]): readonly Template[] {
  const shown = new Set(type.templates.flatMap(({ front }) => clozeFields(readTemplate(front))));
  const numbers = type.fields.flatMap((name, index) =>
    shown.has(name) ? clozesIn(values[index] ?? "").flatMap(({ ordinals }) => ordinals) : [],
  );
  return [...new Set(numbers)]
    .filter((number) => number <= HIGHEST_ORDINAL)
    .sort((a, b) => a - b)
    .map((number) => `cloze:${number}` as Template);
}

function clozeFields(nodes: readonly TemplateNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "section") return clozeFields(node.nodes);
    return node.kind === "field" && node.filters.includes("cloze") ? [node.name] : [];
  });
}

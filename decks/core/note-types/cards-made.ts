import type { NoteType, Template } from "../cards/types.ts";
import { clozesIn } from "./cloze.ts";
import { isBlank } from "./render.ts";
import { readTemplate, type TemplateNode } from "./template-tree.ts";

/** More gaps of one note are a mistake, and would make thousands of cards. */
const HIGHEST_ORDINAL = 500;

/**
 * The cards that a note makes: of a normal type, one for every template whose front shows a field that has something in
 * it; of a cloze type, one for every gap in a field that the front shows as a cloze. None when there is no such thing.
 * Source: https://docs.ankiweb.net/templates/generation.html
 */
export function templatesOf(type: NoteType, values: readonly string[]): readonly Template[] {
  if (type.kind === "cloze") return clozeTemplates(type, values);
  const filled = new Set(type.fields.filter((_, index) => !isBlank(values[index] ?? "")));
  return type.templates.flatMap(({ front }, index): Template[] =>
    showsAny(readTemplate(front), filled) ? [`card:${index}` as Template] : [],
  );
}

/**
 * The cards of a text with gaps, one a number, in the order of the numbers; none when it has no gaps.
 * @param texts all the texts of a note that may have gaps
 */
export function gapTemplates(texts: readonly string[]): readonly Template[] {
  const numbers = texts.flatMap((text) => clozesIn(text).flatMap(({ ordinals }) => ordinals));
  return [...new Set(numbers)]
    .filter((number) => number <= HIGHEST_ORDINAL)
    .sort((a, b) => a - b)
    .map((number) => `cloze:${number}` as Template);
}

/** Whether one of the filled fields is shown; what Anki adds by itself, such as the deck's name, does not count. */
function showsAny(nodes: readonly TemplateNode[], filled: ReadonlySet<string>): boolean {
  return nodes.some((node) => {
    if (node.kind === "text") return false;
    if (node.kind === "field") return filled.has(node.name);
    return filled.has(node.name) !== node.isInverted && showsAny(node.nodes, filled);
  });
}

function clozeTemplates(type: NoteType, values: readonly string[]): readonly Template[] {
  const shown = new Set(type.templates.flatMap(({ front }) => clozeFields(readTemplate(front))));
  return gapTemplates(type.fields.flatMap((name, index) => (shown.has(name) ? [values[index] ?? ""] : [])));
}

function clozeFields(nodes: readonly TemplateNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "section") return clozeFields(node.nodes);
    return node.kind === "field" && node.filters.includes("cloze") ? [node.name] : [];
  });
}

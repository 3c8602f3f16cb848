import type { CardHtml, NoteType, Template } from "../cards/types.ts";
import { escaped, filtered, typedText } from "./filters.ts";
import { plainText } from "./plain-text.ts";
import { readTemplate, type TemplateNode } from "./template-tree.ts";

export interface CardInput {
  readonly type: NoteType;
  /** HTML, in the order of the type's fields. */
  readonly values: readonly string[];
  readonly template: Template;
  readonly tags: readonly string[];
  /** Names from the top down. */
  readonly deckPath: readonly string[];
  /** 0 to 7 */
  readonly flag: number;
}

/** A card of several millions of characters would only stop the window: a field may stand in a template many times. */
const LONGEST_SIDE = 2_000_000;

/** A deck may hold cards whose field was emptied since, or whose front only its scripts would make. */
const EMPTY_FRONT = '<span class="unknown-field">{the front of this card is empty}</span>';

/**
 * Both sides of a card whose looks came with its deck, as HTML that nobody has sanitised yet. Whatever the template
 * holds, this gives something to show.
 */
export function renderCard(input: CardInput): CardHtml {
  const { type, template } = input;
  const ordinal = ordinalOf(template);
  const index = type.kind === "cloze" ? 0 : ordinal - 1;
  const own = type.templates[index];
  if (!own) return { front: "", back: "", css: type.css, ordinal };
  const side = (source: string, isBack: boolean, frontSide: string) =>
    shown(readTemplate(source), { input, ordinal, isBack, special: specials(input, own.name, frontSide) });
  const front = side(own.front, false, "");
  const back = side(own.back, true, front);
  return { front: isNothingToSee(front) ? EMPTY_FRONT : front, back, css: type.css, ordinal };
}

/**
 * What the front of a card asks to be typed in: the words of the first field with `{{type:…}}` that is shown there.
 * @returns null when it asks for none
 */
export function typedField(input: CardInput): string | null {
  const { type, template } = input;
  const ordinal = ordinalOf(template);
  const own = type.templates[type.kind === "cloze" ? 0 : ordinal - 1];
  if (!own?.front.includes("type:")) return null;
  const side = { input, ordinal, isBack: false, special: specials(input, own.name, "") };
  return firstTyped(readTemplate(own.front), side);
}

function firstTyped(nodes: readonly TemplateNode[], side: Side): string | null {
  for (const node of nodes) {
    if (node.kind === "section" && isFilled(node.name, side) !== node.isInverted) {
      const within = firstTyped(node.nodes, side);
      if (within !== null) return within;
    }
    if (node.kind !== "field" || !node.filters.includes("type")) continue;
    const value = valueOf(node.name, side);
    if (value !== null) return typedText(value, clozeOf(node.filters, side));
  }
  return null;
}

/** "card:0" is the first template, "cloze:1" the first gap; both are number 1. */
export function ordinalOf(template: Template): number {
  const [name, number = "0"] = template.split(":");
  return Number(number) + (name === "cloze" ? 0 : 1);
}

interface Side {
  readonly input: CardInput;
  readonly ordinal: number;
  readonly isBack: boolean;
  readonly special: ReadonlyMap<string, string>;
}

function specials(
  { type, tags, deckPath, flag }: CardInput,
  cardName: string,
  frontSide: string,
): ReadonlyMap<string, string> {
  return new Map([
    ["FrontSide", frontSide],
    ["Tags", escaped(tags.join(" "))],
    ["Type", escaped(type.name)],
    ["Deck", escaped(deckPath.join("::"))],
    ["Subdeck", escaped(deckPath.at(-1) ?? "")],
    ["Card", escaped(cardName)],
    ["CardFlag", flag > 0 ? `flag${flag}` : ""],
  ]);
}

function shown(nodes: readonly TemplateNode[], side: Side): string {
  let html = "";
  for (const node of nodes) {
    if (html.length > LONGEST_SIDE) return html.slice(0, LONGEST_SIDE);
    if (node.kind === "text") html += node.text;
    else if (node.kind === "field") html += fieldShown(node, side);
    else if (isFilled(node.name, side) !== node.isInverted) html += shown(node.nodes, side);
  }
  return html.slice(0, LONGEST_SIDE);
}

const CLOZES: ReadonlySet<string> = new Set(["cloze", "cloze-only"]);

function fieldShown({ name, filters }: Extract<TemplateNode, { kind: "field" }>, side: Side): string {
  const value = valueOf(name, side);
  if (value === null) return `<span class="unknown-field">{unknown field ${escaped(name)}}</span>`;
  const context = { isBack: side.isBack, cloze: clozeOf(filters, side), fieldName: name };
  // "type:cloze:Text" asks for what the gap hides: there is no text around it to be shown.
  const applied = filters.includes("type") ? filters.filter((filter) => filter === "type") : filters;
  return applied.reduce((html, filter) => filtered(filter, html, context), value);
}

/** The gap that a field is shown for; null for a field that is shown as it is. */
function clozeOf(filters: readonly string[], { input, ordinal }: Side): number | null {
  return input.type.kind === "cloze" && filters.some((filter) => CLOZES.has(filter)) ? ordinal : null;
}

function valueOf(name: string, { input, special }: Side): string | null {
  const index = input.type.fields.indexOf(name);
  // A field of the note goes before what has the same name anyway.
  if (index >= 0) return input.values[index] ?? "";
  return special.get(name) ?? null;
}

/** Whether a section's field has something in it; `{{#c2}}` asks whether this is the card of the second gap. */
function isFilled(name: string, side: Side): boolean {
  const value = valueOf(name, side);
  if (value !== null) return !isBlank(value);
  const cloze = /^c(\d+)$/.exec(name);
  return cloze !== null && side.input.type.kind === "cloze" && Number(cloze[1]) === side.ordinal;
}

/** What an editor leaves in a field that was emptied: blanks and breaks. A picture, or any other tag, is something. */
export function isBlank(html: string): boolean {
  return /^(?:[ \t\n\r\f\v]|<\/?(?:br|div)\s?\/?>)*$/i.test(html);
}

function isNothingToSee(html: string): boolean {
  return !/<(?:img|audio|video|svg|math|hr|table)\b|\[sound:/i.test(html) && plainText(html) === "";
}

import { type Cloze, clozeContent, clozesIn, clozeText } from "./cloze.ts";
import { plainText } from "./plain-text.ts";
import { searchAhead } from "./search-ahead.ts";

/** Where a filter is used: which side, and for which gap. */
export interface FilterContext {
  readonly isBack: boolean;
  /** Number of the cloze that this card asks for; null for a card of a normal type. */
  readonly cloze: number | null;
  readonly fieldName: string;
}

/**
 * What a filter of a template makes of a field. One that is not known leaves the field as it is, as Anki does.
 * Source: https://docs.ankiweb.net/templates/fields.html
 */
export function filtered(filter: string, value: string, context: FilterContext): string {
  switch (filter) {
    case "text":
      return escaped(plainText(value));
    case "cloze":
      return context.cloze === null ? value : clozeSide(value, context.cloze, context.isBack);
    case "cloze-only":
      return context.cloze === null ? value : clozeOnly(value, context.cloze, context.isBack);
    case "hint":
      return value.trim() === ""
        ? ""
        : `<details class="hint"><summary>${escaped(context.fieldName)}</summary>${value}</details>`;
    case "type":
      return typed(value, context);
    case "furigana":
      return reading(value, (base, above) => `<ruby>${base}<rt>${above}</rt></ruby>`);
    case "kana":
      return reading(value, (_base, above) => above);
    case "kanji":
      return reading(value, (base) => base);
    default:
      return value;
  }
}

/**
 * The text of a cloze note for one gap: hidden on the front, marked on the back. A field without that gap is not shown,
 * so that a template may name several fields of which a card asks one.
 */
function clozeSide(text: string, ordinal: number, isBack: boolean): string {
  if (asked(text, ordinal).length === 0) return "";
  return clozeText(text, ordinal, {
    asked: (content, hint) =>
      isBack
        ? `<span class="cloze" data-ordinal="${ordinal}">${content}</span>`
        : `<span class="cloze" data-ordinal="${ordinal}">[${hint ?? "..."}]</span>`,
    other: (content, { ordinals }) =>
      `<span class="cloze-inactive" data-ordinal="${ordinals.join()}">${content}</span>`,
  });
}

/** Only what the gaps of a card hide, one after another; on the front only where they are. */
function clozeOnly(text: string, ordinal: number, isBack: boolean): string {
  return asked(text, ordinal)
    .map(({ pieces, hint }) => (isBack ? clozeContent(pieces) : (hint ?? "...")))
    .join(", ");
}

function asked(text: string, ordinal: number): readonly Cloze[] {
  return clozesIn(text).filter(({ ordinals }) => ordinals.includes(ordinal));
}

/** What was to be typed in, on the back; the front only has its place. */
function typed(value: string, { isBack, cloze }: FilterContext): string {
  if (!isBack) return '<span class="typeans-slot"></span>';
  const answer = typedText(value, cloze);
  return answer === "" ? "" : `<code class="typeans">${escaped(answer)}</code>`;
}

/** What is to be typed for a field: its words, or those that the gaps of a card hide. */
export function typedText(value: string, cloze: number | null): string {
  return plainText(cloze === null ? value : clozeOnly(value, cloze, true));
}

/** "日本[にほん]" and " 漢字[かんじ]": what stands before the brackets up to the last blank, and its reading. */
function reading(field: string, show: (base: string, above: string) => string): string {
  const value = field.replaceAll("&nbsp;", " ");
  const closing = searchAhead(value, /\]/g);
  let html = "";
  let from = 0;
  for (const { index } of value.matchAll(/\[(?!sound:)/g)) {
    if (index < from) continue;
    const end = closing(index)?.index;
    if (end === undefined) break;
    let start = index;
    while (start > from && !" >]".includes(value[start - 1] ?? "")) start--;
    if (start === index) continue;
    const before = value[start - 1] === " " && start > from ? start - 1 : start;
    html += value.slice(from, before) + show(value.slice(start, index), value.slice(index + 1, end));
    from = end + 1;
  }
  return html + value.slice(from);
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

import { clozeOnly, clozeText } from "./cloze.ts";
import { plainText } from "./plain-text.ts";

/** Where a filter is used: which side, and for which gap. */
export interface FilterContext {
  readonly isBack: boolean;
  /** Number of the cloze that this card asks for; null for a card of a normal type. */
  readonly cloze: number | null;
  readonly fieldName: string;
}

/** What a filter of a template makes of a field. One that is not known leaves the field as it is, as Anki does. */
export function filtered(filter: string, value: string, context: FilterContext): string {
  switch (filter) {
    case "text":
      return escaped(plainText(value));
    case "cloze":
      return context.cloze === null ? value : clozeSide(value, context.cloze, context.isBack);
    case "cloze-only":
      return context.cloze === null ? value : clozeOnly(value, context.cloze).join(", ");
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

/** The text of a cloze note for one gap: hidden on the front, marked on the back. */
function clozeSide(text: string, ordinal: number, isBack: boolean): string {
  return clozeText(text, ordinal, {
    asked: (content, hint) =>
      isBack
        ? `<span class="cloze" data-ordinal="${ordinal}">${content}</span>`
        : `<span class="cloze" data-ordinal="${ordinal}">[${hint ?? "..."}]</span>`,
    other: (content, { ordinals }) =>
      `<span class="cloze-inactive" data-ordinal="${ordinals.join()}">${content}</span>`,
  });
}

/** What was to be typed in, on the back; the front leaves its place empty. */
function typed(value: string, { isBack, cloze }: FilterContext): string {
  if (!isBack) return "";
  const answer = cloze === null ? plainText(value) : clozeOnly(value, cloze).map(plainText).join(", ");
  return answer === "" ? "" : `<code class="typeans">${escaped(answer)}</code>`;
}

/** "日本[にほん]" and " 漢字[かんじ]": what stands before the brackets up to the last blank, and its reading. */
function reading(value: string, show: (base: string, above: string) => string): string {
  return value.replace(/ ?([^ >]+?)\[(?!sound:)([^\]]*)\]/g, (_whole, base: string, above: string) =>
    show(base, above),
  );
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

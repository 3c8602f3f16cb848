/** Longer answers are read as one lump and remembered as none. */
const LONG = 280;

/**
 * An answer as it stands, or, when it is long prose, with each of its sentences as an item of a list. The words stay
 * the guide's own; a text that has structure already is left alone.
 */
export function inShortPieces(answer: string): string {
  if (answer.length <= LONG || /\n|^\s*[-*|>#]|`/.test(answer)) return answer;
  const pieces = sentences(answer);
  return pieces.length < 3 ? answer : pieces.map((piece) => `- ${piece}`).join("\n");
}

/** Sentences end at a mark that a capital follows, so that "e.g. this" and "10.5 GB" stay whole. */
function sentences(text: string): string[] {
  return text
    .split(/(?<=[^.\s]{3}[.!?]["”’)]?)\s+(?=["“(]?\p{Lu})/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

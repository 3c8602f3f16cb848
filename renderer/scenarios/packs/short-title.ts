const LONGEST = 48;

/** A pack's title within a sentence of the app: not too long, and without marks that would turn the sentence round. */
export function shortTitle(title: string): string {
  const plain = title.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  const letters = [...plain];
  return letters.length <= LONGEST ? plain : `${letters.slice(0, LONGEST - 1).join("")}…`;
}

import { joined } from "./joined.ts";

const LETTERED = /^(?:[*_]{0,2})\(?([A-Ha-h])(?:[.)]|\s*:)(?:[*_]{0,2})\s*(.+)$/s;
const BOXED = /^\[([ xX])\]\s*(.+)$/s;
/** How notes mark the right option. */
const TICK = /[✓✔✅☑]\uFE0F?|\((?:correct|right|answer)\)|(?:←|<-+)\s*(?:correct|right|answer)?\s*$/iu;

/** An option of a multiple choice: "b) …", "(B) …", "[x] …"; null when the line is none. */
export function choiceIn(line: string): { readonly letter: string | null; readonly text: string } | null {
  const text = line.replace(/^(?:[*_]{0,2})\[[ xX]\]\s*(?=[*_(]*[A-Ha-h][.)])/, "");
  const lettered = LETTERED.exec(text);
  if (lettered) return { letter: (lettered[1] ?? "").toLowerCase(), text: lettered[2] ?? "" };
  const boxed = BOXED.exec(line);
  return boxed ? { letter: null, text: boxed[2] ?? "" } : null;
}

/** The one option that is set in bold, ticked or boxed as right; null when none or several are. */
export function boldChoice(choices: readonly string[]): string | null {
  const marked = choices.filter(
    (choice) =>
      /^(?:\*\*|__).*(?:\*\*|__)\W*$/s.test(choice) ||
      /^\W*[A-Ha-h][.)]\s*(?:\*\*|__)/.test(choice) ||
      /^\[[xX]\]/.test(choice) ||
      TICK.test(choice),
  );
  const bold = marked.length === choices.length ? [] : marked;
  if (bold.length === 0) return null;
  // Several ticked boxes are one answer; several bold words are emphasis.
  if (bold.length > 1 && !bold.every((choice) => /^\[[xX]\]/.test(choice) || TICK.test(choice))) return null;
  return bold.map((choice) => plainChoice(choice)).join("; ");
}

/** "b" as the option it stands for, "A and C" as both. */
export function spelledOut(answer: string, choices: readonly string[]): string {
  const text = answer
    .replace(/[*_]/g, "")
    .replace(/^(?:option|choice|letter)\s+/i, "")
    .trim();
  const letters =
    /^\(?([A-Ha-h])\)?((?:\s*(?:,|&|and|\/|\+)\s*\(?[A-Ha-h]\)?)*)(?:[.):,;]|\s+[–—-]|\s*$|\n|\s+(?=\())\s*(.*)$/s.exec(
      text,
    );
  if (!letters) return joined(answer);
  const all = `${letters[1]} ${letters[2]}`.match(/\b[A-Ha-h]\b/g) ?? [];
  const said = all.map((letter) => plainChoiceOf(letter.toLowerCase(), choices));
  if (said.some((choice) => choice === null)) return joined(answer);
  const more = joined(letters[3] ?? "")
    .replace(/^[:.,;–—-]\s*/, "")
    .replace(/^[*_]*(?:Explanation|Rationale|Reason)[*_]*\s*[:–—-][*_]*\s*/i, "")
    .trim();
  const plain = said.join("; ");
  return more === "" || sameWords(more, plain) ? plain : `${plain}${/[.!?]$/.test(plain) ? "" : "."} ${more}`;
}

/** An option without its letter, its box and its marks. */
export function plainChoice(choice: string): string {
  const text = choice
    .replace(TICK, "")
    .trim()
    .replace(/^(?:\*\*|__)(.*?)(?:\*\*|__)$/s, "$1")
    .trim();
  return joined(choiceIn(text)?.text ?? text)
    .replace(/^(?:\*\*|__)(.*?)(?:\*\*|__)?$/s, "$1")
    .replace(/\*\*$/, "")
    .trim();
}

/** By its letter where the options carry letters, else by its place. */
function plainChoiceOf(letter: string, choices: readonly string[]): string | null {
  const lettered = choices.find((choice) => choiceIn(choice.replace(TICK, ""))?.letter === letter);
  const placed = choices.some((choice) => choiceIn(choice)?.letter)
    ? undefined
    : choices[letter.charCodeAt(0) - 97];
  const found = lettered ?? placed;
  return found === undefined ? null : plainChoice(found);
}

function sameWords(a: string, b: string): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return (
    words(a) === words(b) || (words(a).startsWith(`${words(b)} `) === false && words(b).startsWith(words(a)))
  );
}

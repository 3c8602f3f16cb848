import { diffArrays } from "diff";
import type { Grade } from "../schedule/types.ts";
import { answerWords, foldedAnswer, singleBlanks, type TypedSettings } from "./answer-text.ts";
import { slips, wordsOf } from "./misspelling.ts";

/** A stretch of a line: the same in both lines, or only in this one. */
export interface Segment {
  readonly text: string;
  readonly isDifferent: boolean;
}

/** A typed answer beside the expected one. */
export interface AnswerComparison {
  /** What was typed, letter by letter; joined, the line itself. */
  readonly typed: readonly Segment[];
  readonly expected: readonly Segment[];
  /** `folded`: the same but for case, accents, blanks and end punctuation. */
  readonly verdict: "exact" | "folded" | "typo" | "wrong";
  /** The verdict as a sentence: "One letter apart." */
  readonly words: string;
  readonly suggested: Grade;
}

const VERDICTS = ["exact", "folded", "typo", "wrong"] as const;
const COUNTS = ["No", "One", "Two", "Three"];

/**
 * Compares what was typed with the expected answer, whose Markdown and HTML do not count. A term with its acronym in
 * brackets may be typed with or without it, or as the acronym alone. Numbers, units and comparison signs are never
 * forgiven, whatever the settings; see `slips` for what is.
 */
export function compareAnswer(typed: string, expected: string, settings: TypedSettings): AnswerComparison {
  const mine = singleBlanks(typed);
  const [first, ...others] = variants(answerWords(expected)).map((one) => compared(mine, one, settings));
  if (!first) throw new Error("an answer has at least its own spelling");
  return others.reduce(
    (best, one) => (VERDICTS.indexOf(one.verdict) < VERDICTS.indexOf(best.verdict) ? one : best),
    first,
  );
}

/** The answer itself, then without its brackets, then what they hold where that is an acronym. */
function variants(text: string): readonly string[] {
  const bracket = /\(([^()]*)\)/.exec(text);
  const content = bracket?.[1] ?? "";
  // A figure in brackets is part of the answer.
  if (!bracket || /\p{N}/u.test(content)) return [text];
  const without = singleBlanks(text.replace(bracket[0], ""));
  const acronym = /^\p{Lu}[\p{Lu}&-]+s?$/u.test(content) ? [content] : [];
  return [text, ...(without === "" ? [] : [without]), ...acronym];
}

function compared(mine: string, theirs: string, settings: TypedSettings): AnswerComparison {
  const lines = segments(mine, theirs, settings);
  const [folded, wanted] = [foldedAnswer(mine, settings), foldedAnswer(theirs, settings)];
  if (mine === theirs) return { ...lines, verdict: "exact", words: "Letter for letter.", suggested: "good" };
  const isSame = wordsOf(folded).join(" ") === wordsOf(wanted).join(" ") && folded !== "";
  if (isSame && sameUnits(mine, theirs))
    return { ...lines, verdict: "folded", words: "The same answer.", suggested: "good" };
  const count = settings.forgiveTypos && !isSame && folded !== "" ? slips(folded, wanted, theirs) : null;
  if (count !== null && count > 0) {
    const words = `${COUNTS[count] ?? count} ${count === 1 ? "letter" : "letters"} apart.`;
    return { ...lines, verdict: "typo", words, suggested: "good" };
  }
  const words = mine === "" ? "Nothing was typed." : "Not the same answer.";
  return { ...lines, verdict: "wrong", words, suggested: "again" };
}

/** A unit's capitals make another unit of it: megabytes are no megabits. Those in words have none to keep. */
function sameUnits(mine: string, theirs: string): boolean {
  const units = (text: string) =>
    wordsOf(foldedAnswer(text, { ignoreCase: false, ignoreAccents: false, forgiveTypos: false }))
      .filter((word, at, all) => /^\p{L}{1,3}$/u.test(word) && /\p{N}$/u.test(all[at - 1] ?? ""))
      .join(" ");
  return units(mine) === units(theirs);
}

/** Both lines with the letters marked that only one of them has. */
function segments(
  mine: string,
  theirs: string,
  settings: TypedSettings,
): Pick<AnswerComparison, "typed" | "expected"> {
  const [own, wanted] = [lettersOf(mine), lettersOf(theirs)];
  const fold = (letter: string) => {
    const cased = settings.ignoreCase ? letter.toLowerCase() : letter;
    return settings.ignoreAccents ? cased.normalize("NFD").replace(/\p{M}+/gu, "") : cased;
  };
  const typed: Segment[] = [];
  const expected: Segment[] = [];
  let [at, place] = [0, 0];
  for (const part of diffArrays(own, wanted, { comparator: (a, b) => fold(a) === fold(b) })) {
    const isDifferent = part.added || part.removed;
    if (!part.added) typed.push({ text: own.slice(at, (at += part.count)).join(""), isDifferent });
    if (!part.removed)
      expected.push({ text: wanted.slice(place, (place += part.count)).join(""), isDifferent });
  }
  return { typed, expected };
}

/** Letters as a reader counts them: an accent written apart belongs to its letter. */
function lettersOf(text: string): string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
}

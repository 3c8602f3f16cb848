import { answerWords } from "./answer-text.ts";
import type { CardFace, TypedFace } from "./types.ts";

/** Longer answers are said, not typed: they can be put in many ways. */
const LONGEST = 60;

/**
 * The face with what may be typed on it: the answer of a card that has a short one, on one line. What has its own way
 * of being answered stays: tables, options, lists, and cards whose looks came with their deck.
 */
export function withTyping(face: CardFace): CardFace {
  const { answer, typed, table, choices, list, html } = face;
  if (typed ?? table ?? choices ?? list ?? html) return face;
  return { ...face, typed: typedAnswer(answer, false) };
}

/** An answer as something to type; null when it is too long for that. */
export function typedAnswer(answer: string, atOnce: boolean): TypedFace | null {
  // Marks and addresses do not count, but there is no telling before they were read.
  if (answer.length > 3 * LONGEST || answer.includes("\n")) return null;
  const expected = answerWords(answer);
  return expected === "" || expected.length > LONGEST ? null : { expected, atOnce };
}

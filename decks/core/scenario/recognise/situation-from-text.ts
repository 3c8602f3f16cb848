import type { SituationId } from "../../ids.ts";
import { decide } from "../decide.ts";
import type { RulePack } from "../pack.ts";
import { decisionRules } from "../standing.ts";
import type { Facts, Situation } from "../types.ts";
import { recognise, type Recognised } from "./recognise.ts";

/** A situation told in words. */
export interface Told {
  readonly id: SituationId;
  readonly title: string;
  readonly text: string;
}

/**
 * A told situation as one of the pack, its facts recognised and marked, and the decision that they speak for most.
 * Null when the text states no fact of the pack.
 * @param decisionId the decision, where it is known
 * @returns `sure` false when a fact should be confirmed by the person first
 */
export function situationFromText(
  pack: RulePack,
  { id, title, text }: Told,
  decisionId: string | null = null,
): { readonly situation: Situation; readonly sure: boolean } | null {
  const { facts, found } = recognise(pack, text);
  const decision = decisionId ?? aboutDecision(pack, facts);
  if (decision === null || found.length === 0) return null;
  const situation = { id, packId: pack.id, decision, title, prose: marked(text, found), facts };
  const looksAt = decisionRules(pack, decision).values;
  return { situation, sure: found.every((one) => one.sure || !looksAt.has(one.fact)) };
}

/** The decision that looks at most of the facts and is not left open by them; null when none looks at any. */
export function aboutDecision(pack: RulePack, facts: Facts): string | null {
  const ranked = pack.decisions
    .map(({ id }) => {
      const looksAt = decisionRules(pack, id).values;
      const stated = Object.keys(facts).filter((fact) => looksAt.has(fact)).length;
      const { status, deciding } = decide(pack, id, facts);
      const turns = new Set(deciding.flatMap((flip) => flip.changes.map((change) => change.fact)));
      const decisive = [...turns].filter((fact) => facts[fact] !== undefined).length;
      return { id, stated, points: stated === 0 ? 0 : stated + decisive + (status === "decided" ? 1 : 0) };
    })
    .sort((a, b) => b.points - a.points);
  const [first] = ranked;
  return first && first.stated > 0 ? first.id : null;
}

/** The text in pieces, the words that state a fact marked; line breaks between paragraphs are pieces of their own. */
function marked(text: string, found: readonly Recognised[]): Situation["prose"] {
  const pieces: { text: string; fact?: string }[] = [];
  let at = 0;
  for (const { fact, start, end } of found) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start) });
    pieces.push({ text: text.slice(start, end), fact });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces.flatMap((piece) =>
    piece.fact === undefined
      ? piece.text
          .split(/(\n\s*\n)/)
          .flatMap((part) => (part === "" ? [] : [{ text: /^\n\s*\n$/.test(part) ? "\n\n" : part }]))
      : [piece],
  );
}

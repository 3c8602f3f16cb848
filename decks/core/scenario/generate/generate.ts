import { decide } from "../decide.ts";
import { decides } from "../deciding-rules.ts";
import { decisionOf, type RulePack } from "../pack.ts";
import { decisionRules, type DecisionRules, type Rule } from "../standing.ts";
import { withAssumptions } from "../assumptions.ts";
import type { Decision, OptionId, RuleId, Situation } from "../types.ts";
import { draw } from "./draw.ts";
import { writeProse } from "./prose.ts";
import { sampleFacts } from "./sample.ts";
import { situationId } from "./situation-id.ts";

/** What a generated situation should be like; all of it may be left out. */
export interface Wishes {
  readonly decision?: string;
  /** `<option>/<rule>`: the situation would be decided otherwise without it. */
  readonly rule?: RuleId;
  readonly difficulty?: Difficulty;
  /** Give a rule up soon: where another will do as well. What is found is the same. */
  readonly hurried?: boolean;
}

export type Difficulty = "easy" | "medium" | "hard";

/** By how many points the best option leads, at least and at most. */
const MARGINS: Readonly<Record<Difficulty, readonly [number, number]>> = {
  easy: [20, 100],
  medium: [8, 100],
  hard: [3, 15],
};

export interface Scenario {
  readonly situation: Situation;
  readonly answer: OptionId;
  /** The rule that it exercises. */
  readonly rule: RuleId;
  /** Points between the best and the second feasible option; 100 where only one is feasible. */
  readonly margin: number;
}

/** Draws before a rule is given up; most need fewer than ten. One that was wished for is worth more of them. */
const MOST_DRAWS = { unasked: 120, wished: 800 } as const;
/** The first of them keep to the lead; a preference of few points decides only where little does. */
const STRICT_DRAWS = 60;

/**
 * The situation of a seed: facts with a unique best option that leads by a margin, and a rule without which another
 * would win, told in prose that never names the answer. The same seed gives the same situation on every machine.
 * Without wishes, seeds in a row go through the pack's decisions, and through the rules of each.
 * @param seed a whole number from 0
 * @returns null when the pack allows no such situation
 */
export function generate(pack: RulePack, seed: number, wishes: Wishes = {}): Scenario | null {
  const count = pack.decisions.length;
  const decisionId = wishes.decision ?? pack.decisions[seed % count]?.id ?? "";
  const rules = decisionRules(pack, decisionId);
  const rule = wishes.rule === undefined ? undefined : rules.rules.find((one) => one.id === wishes.rule);
  if (wishes.rule !== undefined && rule === undefined) return null;
  const round = wishes.decision === undefined ? Math.floor(seed / count) : seed;
  const tried = rule ? [rule] : rotated(rules.rules, round);
  for (const one of tried) {
    const draws = rule && !wishes.hurried ? MOST_DRAWS.wished : MOST_DRAWS.unasked;
    const scenario = exercise(pack, seed, rules, one, {
      decisionId,
      draws,
      difficulty: wishes.difficulty ?? "medium",
    });
    if (scenario) return scenario;
  }
  return null;
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const at = by % Math.max(1, items.length);
  return [...items.slice(at), ...items.slice(0, at)];
}

function exercise(
  pack: RulePack,
  seed: number,
  rules: DecisionRules,
  rule: Rule,
  {
    decisionId,
    draws,
    difficulty,
  }: { readonly decisionId: string; readonly draws: number; readonly difficulty: Difficulty },
): Scenario | null {
  const by = draw(seed, "facts", decisionId, rule.id);
  const [least, most] = MARGINS[difficulty];
  for (let drawn = 0; drawn < draws; drawn++) {
    const facts = sampleFacts(pack, rules, rule, by);
    if (!facts || !decides(rules, withAssumptions(pack, facts).facts, rule)) continue;
    const decision = decide(pack, decisionId, facts);
    const margin = leadOf(decision, rules.several);
    if (decision.status !== "decided" || decision.best === null || margin < 1) continue;
    // Where several may apply, one answer is asked for, and so one has to apply.
    if (decision.applies.length > 1) continue;
    if (drawn < STRICT_DRAWS && (margin < least || margin > most)) continue;
    const prose = writeProse(pack, seed, decisionId, facts);
    if (namesAnswer(pack, decisionId, prose.prose.map((piece) => piece.text).join(""))) continue;
    const id = situationId({
      packId: pack.id,
      decision: decisionId,
      rule: rule.id,
      seed,
      difficulty,
      twin: false,
    });
    return {
      situation: { id, packId: pack.id, decision: decisionId, facts, ...prose },
      answer: decision.best,
      rule: rule.id,
      margin,
    };
  }
  return null;
}

function leadOf(decision: Decision, several: boolean): number {
  if (several) return 100;
  return decision.ranking.filter((option) => option.feasible).length < 2 ? 100 : decision.margin;
}

/** Whether a text uses the name of an option; then it would give the answer away, or seem to. */
function namesAnswer(pack: RulePack, decisionId: string, text: string): boolean {
  const lower = text.toLowerCase();
  return decisionOf(pack, decisionId).options.some((option) => lower.includes(option.label.toLowerCase()));
}

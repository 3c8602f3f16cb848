import type { Grade } from "../schedule/types.ts";
import type { Decision, FactId, Facts, ScenarioAnswer, Score } from "./types.ts";

const CHOICE = 60;
const WORSE_CHOICE = 45;
const FACTS = 25;
const SURENESS = 15;

/**
 * Scores an answer, 0 to 100: choice 60 (best 60; feasible but worse 45 times its score over the best's; infeasible 0),
 * deciding facts 25 times F1 of those marked against the engine's, sureness 15 times 1 - (p - o)², where o is 1 for
 * the best choice, else 0 (Brier's rule). With nothing to mark and nothing marked, the facts count in full.
 * Facts that were only assumed cannot be marked, so a change that touches one of them does not count as deciding.
 * @param optionCount how many options there were; a sureness below a guess among them counts as that guess
 */
export function scoreAnswer(
  decision: Decision,
  answer: ScenarioAnswer,
  optionCount: number,
  stated: Facts,
): Score {
  const chosen = decision.ranking.find((option) => option.option === answer.choice);
  const best = decision.ranking[0];
  const isBest = decision.applies.includes(answer.choice);
  const feasible = chosen?.feasible === true;
  const choice = isBest
    ? CHOICE
    : feasible && best && best.score > 0
      ? (WORSE_CHOICE * chosen.score) / best.score
      : 0;
  const told = decision.deciding.filter(({ changes }) =>
    changes.every(({ fact }) => stated[fact] !== undefined),
  );
  const decisive = new Set(told.flatMap(({ changes }) => changes.map((change) => change.fact)));
  const overlap = f1(decisive, new Set(answer.marked));
  const sure = Math.max(answer.sureness, 1 / Math.max(1, optionCount));
  const sureness = SURENESS * (1 - (sure - (isBest ? 1 : 0)) ** 2);
  return {
    total: choice + FACTS * overlap + sureness,
    choice,
    facts: FACTS * overlap,
    sureness,
    grade: gradeFor(isBest, feasible, overlap, answer.sureness),
    verdict: isBest ? "best" : feasible ? "feasible" : "infeasible",
    factMarks: factMarks(decisive, answer.marked),
  };
}

/** A lucky guess is not mastery: the best choice with a sureness under a half is Hard. */
function gradeFor(isBest: boolean, feasible: boolean, overlap: number, sureness: number): Grade {
  if (!isBest) return feasible ? "hard" : "again";
  if (sureness < 0.5) return "hard";
  return overlap >= 0.8 && sureness >= 0.9 ? "easy" : "good";
}

/** The harmonic mean of precision and recall, 0 to 1. */
function f1(wanted: ReadonlySet<FactId>, marked: ReadonlySet<FactId>): number {
  if (wanted.size + marked.size === 0) return 1;
  const hits = [...marked].filter((fact) => wanted.has(fact)).length;
  return (2 * hits) / (wanted.size + marked.size);
}

function factMarks(decisive: ReadonlySet<FactId>, marked: readonly FactId[]): Score["factMarks"] {
  return [
    ...[...decisive].map((fact) => ({
      fact,
      mark: marked.includes(fact) ? ("found" as const) : ("missed" as const),
    })),
    ...marked.filter((fact) => !decisive.has(fact)).map((fact) => ({ fact, mark: "no-effect" as const })),
  ];
}

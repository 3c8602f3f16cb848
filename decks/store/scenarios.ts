import {
  type FactChip,
  type NearMiss,
  type SituationResult,
  type SituationSummary,
  type SituationView,
  StoreError,
  type StudyStore,
} from "../contract.ts";
import type { PackId, SituationId } from "../core/ids.ts";
import { decide } from "../core/scenario/decide.ts";
import { explainDecision } from "../core/scenario/explain.ts";
import { factText, valueText } from "../core/scenario/fact-text.ts";
import type { RulePack } from "../core/scenario/pack.ts";
import { scoreAnswer } from "../core/scenario/score.ts";
import type { Decision, Situation } from "../core/scenario/types.ts";
import type { Collection } from "./collection.ts";

type PackDecision = RulePack["decisions"][number];

interface Found {
  readonly pack: RulePack;
  readonly decision: PackDecision;
  readonly situation: Situation;
}

/** The verbs of scenario mode, over the packs that are installed. */
export function scenarioVerbs(
  collection: Collection,
  packs: readonly RulePack[],
): Pick<StudyStore, "situations" | "situation" | "answerSituation"> {
  const found: readonly Found[] = packs.flatMap((pack) =>
    pack.situations.flatMap((situation) => {
      const decision = pack.decisions.find((candidate) => candidate.id === situation.decision);
      return decision ? [{ pack, decision, situation }] : [];
    }),
  );
  const find = (situationId: SituationId): Found => {
    const one = found.find(({ situation }) => situation.id === situationId);
    if (!one) throw new StoreError("not-found");
    return one;
  };
  return {
    situations: () => Promise.all(found.map((one) => summary(collection, one))),
    situation: async ({ situationId }) => view(find(situationId)),
    async answerSituation({ situationId, choice, marked, sureness }): Promise<SituationResult> {
      const one = find(situationId);
      const { pack, decision, situation } = one;
      if (!decision.options.some((option) => option.id === choice)) {
        throw new StoreError("invalid-input", "There is no such option.");
      }
      if (!(sureness >= 0 && sureness <= 1))
        throw new StoreError("invalid-input", "Sureness goes from 0 to 1.");
      const decided = decide(pack, decision.id, situation.facts);
      const answer = { choice, marked: [...marked], sureness };
      const score = scoreAnswer(decided, answer, decision.options.length);
      const packId = pack.id as PackId;
      const answeredAt = collection.clock.now();
      await collection.change(async () => ({
        kind: "scenario",
        packId,
        situationId,
        answeredAt,
        ...answer,
        score: Math.round(score.total),
      }));
      return {
        view: view(one),
        decision: decided,
        score,
        answer,
        ...explainDecision(pack, decision.id, decided),
        nearMisses: nearMisses(pack, situation, decided),
        sources: pack.sources.map(({ id, title, asOf, url, verified }) => ({
          id,
          packId,
          title,
          asOf,
          url: url ?? null,
          verified,
        })),
      };
    },
  };
}

async function summary(
  { database }: Collection,
  { pack, decision, situation }: Found,
): Promise<SituationSummary> {
  const answers = await database.scenarioAnswers.where("situationId").equals(situation.id).sortBy("id");
  return {
    situationId: situation.id,
    title: situation.title,
    decisionLabel: decision.label,
    packTitle: pack.title,
    answers: answers.length,
    lastScore: answers.at(-1)?.score ?? null,
  };
}

function view({ pack, decision, situation }: Found): SituationView {
  const facts = Object.entries(situation.facts).map(([id, value]): FactChip => {
    const label = pack.facts.find((fact) => fact.id === id)?.label ?? id;
    return { id, label, value, text: factText(pack, id, value) };
  });
  return {
    situation,
    question: decision.question,
    packTitle: pack.title,
    options: decision.options.map(({ id, label, summary }) => ({ id, label, summary })),
    facts,
  };
}

function nearMisses(pack: RulePack, { facts }: Situation, { deciding }: Decision): NearMiss[] {
  return deciding.map(({ to, changes }) => ({
    to,
    changes: changes.map(({ fact, flipsAt }) => {
      const label = pack.facts.find((candidate) => candidate.id === fact)?.label ?? fact;
      const now = facts[fact];
      return {
        label,
        from: now === undefined ? "not stated" : valueText(pack, fact, now),
        to: valueText(pack, fact, flipsAt),
      };
    }),
  }));
}
